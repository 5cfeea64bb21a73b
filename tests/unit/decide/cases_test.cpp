// The policies of this repository pass their own cases, and a case that is wrong is told so.
#include "gateway/decide/cases.hpp"

#include "tests/support/sample_policy.hpp"

#include <gtest/gtest.h>

namespace micklegate::decide {
namespace {

std::vector<Case> sample_cases() { return load_cases(samples::policy_files(), samples::policy()).value(); }

TEST(Cases, ThisRepositorysPolicyPassesItsOwn)
{
    auto const report = run_cases(samples::policy(), sample_cases());

    EXPECT_GE(report.results.size(), 50U);
    for (CaseResult const& result : report.results)
        EXPECT_EQ(result.difference, "") << result.file << ": " << result.name;
}

TEST(Cases, EveryRuleOfThisRepositoryIsTestedOnBothSidesOfItsBorder)
{
    auto const report = run_cases(samples::policy(), sample_cases());

    EXPECT_EQ(report.rules_never_allowing, std::vector<std::string>{});
    EXPECT_EQ(report.rules_never_refusing, std::vector<std::string>{});
    EXPECT_TRUE(report.passed());
}

TEST(Cases, ARuleWithoutACaseIsReported)
{
    auto cases = sample_cases();
    std::erase_if(cases, [](Case const& test) { return test.type.get() == "encompass.receipt"; });

    auto const report = run_cases(samples::policy(), cases);

    EXPECT_EQ(report.rules_never_allowing, std::vector<std::string>{"north-yorkshire-encompass/receipt"});
    EXPECT_EQ(report.rules_never_refusing, std::vector<std::string>{"north-yorkshire-encompass/receipt"});
    EXPECT_FALSE(report.passed());
}

struct Mistake {
    char const* name;
    void (*make)(Expectation&);
    char const* told;
};

class MistakenCase : public ::testing::TestWithParam<Mistake> {};

TEST_P(MistakenCase, IsToldHowThePolicyDiffers)
{
    auto cases = sample_cases();
    std::erase_if(cases, [](Case const& test) { return test.name != "a six-year-old at a primary school"; });
    ASSERT_EQ(cases.size(), 1U);
    GetParam().make(cases[0].expected);

    auto const report = run_cases(samples::policy(), cases);

    EXPECT_NE(report.results.at(0).difference.find(GetParam().told), std::string::npos)
        << report.results.at(0).difference;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, MistakenCase,
    ::testing::Values(Mistake{"Allowed", [](Expectation& e) { e.allowed = false; }, "but allowed by"},
                      Mistake{"Rule", [](Expectation& e) { e.rule += "x"; },
                              "but allowed by north-yorkshire-encompass/school-under-18"},
                      Mistake{"Released", [](Expectation& e) { e.released.pop_back(); }, "expected released"},
                      Mistake{"Withheld", [](Expectation& e) { e.withheld.emplace_back("x"); }, "expected withheld"}),
    [](auto const& row) { return row.param.name; });

TEST(Cases, AnUnknownKeyIsRefusedByFileAndCase)
{
    policy::PolicyFiles files{{"cases/x.json", R"({"type":"encompass.receipt","data":{},"cases":[
        {"name":"n","from":"school","to":"police","at":"2026-11-22T05:00:00Z","expect":{"allowed":false,"rule":"north-yorkshire-encompass/receipt","code":"c"},"wheather":1}]})"}};

    auto const cases = load_cases(files, samples::policy());

    ASSERT_FALSE(cases);
    EXPECT_EQ(cases.error().detail, "cases/x.json:2:171: /cases/0/wheather is not known here.");
}

TEST(Cases, AFieldTheTypeLacksIsRefused)
{
    policy::PolicyFiles files{{"cases/x.json", R"({"type":"encompass.receipt","data":{"shoe_size":4},"cases":[
        {"name":"n","from":"school","to":"police","at":"2026-11-22T05:00:00Z","expect":{"allowed":false,"rule":"north-yorkshire-encompass/receipt","code":"c"}}]})"}};

    auto const cases = load_cases(files, samples::policy());

    ASSERT_FALSE(cases);
    EXPECT_NE(cases.error().detail.find("'shoe_size'"), std::string::npos);
}

struct Slip {
    char const* name;
    char const* before;
    char const* after;
    char const* told;
    char const* next;
};

class SlipInACase : public ::testing::TestWithParam<Slip> {};

TEST_P(SlipInACase, HasItsPlaceAndTheNearestWord)
{
    std::string text = R"({
  "type": "encompass.receipt",
  "cases": [
    {"name": "n", "from": "school", "to": "police", "at": "2026-11-22T05:00:00Z",
     "expect": {"allowed": false, "rule": "north-yorkshire-encompass/receipt", "code": "c"}}
  ]
})";
    std::string const before = GetParam().before;
    text.replace(text.find(before), before.size(), GetParam().after);

    auto const cases = load_cases({{"cases/x.json", text}}, samples::policy());

    ASSERT_FALSE(cases);
    EXPECT_EQ(cases.error().detail, std::string{"cases/x.json:"} + GetParam().told);
    EXPECT_EQ(cases.error().next, GetParam().next);
}

constexpr char const* kReadme = "policies/README.md says what a case holds.";

INSTANTIATE_TEST_SUITE_P(
    Cases, SlipInACase,
    ::testing::Values(Slip{"Type", "encompass.receipt\"", "encompass.reciept\"",
                           "2:11: /type is no message type of the catalogue.", "Did you mean encompass.receipt?"},
                      Slip{"Kind", "\"from\": \"school\"", "\"from\": \"shcool\"",
                           "4:27: /cases/0/from is no kind of agency.", "Did you mean school?"},
                      Slip{"Rule", "/receipt", "/reciept", "5:43: /cases/0/expect/rule is no rule of these policies.",
                           "Did you mean north-yorkshire-encompass/receipt?"},
                      Slip{"Time", "2026-11-22T05", "2026-11-22 05",
                           "4:59: /cases/0/at must be an RFC 3339 time with an offset.", kReadme},
                      Slip{"Missing", "\"name\": \"n\", ", "", "4:5: /cases/0/name is missing.", kReadme},
                      Slip{"NoCases", "\"cases\"", "\"casses\"", "1:1: /cases is missing.", kReadme}),
    [](auto const& row) { return row.param.name; });

}  // namespace
}  // namespace micklegate::decide
