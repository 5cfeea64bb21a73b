// Policy cases (policies/cases/*.json): requests and the decisions they must get, so that a policy is tested by data.
#pragma once

#include "gateway/decide/decide.hpp"

namespace micklegate::decide {

struct Expectation {
    bool allowed = false;
    std::string rule;  ///< "agreement/rule": the one that allows, or whose border a refusal lies beyond
    std::string code;  ///< of a refusal
    std::vector<std::string> released;  ///< names, sorted
    std::vector<std::string> withheld;  ///< names, sorted
};

struct Case {
    std::string file;
    std::string name;
    MessageType type;
    Agency sender;
    Agency recipient;
    std::optional<int> recipient_age_low;
    std::optional<int> recipient_age_high;
    registers::AreaRegister areas;  ///< as the case gives them
    std::string purpose;
    std::optional<std::string> agreement;
    Moment at;
    boost::json::object data;
    Expectation expected;
};

struct CaseResult {
    std::string file;
    std::string name;
    std::string difference;  ///< what the policy answered instead; empty where the case passed
};

struct CaseReport {
    std::vector<CaseResult> results;
    std::vector<std::string> rules_never_allowing;  ///< rules without a passing case that they allow
    std::vector<std::string> rules_never_refusing;  ///< rules without a passing case beyond their border

    [[nodiscard]] bool passed() const noexcept;
};

/// Strict: unknown keys, types and fields are problems naming file and case.
[[nodiscard]] Result<std::vector<Case>> load_cases(policy::PolicyFiles const& files, policy::PolicySet const& policy);
/// A suspended agreement is judged as if it were not.
[[nodiscard]] CaseReport run_cases(policy::PolicySet const& policy, std::vector<Case> const& cases);

}  // namespace micklegate::decide
