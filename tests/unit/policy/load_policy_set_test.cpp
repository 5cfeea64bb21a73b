// A policy set is loaded strictly: whatever is not understood is refused, with its place.
#include "gateway/crypto/hash.hpp"
#include "tests/support/sample_policy.hpp"

#include <gtest/gtest.h>

namespace micklegate::policy {
namespace {

constexpr char const* kAgreement = "agreements/north-yorkshire-encompass.toml";
constexpr char const* kCalendar = "calendars/england.toml";

/// The sample set with one text of one file replaced.
PolicyFiles changed(std::string const& path, std::string const& before, std::string const& after)
{
    auto files = samples::policy_files();
    std::string& text = files.at(path);
    std::size_t const at = text.find(before);
    EXPECT_NE(at, std::string::npos) << before;
    text.replace(at, before.size(), after);
    return files;
}

std::string fault_of(PolicyFiles const& files)
{
    auto const policy = load_policy_set(files);
    return policy ? "no fault" : policy.error().detail;
}

TEST(LoadPolicySet, ReadsThisRepositorysPolicies)
{
    auto const policy = load_policy_set(samples::policy_files());

    ASSERT_TRUE(policy) << one_line(policy.error());
    EXPECT_EQ(policy->index.of_type(MessageType{"encompass.notification"}).size(), 3U);
    EXPECT_EQ(policy->calendar.first_bell, std::chrono::minutes{510});
    EXPECT_TRUE(policy->calendar.bank_holidays.contains(Date{std::chrono::year{2026} / 12 / 25}));
}

TEST(LoadPolicySet, OneThatWasKeptMayBeOlderThanGatewayDays)
{
    auto const files = changed(kAgreement, "[gateway_days]", "[retention_notes]");
    EXPECT_FALSE(load_policy_set(files));
    EXPECT_FALSE(load_kept_policy_set(files)) << "what is not known is refused all the same";

    PolicyFiles older = samples::policy_files();
    std::string& text = older.at(kAgreement);
    std::size_t const at = text.find("[gateway_days]");
    text.erase(at, text.find("\n[", at) + 1 - at);
    EXPECT_FALSE(load_policy_set(older));
    auto const kept = load_kept_policy_set(older);
    ASSERT_TRUE(kept) << one_line(kept.error());
    EXPECT_EQ(kept->digest, digest_of(older));
}

TEST(LoadPolicySet, EachPathwayOfTheCatalogueHasItsMessageTypes)
{
    std::set<int> rows;
    for (auto const& entry : samples::policy().catalogue)
        rows.insert(entry.second.row);

    for (int row = 1; row <= 54; ++row)
        EXPECT_TRUE(rows.contains(row)) << "row " << row;
}

TEST(LoadPolicySet, KeepsItsPointersWhenMoved)
{
    auto loaded = load_policy_set(samples::policy_files());
    ASSERT_TRUE(loaded);
    PolicySet const policy = std::move(*loaded);

    for (Agreement const& agreement : policy.agreements)
        for (Rule const& rule : agreement.rules) {
            auto const& refs = policy.index.of_type(rule.type);
            EXPECT_NE(std::find(refs.begin(), refs.end(), RuleRef{&agreement, &rule}), refs.end());
        }
}

TEST(LoadPolicySet, DigestCoversPathAndContentOfWhatDecidesOnly)
{
    auto files = samples::policy_files();
    std::string lines;
    for (auto const& [path, content] : files)
        if (path.starts_with("agreements/") || path.starts_with("calendars/") || path.starts_with("messages/") ||
            path.starts_with("registers/") || path == "invariants.toml")
            lines += path + std::string(1, '\0') + hex(crypto::sha256(as_bytes(content))) + "\n";
    std::string const expected = "sha256:" + hex(crypto::sha256(as_bytes(lines)));
    EXPECT_EQ(load_policy_set(files)->digest, expected);

    files["README.md"] = "changed";
    files["approvals/police.north-yorkshire.json"] = "{}";
    files.erase("cases/encompass.receipt.json");
    EXPECT_EQ(load_policy_set(files)->digest, expected);

    files.at(kCalendar) += "\n";
    EXPECT_NE(load_policy_set(files)->digest, expected);
}

struct Fault {
    char const* name;
    char const* file;
    char const* before;
    char const* after;
    char const* told;
};

class FaultyPolicy : public ::testing::TestWithParam<Fault> {};

TEST_P(FaultyPolicy, IsRefusedWithItsPlace)
{
    Fault const& fault = GetParam();

    std::string const told = fault_of(changed(fault.file, fault.before, fault.after));

    EXPECT_NE(told.find(fault.told), std::string::npos) << told;
    EXPECT_TRUE(told.starts_with(fault.file)) << told;
}

INSTANTIATE_TEST_SUITE_P(
    LoadPolicySet, FaultyPolicy,
    ::testing::Values(
        Fault{"Syntax", kAgreement, "version = \"1.5\"", "version = 1.1.0", ":6:"},
        Fault{"UnknownKey", kAgreement,
              "version = ", "verzion = \"x\"\nversion = ", ":6:1: the key 'verzion' is not known here"},
        Fault{"UnknownRuleKey", kAgreement, "marking = ", "colour = \"red\"\nmarking = ", "the key 'colour'"},
        Fault{"UnknownAgeKey", kAgreement, "max = 17", "max = 17\nmean = 9", "the key 'mean'"},
        Fault{"MissingKey", kAgreement, "title = ", "#", "title is missing"},
        Fault{"NameOfAnotherFile", kAgreement, "name = \"north-yorkshire-encompass\"", "name = \"other\"",
              ":4:8: name must be"},
        Fault{"TextForDate", kAgreement, "valid_from = 2025-11-07", "valid_from = \"2025-11-07\"",
              "valid_from must be a date"},
        Fault{"EndsBeforeItBegins", kAgreement, "2027-11-06", "2024-11-06", "valid_until lies before valid_from"},
        Fault{"UnknownParty", kAgreement, "parties = [\"police\"", "parties = [\"polise\"",
              ":9:12: parties names 'polise', which is no kind of agency"},
        Fault{"UnknownKind", kAgreement, "from = [\"police\"]", "from = [\"polise\"]",
              "from names 'polise', which is no kind"},
        Fault{"KindThatIsNoParty", kAgreement, "from = [\"police\"]", "from = [\"prison\"]",
              "'prison', which is no party"},
        Fault{"UnknownType", kAgreement, "type = \"encompass.notification\"", "type = \"encompass.x\"",
              "'encompass.x', which is no message type"},
        Fault{"UndeclaredPurpose", kAgreement, "purpose = \"child_safeguarding\"", "purpose = \"fun\"",
              "'fun', which is not declared"},
        Fault{"UndeclaredRetention", kAgreement, "retention = \"child_protection_file\"", "retention = \"x\"",
              "'x', which is not declared"},
        Fault{"NoGatewayDays", kAgreement, "[gateway_days]", "[gateway_day]", "gateway_days is missing"},
        Fault{"GatewayDaysOfNoClass", kAgreement, "\nincident_record = 28", "\nincident_record = 28\nx = 28",
              "the key 'x'"},
        Fault{"ClassWithoutGatewayDays", kAgreement, "\nincident_record = 28", "",
              "gateway_days.incident_record is missing"},
        Fault{"NoGatewayDay", kAgreement, "\nincident_record = 28", "\nincident_record = 0",
              "gateway_days.incident_record must be a whole number from 1 to 3660"},
        Fault{"TooManyGatewayDays", kAgreement, "\nincident_record = 28", "\nincident_record = 3661",
              "gateway_days.incident_record must be a whole number"},
        Fault{"UnknownBasis", kAgreement, "lawful_basis = \"E49A\"", "lawful_basis = \"E50\"",
              "'E50', which is no lawful basis"},
        Fault{"UnknownMarking", kAgreement, "\"OFFICIAL-SENSITIVE\"", "\"SECRET\"", "'SECRET', which is no marking"},
        Fault{"UnknownDeadline", kAgreement, "\"next_school_day\"", "\"soon\"", "deadline must be"},
        Fault{"UnknownReleasedField", kAgreement, "\"incident_ref\", ", "\"shoe_size\", ",
              "'shoe_size', which encompass.notification"},
        Fault{"FieldReleasedTwice", kAgreement, "\"incident_ref\", ", "\"incident_ref\", \"incident_ref\", ",
              "'incident_ref' twice"},
        Fault{"UnknownConditionField", kAgreement, "birth = \"child_dob\"", "birth = \"dob\"", "birth names 'dob'"},
        Fault{"AgesUpsideDown", kAgreement, "min = 0\nmax = 17", "min = 18\nmax = 17", "min is above max"},
        Fault{"DeadlineOnNoField", kAgreement, "\"next_school_day\"", "\"by tomorrow\"",
              "deadline names 'tomorrow', which encompass.notification does not have"},
        Fault{"DeadlineOnAFieldThatIsNoTime", kAgreement, "\"next_school_day\"", "\"2 days before summary\"",
              "deadline must count from a date"},
        Fault{"NoNecessity", kAgreement, "necessity = ", "#", "necessity is missing"},
        Fault{"UnknownEscalation", kAgreement, "escalation = [\"deputy\"", "escalation = [\"deputi\"",
              "escalation names 'deputi', which is neither a role nor a kind of agency"},
        Fault{"EndlessEscalation", kAgreement, "escalation = [",
              "escalation = [\"head\", \"head\", \"head\", \"head\", \"head\", \"head\", ",
              "escalation names more than 8 to turn to"},
        Fault{"EscalateEveryNever", kAgreement, "\"30 minutes\"", "\"none\"", "escalate_every must be a span"},
        Fault{"EscalateEveryByAField", kAgreement, "\"30 minutes\"", "\"2 days before occurred_at\"",
              "escalate_every must be a span"},
        Fault{"UnknownAcknowledgement", kAgreement,
              "escalation = ", "acknowledgement = \"read\"\nescalation = ", "'read', which is no step of a message"},
        Fault{"KindTheTypeIsNotFor", kAgreement, "to = [\"school\", \"college\"]", "to = [\"police\", \"college\"]",
              "to names 'police', which does not receive this message type"},
        Fault{"ValueTheFieldNeverHas", kAgreement, "values = [false]", "values = [\"false\"]",
              "values holds a value that is not of the field's type, boolean"},
        Fault{"ValueTwice", kAgreement, "values = [false]", "values = [false, false]",
              "values holds the same value twice"},
        Fault{"NoValue", kAgreement, "values = [false]", "values = []", "values must be a list that is not empty"},
        Fault{"AbsenceOfAFieldEveryMessageHas", kAgreement,
              "[[rule.one_of]]\nfield = \"home_educated\"\nvalues = [false]",
              "[[rule.absent]]\nfield = \"home_educated\"", "which every message has, so that this never holds"},
        Fault{"ConsentInATextField", kAgreement, "[[rule.one_of]]\nfield = \"home_educated\"\nvalues = [false]",
              "[[rule.consent]]\nfield = \"summary\"", "field must name a field of the type boolean"},
        Fault{"AgeFromNoDate", kAgreement, "birth = \"child_dob\"", "birth = \"summary\"",
              "birth must name a field with the x-check date"},
        Fault{"AreaOfNoPostcode", kAgreement, "[[rule.one_of]]\nfield = \"home_educated\"\nvalues = [false]",
              "[[rule.area]]\npostcode = \"summary\"\nareas = [\"815\"]",
              "postcode must name a field with the x-check postcode"},
        Fault{"ConditionsThatNeverHoldTogether", kAgreement, "[[rule.age]]",
              "[[rule.one_of]]\nfield = \"home_educated\"\nvalues = [true]\ncode = \"x\"\n[[rule.age]]",
              "two conditions that never hold together (home_educated and x)"},
        Fault{"UnknownCondition", kAgreement, "[[rule.age]]", "[[rule.mood]]\n[[rule.age]]", "the key 'mood'"},
        Fault{"SuspendedByAWord", kAgreement,
              "version = ", "suspended = \"yes\"\nversion = ", "suspended must be true or false"},
        Fault{"UnknownRecentKey", kAgreement, "at_most_days = 366", "at_most_days = 366\nat_least = 1",
              "the key 'at_least'"},
        Fault{"UnknownRecentField", kAgreement, "on = \"occurred_at\"\nat_most", "on = \"then\"\nat_most",
              "on names 'then'"},
        Fault{"RecentBelowZero", kAgreement, "at_most_days = 366", "at_most_days = -1",
              "at_most_days must be a whole number"},
        Fault{"TwoRulesOfOneName", kAgreement, "name = \"school-18\"", "name = \"school-under-18\"",
              "is the name of two rules"},
        Fault{"UnknownCalendarKey", kCalendar, "title = ", "colour = 1\ntitle = ", ":3:1: the key 'colour'"},
        Fault{"HolidayTwice", kCalendar, "on = 2026-04-06", "on = 2026-04-03", "on is listed twice"},
        Fault{"WorkEndsBeforeItBegins", kCalendar, "to = \"17:00\"", "to = \"08:00\"", "to must lie after from"},
        Fault{"BellAtNoTime", kCalendar, "\"08:30\"", "\"24:30\"", "first_bell must be a time of day"},
        Fault{"EndlessClosure", kCalendar, "to = 2026-10-30", "to = 2028-10-30", "within 120 days"}),
    [](auto const& row) { return row.param.name; });

TEST(LoadPolicySet, RefusesAFileItDoesNotKnow)
{
    for (char const* const path :
         {"messages/x.txt", "notes.md", "agreements/old/x.toml", "messages/.json", "keys/site.key"}) {
        auto files = samples::policy_files();
        files[path] = "";
        EXPECT_EQ(fault_of(files), std::string{path} + ": no such file belongs in a policy set.");
    }
}

TEST(LoadPolicySet, RefusesASetThatLacksAPart)
{
    EXPECT_EQ(fault_of({}), "The policy set describes no message type.");

    auto files = samples::policy_files();
    std::erase_if(files, [](auto const& file) { return file.first.starts_with("agreements/"); });
    EXPECT_EQ(fault_of(files), "The policy set has no agreement, so it would allow nothing.");

    files = samples::policy_files();
    files.erase(kCalendar);
    EXPECT_EQ(fault_of(files), "The policy set has no calendar, so no deadline could be counted.");

    files = samples::policy_files();
    files.erase("invariants.toml");
    EXPECT_EQ(fault_of(files), "The policy set has no invariants.toml, so nothing could be proven of it.");
}

TEST(LoadPolicySet, RefusesTwoRulesThatCouldDecideOneMessage)
{
    struct Row {
        char const* before;
        char const* after;
        bool overlap;
    };
    // The rules for pupils under 18 and of 18 are apart by age alone.
    for (Row const& row :
         {Row{"min = 18\nmax = 18", "min = 17\nmax = 18", true}, Row{"min = 18\nmax = 18", "min = 18\nmax = 19", false},
          Row{"values = [true]", "values = [true, false]", false}}) {
        std::string const told = fault_of(changed(kAgreement, row.before, row.after));
        EXPECT_EQ(told, row.overlap ? "Rules north-yorkshire-encompass/school-under-18 and "
                                      "north-yorkshire-encompass/school-18 could both decide one "
                                      "encompass.notification: give them conditions that exclude each other, or "
                                      "different purposes."
                                    : "no fault")
            << row.after;
    }
}

TEST(LoadPolicySet, RulesOfTwoAgreementsOverlapOnlyOnACommonDayAndBetweenCommonParties)
{
    struct Row {
        char const* before;
        char const* after;
        bool overlap;
    };
    for (Row const& row :
         {Row{"title", "title", true}, Row{"valid_from = 2025-11-07", "valid_from = 2027-11-07", false},
          Row{"[\"police\", \"school\"", "[\"police.durham\", \"school.100001\"", true},
          Row{"purpose = \"child_safeguarding\"", "purpose = \"data_correction\"", true}}) {
        auto files = samples::policy_files();
        std::string text = files.at(kAgreement);
        for (auto const& [before, after] :
             {std::pair<std::string, std::string>{"name = \"north-yorkshire-encompass\"", "name = \"second\""},
              {"2027-11-06", "2028-11-06"},
              {row.before, row.after}})
            text.replace(text.find(before), before.size(), after);
        files["agreements/second.toml"] = text;
        EXPECT_EQ(fault_of(files).find("could both decide") != std::string::npos, row.overlap) << row.after;
    }
}

TEST(LoadPolicySet, RefusesAKindThatNoRuleServes)
{
    std::string const told = fault_of(
        changed("messages/encompass.receipt.json", "\"senders\": [\"school\"", "\"senders\": [\"prison\", \"school\""));

    EXPECT_EQ(told,
              "messages/encompass.receipt.json: x-message names prison as one of its senders, and no rule lets it "
              "be one.");
}

TEST(LoadPolicySet, RefusesASecondCalendar)
{
    auto files = samples::policy_files();
    files["calendars/scotland.toml"] = files.at(kCalendar);

    EXPECT_EQ(fault_of(files), "calendars/scotland.toml: a policy set has exactly one calendar.");
}

}  // namespace
}  // namespace micklegate::policy
