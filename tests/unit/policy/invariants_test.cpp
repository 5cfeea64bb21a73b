// What may never happen is read strictly: a word that is not understood could be the one that mattered.
#include "gateway/policy/invariants.hpp"

#include "gateway/recognise/field_classes.hpp"
#include "tests/unit/policy/small_set.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace micklegate::policy {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

recognise::Catalogue catalogue()
{
    recognise::Catalogue types;
    for (std::string const type : {"demo.referral", "scrutiny.pack", "scrutiny.feedback", "scrutinyx.other"})
        types.emplace(MessageType{type}, spec_of(type, {}));
    auto& referral = types.at(MessageType{"demo.referral"});
    referral.fields = {field_of("victim_name", "Victim", "identity"), field_of("child_name", "Child", "identity")};
    referral.people = {{"victim", {"victim_name"}, ""}, {"child", {"child_name"}, ""}};
    auto& pack = types.at(MessageType{"scrutiny.pack"});
    pack.fields = {field_of("officer_name", "Officer", "administrative")};
    pack.people = {{"officer", {"officer_name"}, ""}};
    return types;
}

/// Every kind is neutral, but for the two that stand on a side: line 1 to 4.
std::string sides()
{
    std::string neutral;
    for (std::string const& kind : agency_kinds())
        if (kind != "da_provider" && kind != "perpetrator_provider")
            neutral += (neutral.empty() ? "\"" : ", \"") + kind + "\"";
    return "[sides]\nvictim_side = [\"da_provider\"]\nperpetrator_side = [\"perpetrator_provider\"]\nneutral = [" +
           neutral + "]\n";
}

Invariants loaded(std::string const& text)
{
    return load_invariants("invariants.toml", sides() + text, catalogue()).value();
}

std::string fault_of(std::string const& text)
{
    auto const invariants = load_invariants("invariants.toml", text, catalogue());
    return invariants ? "no fault" : one_line(invariants.error());
}

TEST(LoadInvariants, WritesOutTheSidesOfABan)
{
    auto const invariants = loaded(
        "[[never]]\nname = \"n\"\nwhy = \"w\"\nclasses = [\"health\"]\n"
        "to_sides = [\"victim_side\", \"perpetrator_side\"]\nto = [\"court\"]\n");

    ASSERT_EQ(invariants.never.size(), 1U);
    EXPECT_THAT(invariants.never[0].classes, ElementsAre("health"));
    EXPECT_THAT(invariants.never[0].to, ElementsAre("court", "da_provider", "perpetrator_provider"));
    EXPECT_THAT(invariants.never[0].types, IsEmpty());
    EXPECT_THAT(invariants.never[0].lawful_bases, IsEmpty());
    EXPECT_THAT(invariants.sides.at("victim_side"), ElementsAre("da_provider"));
}

TEST(LoadInvariants, ABanWithoutRecipientsMeansEveryKind)
{
    auto const invariants =
        loaded("[[never]]\nname = \"n\"\nwhy = \"w\"\nclasses = [\"health\"]\nlawful_basis = [\"ANON\"]\n");

    EXPECT_EQ(invariants.never.at(0).to.size(), agency_kinds().size());
    EXPECT_THAT(invariants.never[0].lawful_bases, ElementsAre("ANON"));
}

TEST(LoadInvariants, AnExceptionBansEveryOtherClassAndBasis)
{
    auto const invariants = loaded(
        "[[never]]\nname = \"n\"\nwhy = \"w\"\nall_classes_but = [\"health\", \"routing\"]\n"
        "all_lawful_bases_but = [\"CON\"]\n");

    Never const& never = invariants.never.at(0);
    EXPECT_EQ(never.classes.size(), recognise::kFieldClasses.size() - 2);
    EXPECT_THAT(never.classes, Not(Contains("health")));
    EXPECT_EQ(never.lawful_bases.size(), lawful_bases().size() - 1);
    EXPECT_THAT(never.lawful_bases, Not(Contains("CON")));
}

TEST(LoadInvariants, ABanMayBeOfPeopleByRoleAndOfFieldsByNameBesidesClasses)
{
    auto const invariants = loaded(
        "[[never]]\nname = \"n\"\nwhy = \"w\"\nroles = [\"victim\"]\nto = [\"court\"]\n"
        "[[never]]\nname = \"m\"\nwhy = \"w\"\nfields = [\"officer_name\"]\nto = [\"court\"]\n"
        "[[never]]\nname = \"o\"\nwhy = \"w\"\nclasses = [\"health\"]\nroles = [\"child\"]\n"
        "fields = [\"victim_name\"]\nto = [\"court\"]\n");

    ASSERT_EQ(invariants.never.size(), 3U);
    EXPECT_THAT(invariants.never[0].roles, ElementsAre("victim"));
    EXPECT_THAT(invariants.never[0].classes, IsEmpty());
    EXPECT_THAT(invariants.never[1].fields, ElementsAre("officer_name"));
    EXPECT_THAT(invariants.never[1].roles, IsEmpty());
    EXPECT_THAT(invariants.never[2].classes, ElementsAre("health"));
    EXPECT_THAT(invariants.never[2].roles, ElementsAre("child"));
    EXPECT_THAT(invariants.never[2].fields, ElementsAre("victim_name"));
}

TEST(LoadInvariants, AnExceptionBansEveryOtherRoleOfTheCatalogue)
{
    std::string const rest = "]\nto = [\"court\"]\n";
    std::string const but = "[[never]]\nname = \"n\"\nwhy = \"w\"\nall_roles_but = [";

    EXPECT_THAT(loaded(but + "\"child\"" + rest).never.at(0).roles, ElementsAre("officer", "victim"));
    EXPECT_THAT(loaded(but + rest).never.at(0).roles, ElementsAre("child", "officer", "victim"));
}

TEST(LoadInvariants, AFamilyMeansEachOfItsTypesAndNoOther)
{
    auto const invariants =
        loaded("[[only]]\nname = \"o\"\nwhy = \"w\"\ntypes = [\"scrutiny.*\"]\nto = [\"scrutiny_panel\"]\n");

    EXPECT_THAT(invariants.only.at(0).types,
                ElementsAre(MessageType{"scrutiny.feedback"}, MessageType{"scrutiny.pack"}));
    EXPECT_THAT(invariants.only[0].to, ElementsAre("scrutiny_panel"));
    EXPECT_THAT(invariants.only[0].from, IsEmpty());
    EXPECT_THAT(invariants.only[0].lawful_bases, IsEmpty());
}

TEST(LoadInvariants, ReadsConditionsAndAllowances)
{
    auto const invariants = loaded(
        "[[requires]]\nname = \"r\"\nwhy = \"w\"\nlawful_basis = [\"CON\"]\ncondition = \"consent\"\n"
        "[[explicit]]\nclasses = [\"free_text\"]\nwhy = \"tells anything\"\n"
        "[[explicit]]\nclasses = [\"intelligence\"]\nwhy = \"names a source\"\n"
        "[[allow]]\ntypes = [\"demo.referral\"]\nto = [\"court\"]\nclasses = [\"free_text\"]\nwhy = \"asked for\"\n");

    EXPECT_EQ(invariants.required.at(0).condition, "consent");
    EXPECT_THAT(invariants.required[0].fields, IsEmpty());
    auto const narrowed = loaded(
        "[[requires]]\nname = \"r\"\nwhy = \"w\"\nlawful_basis = [\"CON\"]\ncondition = \"age\"\n"
        "fields = [\"child_name\"]\nmin = 3\nmax = 17\n");
    EXPECT_THAT(narrowed.required.at(0).fields, ElementsAre("child_name"));
    EXPECT_EQ(narrowed.required[0].min, 3);
    EXPECT_EQ(narrowed.required[0].max, 17);
    EXPECT_THAT(invariants.required[0].lawful_bases, ElementsAre("CON"));
    EXPECT_EQ(invariants.explicit_classes.at("free_text"), "tells anything");
    EXPECT_EQ(invariants.explicit_classes.at("intelligence"), "names a source");
    EXPECT_THAT(invariants.allowed.at(0).types, ElementsAre(MessageType{"demo.referral"}));
    EXPECT_THAT(invariants.allowed[0].to, ElementsAre("court"));
    EXPECT_THAT(invariants.allowed[0].classes, ElementsAre("free_text"));
    EXPECT_EQ(invariants.allowed[0].why, "asked for");
}

struct Fault {
    char const* name;
    char const* text;  ///< after the sides, so that it begins on line 5
    char const* told;
};

class FaultyInvariants : public ::testing::TestWithParam<Fault> {};

TEST_P(FaultyInvariants, AreRefusedWithTheirPlace)
{
    EXPECT_EQ(fault_of(sides() + GetParam().text), "invariants.toml:" + std::string{GetParam().told});
}

constexpr char const* kNever = "[[never]]\nname = \"n\"\nwhy = \"w\"\nclasses = [\"health\"]\n";

INSTANTIATE_TEST_SUITE_P(
    LoadInvariants, FaultyInvariants,
    ::testing::Values(
        Fault{"Key", "[[nevr]]\n", "5:3: the key 'nevr' is not known here. Did you mean never?"},
        Fault{"KeyOfNever",
              "[[never]]\nname = \"n\"\nwhy = \"w\"\nclasses = [\"health\"]\nto = [\"court\"]\nto_side = [\"x\"]\n",
              "10:1: the key 'to_side' is not known here. Did you mean to_sides?"},
        Fault{"Class", "[[never]]\nname = \"n\"\nwhy = \"w\"\nto = [\"court\"]\nclasses = [\"routing\", \"helth\"]\n",
              "9:23: classes names 'helth', which is no class of a field. Did you mean health?"},
        Fault{"Kind", "[[never]]\nname = \"n\"\nwhy = \"w\"\nclasses = [\"health\"]\nto = [\"cuort\"]\n",
              "9:7: to names 'cuort', which is no kind of agency. Did you mean court?"},
        Fault{"Side", "[[never]]\nname = \"n\"\nwhy = \"w\"\nclasses = [\"health\"]\nto_sides = [\"victims_side\"]\n",
              "9:13: to_sides names 'victims_side', which [sides] does not have. Did you mean victim_side?"},
        Fault{"Basis", "[[never]]\nname = \"n\"\nwhy = \"w\"\nclasses = [\"health\"]\nlawful_basis = [\"ANNON\"]\n",
              "9:17: lawful_basis names 'ANNON', which is no lawful basis. Did you mean ANON?"},
        Fault{"Type", "[[never]]\nname = \"n\"\nwhy = \"w\"\nclasses = [\"health\"]\ntypes = [\"demo.referal\"]\n",
              "9:10: types names 'demo.referal', which is no message type of the catalogue. Did you mean "
              "demo.referral?"},
        Fault{"Family", "[[never]]\nname = \"n\"\nwhy = \"w\"\nclasses = [\"health\"]\ntypes = [\"prison.*\"]\n",
              "9:10: types names 'prison.*', which no message type belongs to. policies/README.md says what each key "
              "means."},
        Fault{"HalfAFamily", "[[never]]\nname = \"n\"\nwhy = \"w\"\nclasses = [\"health\"]\ntypes = [\"scrutiny*\"]\n",
              "9:10: types names 'scrutiny*', which is no message type of the catalogue. policies/README.md says what "
              "each key means."},
        Fault{"NeverForEverybody", kNever,
              "5:1: to or to_sides, types or a lawful basis must narrow it, or it would reach nobody at all. "
              "policies/README.md says what each key means."},
        Fault{
            "NeverOfNothing", "[[never]]\nname = \"n\"\nwhy = \"w\"\nto = [\"court\"]\n",
            "5:1: classes or roles or fields must say what is forbidden. policies/README.md says what each key means."},
        Fault{"Role", "[[never]]\nname = \"n\"\nwhy = \"w\"\nto = [\"court\"]\nroles = [\"child\", \"victm\"]\n",
              "9:19: roles names 'victm', which nobody has in the catalogue. Did you mean victim?"},
        Fault{"ExceptedRole", "[[never]]\nname = \"n\"\nwhy = \"w\"\nto = [\"court\"]\nall_roles_but = [\"victm\"]\n",
              "9:18: all_roles_but names 'victm', which nobody has in the catalogue. Did you mean victim?"},
        Fault{"BothRoles",
              "[[never]]\nname = \"n\"\nwhy = \"w\"\nto = [\"court\"]\nroles = [\"victim\"]\nall_roles_but = []\n",
              "9:9: roles and all_roles_but cannot both be given. policies/README.md says what each key means."},
        Fault{"Field", "[[never]]\nname = \"n\"\nwhy = \"w\"\nto = [\"court\"]\nfields = [\"victims_name\"]\n",
              "9:11: fields names 'victims_name', which no message type has. Did you mean victim_name?"},
        Fault{"NeverWithBoth",
              "[[never]]\nname = \"n\"\nwhy = \"w\"\nto = [\"court\"]\nclasses = [\"health\"]\nall_classes_but = "
              "[\"routing\"]\n",
              "9:11: classes and all_classes_but cannot both be given. policies/README.md says what each key means."},
        Fault{"BothBases",
              "[[never]]\nname = \"n\"\nwhy = \"w\"\nclasses = [\"health\"]\nlawful_basis = [\"P3\"]\n"
              "all_lawful_bases_but = [\"CON\"]\n",
              "9:16: lawful_basis and all_lawful_bases_but cannot both be given. policies/README.md says what each key "
              "means."},
        Fault{"NoWhy", "[[never]]\nname = \"n\"\nclasses = [\"health\"]\nto = [\"court\"]\n",
              "5:1: why is missing. policies/README.md says what each key means."},
        Fault{"NameTwice",
              "[[never]]\nname = \"n\"\nwhy = \"w\"\nclasses = [\"health\"]\nto = [\"court\"]\n"
              "[[requires]]\nname = \"n\"\nwhy = \"w\"\nlawful_basis = [\"CON\"]\ncondition = \"consent\"\n",
              "11:8: name is the name of two invariants. policies/README.md says what each key means."},
        Fault{"OnlyWithoutTypes", "[[only]]\nname = \"n\"\nwhy = \"w\"\nto = [\"court\"]\n",
              "5:1: types or lawful_basis must say what passes only so. policies/README.md says what each key means."},
        Fault{"OnlyWithoutEnds", "[[only]]\nname = \"n\"\nwhy = \"w\"\ntypes = [\"demo.referral\"]\n",
              "5:1: from or to must say between whom it may pass. policies/README.md says what each key means."},
        Fault{"Condition",
              "[[requires]]\nname = \"n\"\nwhy = \"w\"\nlawful_basis = [\"CON\"]\ncondition = \"consnet\"\n",
              "9:13: condition names 'consnet', which is no kind of condition. Did you mean consent?"},
        Fault{"RequiresOnAFieldNobodyHas",
              "[[requires]]\nname = \"n\"\nwhy = \"w\"\nlawful_basis = [\"CON\"]\ncondition = \"consent\"\n"
              "fields = [\"child_nmae\"]\n",
              "10:11: fields names 'child_nmae', which no message type has. Did you mean child_name?"},
        Fault{"RequiresAnAgeOfNoAge",
              "[[requires]]\nname = \"n\"\nwhy = \"w\"\nlawful_basis = [\"CON\"]\ncondition = \"consent\"\nmax = 9\n",
              "10:7: max bounds an age, and the condition is another. policies/README.md says what each key means."},
        Fault{"RequiresAnAgeUpsideDown",
              "[[requires]]\nname = \"n\"\nwhy = \"w\"\nlawful_basis = [\"CON\"]\ncondition = \"age\"\nmin = 9\nmax = "
              "8\n",
              "11:7: max must be a whole number from 9 to 150. policies/README.md says what each key means."},
        Fault{
            "RequiresAFieldOfWorkingTime",
            "[[requires]]\nname = \"n\"\nwhy = \"w\"\nlawful_basis = [\"CON\"]\ncondition = \"working_time\"\n"
            "fields = [\"child_name\"]\n",
            "10:10: fields cannot be given: working time is no field's. policies/README.md says what each key means."},
        Fault{"RequiresOfNobody", "[[requires]]\nname = \"n\"\nwhy = \"w\"\ncondition = \"consent\"\n",
              "8:13: condition needs types or lawful_basis: which rules must set it. policies/README.md says what each "
              "key means."},
        Fault{"ExplicitTwice",
              "[[explicit]]\nclasses = [\"health\"]\nwhy = \"w\"\n[[explicit]]\nclasses = [\"health\"]\nwhy = \"w\"\n",
              "9:11: classes names 'health', which another [[explicit]] names too. policies/README.md says what each "
              "key means."},
        Fault{"AllowOfAClassThatNeedsNone",
              "[[allow]]\ntypes = [\"demo.referral\"]\nto = [\"court\"]\nclasses = [\"health\"]\nwhy = \"w\"\n",
              "8:12: classes names 'health', which no [[explicit]] names, so that it needs no leave. "
              "policies/README.md says what each key means."},
        Fault{"AllowWithoutRecipients",
              "[[explicit]]\nclasses = [\"health\"]\nwhy = \"w\"\n"
              "[[allow]]\ntypes = [\"demo.referral\"]\nclasses = [\"health\"]\nwhy = \"w\"\n",
              "8:1: to is missing. policies/README.md says what each key means."},
        Fault{"AllowTwice",
              "[[explicit]]\nclasses = [\"health\"]\nwhy = \"w\"\n"
              "[[allow]]\ntypes = [\"scrutiny.pack\"]\nto = [\"court\"]\nclasses = [\"health\"]\nwhy = \"w\"\n"
              "[[allow]]\ntypes = [\"scrutiny.*\"]\nto = [\"court\"]\nclasses = [\"health\"]\nwhy = \"w\"\n",
              "14:9: types names 'scrutiny.pack', whose health another [[allow]] lets reach court. policies/README.md "
              "says what each key means."}),
    [](auto const& row) { return row.param.name; });

TEST(LoadInvariants, EveryKindStandsOnASide)
{
    EXPECT_EQ(fault_of("[sides]\nvictim_side = [\"da_provider\"]\n"),
              "invariants.toml:1:1: sides places 'auditor' nowhere; each kind of agency stands on a side. "
              "policies/README.md says what each key means.");
    EXPECT_EQ(fault_of("[sides]\nvictim_side = [\"da_providr\"]\n"),
              "invariants.toml:2:16: sides.victim_side names 'da_providr', which is no kind of agency. Did you mean "
              "da_provider?");
    EXPECT_EQ(fault_of(""),
              "invariants.toml:1:1: sides is missing: it says on which side each kind of agency stands. "
              "policies/README.md says what each key means.");
}

}  // namespace
}  // namespace micklegate::policy
