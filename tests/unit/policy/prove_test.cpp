// A policy set is proven rule by rule, field by field, recipient by recipient, and whatever breaks an invariant is
// named.
#include "gateway/policy/prove.hpp"

#include "tests/unit/policy/small_set.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace micklegate::policy {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> sentences(PolicySet const& policy)
{
    std::vector<std::string> found;
    for (Breach const& breach : prove(policy).breaches)
        found.push_back(breach.sentence);
    return found;
}

Never no_address_for(std::set<std::string> to)
{
    return {"hidden-homes", "She was found that way.", {"address_victim"}, {}, {}, std::move(to), {}, {}};
}

TEST(Prove, CountsEveryFieldOfEveryRuleForEveryRecipient)
{
    PolicySet policy = small_set();
    EXPECT_EQ(prove(policy).checks, 3U * 2U);
    EXPECT_TRUE(prove(policy).proved());

    policy.agreements.push_back(policy.agreements.front());
    only_rule(policy).to = {"court"};
    EXPECT_EQ(prove(policy).checks, 3U * 2U + 3U);
}

TEST(Prove, NamesRuleFieldAndRecipientOfAForbiddenRelease)
{
    PolicySet policy = small_set();
    policy.invariants.never = {no_address_for({"prison", "perpetrator_provider"})};

    Proof const proof = prove(policy);

    ASSERT_EQ(proof.breaches.size(), 1U);
    Breach const& breach = proof.breaches[0];
    EXPECT_EQ(breach.invariant, "hidden-homes");
    EXPECT_EQ(breach.agreement, "demo");
    EXPECT_EQ(breach.rule, "referral");
    EXPECT_EQ(breach.type, "demo.referral");
    EXPECT_EQ(breach.field, "home");
    EXPECT_EQ(breach.field_class, "address_victim");
    EXPECT_EQ(breach.recipient_kind, "prison");
    EXPECT_EQ(breach.sentence,
              "Under demo/referral, prison would receive home (\"Victim's address\", class address_victim) of "
              "demo.referral. That may never happen (hidden-homes, class address_victim): She was found that way.");
    EXPECT_EQ(breach.banned_as, "class address_victim");
    EXPECT_FALSE(proof.proved());
}

/// The small set's rule releases who was harmed and who did it: names of one class, and a birth of another.
PolicySet set_with_people()
{
    PolicySet policy = small_set();
    auto& spec = policy.catalogue.begin()->second;
    spec.fields = {field_of("ref", "Reference", "administrative"), field_of("forename", "First name", "identity"),
                   field_of("born", "Birth", "administrative"), field_of("accused", "Accused", "identity"),
                   field_of("number", "Number", "identity")};
    spec.people = {{"victim", {"alias", "forename"}, "born"}, {"suspect", {"accused"}, ""}};
    only_rule(policy).to = {"prison"};
    only_rule(policy).release = {"ref", "forename", "born", "accused", "number"};
    return policy;
}

Never never_of(std::set<std::string> classes, std::set<std::string> roles, std::set<std::string> fields)
{
    return {"unnamed", "w", std::move(classes), std::move(roles), std::move(fields), {"prison"}, {}, {}};
}

/// "field: banned_as" of each breach.
std::vector<std::string> bans(PolicySet const& policy)
{
    std::vector<std::string> found;
    for (Breach const& breach : prove(policy).breaches)
        found.push_back(breach.field + ": " + breach.banned_as);
    return found;
}

TEST(Prove, ABannedRoleMeansEveryNameAndBirthOfThatPersonAndNobodyElse)
{
    PolicySet policy = set_with_people();
    policy.invariants.never = {never_of({}, {"victim"}, {})};

    EXPECT_THAT(bans(policy), ElementsAre("forename: role victim", "born: role victim"));
    EXPECT_THAT(sentences(policy).at(0),
                "Under demo/referral, prison would receive forename (\"First name\", class identity) of demo.referral. "
                "That may never happen (unnamed, role victim): w");
}

TEST(Prove, ABannedNameOfAFieldMeansThatFieldAndNoOther)
{
    PolicySet policy = set_with_people();
    policy.invariants.never = {never_of({}, {}, {"number", "notes"})};

    EXPECT_THAT(bans(policy), ElementsAre("number: field number"));
    EXPECT_THAT(sentences(policy),
                ElementsAre("Under demo/referral, prison would receive number (\"Number\", class identity) of "
                            "demo.referral. That may never happen (unnamed, field number): w"));
}

TEST(Prove, ClassesRolesAndFieldsOfABanAddUp)
{
    PolicySet policy = set_with_people();
    policy.invariants.never = {never_of({"identity"}, {"suspect", "victim"}, {"ref", "number"})};

    EXPECT_THAT(bans(policy),
                ElementsAre("ref: field ref", "forename: class identity and role victim", "born: role victim",
                            "accused: class identity and role suspect", "number: class identity and field number"));
}

TEST(Prove, ABannedRoleOrFieldReachesOtherKindsAndTypes)
{
    PolicySet policy = set_with_people();
    policy.invariants.never = {never_of({}, {"victim"}, {"number"})};
    only_rule(policy).to = {"court"};
    EXPECT_THAT(bans(policy), IsEmpty());

    only_rule(policy).to = {"prison"};
    policy.invariants.never.front().types = {MessageType{"demo.other"}};
    EXPECT_THAT(bans(policy), IsEmpty());
}

TEST(Prove, LetsAWithheldFieldBe)
{
    PolicySet policy = small_set();
    policy.invariants.never = {no_address_for({"prison"})};
    only_rule(policy).release = {"ref"};

    EXPECT_TRUE(prove(policy).proved());
}

TEST(Prove, ForbidsNoOtherRecipientTypeOrBasisThanTheInvariantNames)
{
    PolicySet policy = small_set();
    policy.invariants.never = {no_address_for({"court"})};
    EXPECT_TRUE(prove(policy).proved());

    Never never = no_address_for({"prison"});
    never.types = {MessageType{"demo.other"}};
    policy.invariants.never = {never};
    EXPECT_TRUE(prove(policy).proved());

    never.types = {MessageType{"demo.referral"}};
    never.lawful_bases = {"ANON"};
    policy.invariants.never = {never};
    EXPECT_TRUE(prove(policy).proved());

    never.lawful_bases = {"CON"};
    policy.invariants.never = {never};
    EXPECT_FALSE(prove(policy).proved());
}

TEST(Prove, AConditionExcusesNothing)
{
    PolicySet policy = small_set();
    policy.invariants.never = {no_address_for({"prison"})};
    only_rule(policy).conditions = {{ConsentCondition{"agreed"}, "consent_absent"}};

    EXPECT_FALSE(prove(policy).proved());
}

TEST(Prove, AnExplicitClassReachesNobodyWithoutAnAllowance)
{
    PolicySet policy = small_set();
    policy.invariants.explicit_classes = {{"address_victim", "Each door is opened by name."}};
    MessageType const type{"demo.referral"};
    policy.invariants.allowed = {{{type}, {"prison"}, {"address_victim"}, "Mail is stopped by address."}};

    EXPECT_THAT(sentences(policy),
                ElementsAre("Under demo/referral, da_provider would receive home (\"Victim's address\", class "
                            "address_victim) of demo.referral. No [[allow]] lets that class of this message go there: "
                            "Each door is opened by name."));

    policy.invariants.allowed.front().to.insert("da_provider");
    EXPECT_THAT(sentences(policy), IsEmpty());
}

TEST(Prove, AnAllowanceThatNoRuleUsesMustGo)
{
    PolicySet policy = small_set();
    policy.invariants.explicit_classes = {{"address_victim", "w"}, {"free_text", "w"}};
    MessageType const type{"demo.referral"};
    policy.invariants.allowed = {{{type}, {"da_provider", "prison"}, {"address_victim"}, "w"},
                                 {{type}, {"prison"}, {"free_text"}, "w"}};

    EXPECT_THAT(sentences(policy),
                ElementsAre("An [[allow]] lets free_text of demo.referral reach prison, but no rule releases it. A "
                            "permission that nobody needs must go."));
    EXPECT_EQ(prove(policy).breaches.at(0).invariant, "allow");
}

TEST(Prove, AnAllowanceDoesNotLiftABan)
{
    PolicySet policy = small_set();
    policy.invariants.never = {no_address_for({"prison"})};
    policy.invariants.explicit_classes = {{"address_victim", "w"}};
    policy.invariants.allowed = {{{MessageType{"demo.referral"}}, {"da_provider", "prison"}, {"address_victim"}, "w"}};

    EXPECT_EQ(prove(policy).breaches.at(0).invariant, "hidden-homes");
}

TEST(Prove, ATypePassesOnlyBetweenItsKinds)
{
    PolicySet policy = small_set();
    MessageType const type{"demo.referral"};
    policy.invariants.only = {{"doors", "A clinic asks it.", {type}, {}, {"court", "la_childrens", "sarc"}, {}}};
    EXPECT_THAT(sentences(policy),
                ElementsAre("Under demo/referral, police could send demo.referral on the basis CON. Only court, "
                            "la_childrens or sarc may (doors): A clinic asks it."));

    policy.invariants.only = {{"doors", "w", {type}, {}, {"police"}, {"prison"}}};
    EXPECT_THAT(sentences(policy), ElementsAre("Under demo/referral, da_provider would receive demo.referral on the "
                                               "basis CON. Only prison may (doors): w"));
    EXPECT_EQ(prove(policy).breaches.at(0).recipient_kind, "da_provider");

    policy.invariants.only = {{"doors", "w", {MessageType{"demo.other"}}, {}, {"court"}, {}}};
    EXPECT_THAT(sentences(policy), IsEmpty());
}

TEST(Prove, ABasisIsForItsSendersOnly)
{
    PolicySet policy = small_set();
    policy.invariants.only = {{"asked-first", "w", {}, {"CON"}, {"sv_hub"}, {}}};
    EXPECT_THAT(sentences(policy),
                ElementsAre("Under demo/referral, police could send demo.referral on the basis CON. Only sv_hub may "
                            "(asked-first): w"));

    only_rule(policy).lawful_basis = "PTS";
    EXPECT_THAT(sentences(policy), IsEmpty());
}

TEST(Prove, ABasisNeedsItsCondition)
{
    PolicySet policy = small_set();
    policy.invariants.required = {{"asked", "Consent is given, not assumed.", {}, {"CON"}, "consent"}};
    EXPECT_THAT(sentences(policy),
                ElementsAre("Under demo/referral, demo.referral would pass on the basis CON without a condition of the "
                            "kind \"consent\" (asked): Consent is given, not assumed."));

    only_rule(policy).conditions = {{PresentCondition{"ref"}, "missing_mandatory"}};
    EXPECT_FALSE(prove(policy).proved());
    only_rule(policy).conditions.push_back({ConsentCondition{"agreed"}, "consent_absent"});
    EXPECT_TRUE(prove(policy).proved());

    only_rule(policy).conditions.clear();
    only_rule(policy).lawful_basis = "PTS";
    EXPECT_TRUE(prove(policy).proved());
}

TEST(Prove, KnowsEachKindOfConditionByItsWord)
{
    PolicySet policy = small_set();
    std::vector<std::pair<std::string, Condition>> const words{
        {"age", {AgeCondition{}, ""}},          {"recipient_takes_age", {RecipientTakesAgeCondition{}, ""}},
        {"one_of", {OneOfCondition{}, ""}},     {"consent", {ConsentCondition{}, ""}},
        {"present", {PresentCondition{}, ""}},  {"absent", {AbsentCondition{}, ""}},
        {"in_force", {InForceCondition{}, ""}}, {"recent", {RecentCondition{}, ""}},
        {"area", {AreaCondition{}, ""}},        {"working_time", {WorkingTimeCondition{}, ""}}};
    for (auto const& [required, its_own] : words)
        for (auto const& [word, condition] : words) {
            policy.invariants.required = {{"r", "w", {}, {"CON"}, required}};
            only_rule(policy).conditions = {condition};
            EXPECT_EQ(prove(policy).proved(), word == required) << word << " for " << required;
        }
}

TEST(Prove, ARequiredConditionIsOnOneOfItsFields)
{
    PolicySet policy = small_set();
    policy.invariants.required = {{"asked", "Consent is given.", {}, {"CON"}, "consent", {"agreed", "consent"}}};
    only_rule(policy).conditions = {{ConsentCondition{"opted_out"}, "consent_absent"}};
    EXPECT_THAT(sentences(policy),
                ElementsAre("Under demo/referral, demo.referral would pass on the basis CON without a condition of the "
                            "kind \"consent\" on agreed or consent (asked): Consent is given."));
    only_rule(policy).conditions.push_back({ConsentCondition{"consent"}, "consent_absent"});
    EXPECT_TRUE(prove(policy).proved());

    std::vector<Condition> const all{{AgeCondition{"f", "x", 0, 9}, ""}, {RecipientTakesAgeCondition{"f", "x"}, ""},
                                     {OneOfCondition{"f", {}}, ""},      {ConsentCondition{"f"}, ""},
                                     {PresentCondition{"f"}, ""},        {AbsentCondition{"f"}, ""},
                                     {InForceCondition{"f", "x"}, ""},   {RecentCondition{"f", 1}, ""},
                                     {AreaCondition{"f", {}}, ""}};
    for (Condition const& condition : all) {
        std::string const& word = condition_words().at(condition.asks.index());
        EXPECT_TRUE(meets(condition, {"r", "w", {}, {"CON"}, word, {"f", "g"}})) << word;
        EXPECT_FALSE(meets(condition, {"r", "w", {}, {"CON"}, word, {"x"}})) << word;
    }
}

TEST(Prove, ARequiredAgeKeepsWithinItsBounds)
{
    PolicySet policy = small_set();
    policy.invariants.required = {{"children", "They are children.", {}, {"CON"}, "age", {"dob"}, 1, 17}};
    auto const proved = [&policy](int min, int max) {
        only_rule(policy).conditions = {{AgeCondition{"dob", "now", min, max}, ""}};
        return prove(policy).proved();
    };
    EXPECT_TRUE(proved(1, 17));
    EXPECT_TRUE(proved(5, 9));
    EXPECT_FALSE(proved(0, 17));
    EXPECT_FALSE(proved(1, 18));
    EXPECT_THAT(sentences(policy),
                ElementsAre("Under demo/referral, demo.referral would pass on the basis CON without a condition of the "
                            "kind \"age\" on dob, from 1, up to 17 (children): They are children."));
}

}  // namespace
}  // namespace micklegate::policy
