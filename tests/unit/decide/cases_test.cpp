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
        {"name":"n","from":"school","to":"police","at":"2026-11-22T05:00:00Z","expect":{"allowed":false,"rule":"r","code":"c"},"wheather":1}]})"}};

    auto const cases = load_cases(files, samples::policy());

    ASSERT_FALSE(cases);
    EXPECT_EQ(cases.error().detail, "cases/x.json: case 1: wheather is not known here.");
}

TEST(Cases, AFieldTheTypeLacksIsRefused)
{
    policy::PolicyFiles files{{"cases/x.json", R"({"type":"encompass.receipt","data":{"shoe_size":4},"cases":[
        {"name":"n","from":"school","to":"police","at":"2026-11-22T05:00:00Z","expect":{"allowed":false,"rule":"r","code":"c"}}]})"}};

    auto const cases = load_cases(files, samples::policy());

    ASSERT_FALSE(cases);
    EXPECT_NE(cases.error().detail.find("'shoe_size'"), std::string::npos);
}

}  // namespace
}  // namespace micklegate::decide
