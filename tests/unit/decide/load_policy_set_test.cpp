// A policy set is loaded strictly: whatever is not understood is refused, with its place.
#include "gateway/crypto/hash.hpp"
#include "tests/support/sample_policy.hpp"

#include <gtest/gtest.h>

namespace micklegate::decide {
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
    EXPECT_EQ(policy->catalogue.size(), 7U);
    EXPECT_EQ(policy->agreements.size(), 1U);
    EXPECT_EQ(policy->index.count(MessageType{"encompass.notification"}), 3U);
    EXPECT_EQ(policy->calendar.first_bell, std::chrono::minutes{510});
}

TEST(LoadPolicySet, KeepsItsPointersWhenMoved)
{
    auto loaded = load_policy_set(samples::policy_files());
    ASSERT_TRUE(loaded);
    PolicySet const policy = std::move(*loaded);

    auto const [agreement, rule] = policy.index.begin()->second;

    EXPECT_EQ(agreement, &policy.agreements[0]);
    EXPECT_EQ(rule->type, policy.index.begin()->first);
}

TEST(LoadPolicySet, DigestCoversPathAndContentOfWhatDecidesOnly)
{
    auto files = samples::policy_files();
    std::string lines;
    for (auto const& [path, content] : files)
        if (path.starts_with("agreements/") || path.starts_with("calendars/") || path.starts_with("messages/"))
            lines += path + std::string(1, '\0') + hex(crypto::sha256(as_bytes(content))) + "\n";
    std::string const expected = "sha256:" + hex(crypto::sha256(as_bytes(lines)));
    EXPECT_EQ(load_policy_set(files)->digest, expected);

    files["README.md"] = "changed";
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
        Fault{"Syntax", kAgreement, "version = \"1.1\"", "version = 1.1.0", ":6:"},
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
              "'polise', which is no kind"},
        Fault{"UnknownKind", kAgreement, "from = [\"police\"]", "from = [\"polise\"]", "'polise', which is no kind"},
        Fault{"KindThatIsNoParty", kAgreement, "from = [\"police\"]", "from = [\"prison\"]",
              "'prison', which is no party"},
        Fault{"UnknownType", kAgreement, "type = \"encompass.notification\"", "type = \"encompass.x\"",
              "'encompass.x' is no message type"},
        Fault{"UndeclaredPurpose", kAgreement, "purpose = \"child_safeguarding\"", "purpose = \"fun\"",
              "'fun' is not declared"},
        Fault{"UndeclaredRetention", kAgreement, "retention = \"child_protection_file\"", "retention = \"x\"",
              "'x' is not declared"},
        Fault{"UnknownBasis", kAgreement, "lawful_basis = \"E49A\"", "lawful_basis = \"E50\"", "'E50' is not one of"},
        Fault{"UnknownMarking", kAgreement, "\"OFFICIAL-SENSITIVE\"", "\"SECRET\"", "'SECRET' is not one of"},
        Fault{"UnknownDeadline", kAgreement, "\"next_school_day\"", "\"soon\"", "'soon' is not one of"},
        Fault{"UnknownReleasedField", kAgreement, "\"incident_ref\", ", "\"shoe_size\", ",
              "'shoe_size', which encompass.notification"},
        Fault{"FieldReleasedTwice", kAgreement, "\"incident_ref\", ", "\"incident_ref\", \"incident_ref\", ",
              "'incident_ref' twice"},
        Fault{"UnknownConditionField", kAgreement, "birth = \"child_dob\"", "birth = \"dob\"", "birth names 'dob'"},
        Fault{"AgesUpsideDown", kAgreement, "min = 0\nmax = 17", "min = 18\nmax = 17", "min is above max"},
        Fault{"UnknownRecentKey", kAgreement, "at_most_days = 366", "at_most_days = 366\nat_least = 1",
              "the key 'at_least'"},
        Fault{"UnknownRecentField", kAgreement, "on = \"occurred_at\"\nat_most", "on = \"then\"\nat_most",
              "on names 'then'"},
        Fault{"RecentBelowZero", kAgreement, "at_most_days = 366", "at_most_days = -1",
              "at_most_days must be a whole number"},
        Fault{"TwoRulesOfOneName", kAgreement, "name = \"school-18\"", "name = \"school-under-18\"",
              "is the name of two rules"},
        Fault{"UnknownCalendarKey", kCalendar, "title = ", "colour = 1\ntitle = ", ":3:1: the key 'colour'"},
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
    files.erase(kAgreement);
    EXPECT_EQ(fault_of(files), "The policy set has no agreement, so it would allow nothing.");

    files = samples::policy_files();
    files.erase(kCalendar);
    EXPECT_EQ(fault_of(files), "The policy set has no calendar, so no deadline could be counted.");
}

TEST(LoadPolicySet, RefusesASecondCalendar)
{
    auto files = samples::policy_files();
    files["calendars/scotland.toml"] = files.at(kCalendar);

    EXPECT_EQ(fault_of(files), "calendars/scotland.toml: a policy set has exactly one calendar.");
}

}  // namespace
}  // namespace micklegate::decide
