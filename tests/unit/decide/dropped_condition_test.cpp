// No condition of the partnership's rules can be dropped unnoticed: an invariant asks for it, or a case of the policy's
// own is decided differently without it.
#include "gateway/decide/cases.hpp"
#include "gateway/policy/prove.hpp"
#include "tests/support/sample_policy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

namespace micklegate::decide {
namespace {

bool a_case_differs(policy::PolicySet const& policy, std::vector<Case> const& cases)
{
    auto const report = run_cases(policy, cases);
    return std::any_of(report.results.begin(), report.results.end(),
                       [](CaseResult const& result) { return !result.difference.empty(); });
}

TEST(ThisRepositorysPolicy, MissesEveryConditionThatIsDropped)
{
    auto const files = samples::policy_files();
    policy::PolicySet policy = policy::load_policy_set(files).value();
    auto const cases = load_cases(files, policy).value();
    ASSERT_TRUE(policy::prove(policy).proved());
    ASSERT_FALSE(a_case_differs(policy, cases));

    std::size_t dropped = 0;
    std::size_t required = 0;
    std::vector<std::string> unnoticed;
    for (policy::Agreement& agreement : policy.agreements)
        for (policy::Rule& rule : agreement.rules) {
            std::vector<Case> of_type;
            std::copy_if(cases.begin(), cases.end(), std::back_inserter(of_type),
                         [&](Case const& test) { return test.type == rule.type; });
            auto const signed_conditions = rule.conditions;
            for (std::size_t i = 0; i < signed_conditions.size(); ++i) {
                rule.conditions.erase(rule.conditions.begin() + static_cast<std::ptrdiff_t>(i));
                bool const proved = policy::prove(policy).proved();
                if (proved && !a_case_differs(policy, of_type))
                    unnoticed.push_back(full_name(agreement, rule) + ": " +
                                        policy::condition_words().at(signed_conditions[i].asks.index()) + " (" +
                                        signed_conditions[i].code + ")");
                ++dropped;
                required += proved ? 0 : 1;
                rule.conditions = signed_conditions;
            }
        }

    std::cout << "conditions dropped: " << dropped << ", missed by an invariant: " << required
              << ", by a case only: " << dropped - required - unnoticed.size() << "\n";
    EXPECT_GT(dropped, 0U);
    EXPECT_THAT(unnoticed, ::testing::IsEmpty());
}

}  // namespace
}  // namespace micklegate::decide
