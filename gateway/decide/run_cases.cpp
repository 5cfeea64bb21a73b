#include "gateway/decide/cases.hpp"

#include "gateway/base/joined.hpp"

#include <algorithm>

namespace micklegate::decide {
namespace {

std::string named(std::vector<std::string> const& fields) { return fields.empty() ? "nothing" : joined(fields); }

std::vector<std::string> names_where(boost::json::object const& data, policy::Rule const& rule, bool released)
{
    std::vector<std::string> names;
    for (auto const& [name, value] : data)
        if (rule.release.contains(std::string{name}) == released)
            names.emplace_back(name);
    std::sort(names.begin(), names.end());
    return names;
}

std::string differing(std::string_view what, std::vector<std::string> const& expected,
                      std::vector<std::string> const& actual)
{
    return expected == actual
               ? std::string{}
               : "expected " + std::string{what} + ": " + named(expected) + "; the policy says: " + named(actual);
}

std::string refusal_difference(Expectation const& expected, Stop const& stop)
{
    if (expected.allowed)
        return "expected to be allowed by " + expected.rule + ", but refused with " + stop.code + ": " + stop.why;
    if (expected.code != stop.code)
        return "expected to be refused with " + expected.code + ", but refused with " + stop.code + ": " + stop.why;
    if (!stop.rule.empty() && stop.rule != expected.rule)
        return "expected to be refused by " + expected.rule + ", but refused by " + stop.rule;
    return {};
}

std::string allowance_difference(Case const& test, Decision const& decision)
{
    std::string const rule = full_name(*decision.agreement, *decision.rule);
    if (!test.expected.allowed)
        return "expected to be refused with " + test.expected.code + ", but allowed by " + rule;
    if (rule != test.expected.rule)
        return "expected to be allowed by " + test.expected.rule + ", but allowed by " + rule;
    auto released = differing("released", test.expected.released, names_where(test.data, *decision.rule, true));
    return released.empty()
               ? differing("withheld", test.expected.withheld, names_where(test.data, *decision.rule, false))
               : released;
}

std::string difference(policy::PolicySet const& policy, Case const& test)
{
    recognise::Message message;
    message.event.type = test.type;
    message.event.source = test.sender.id;
    message.event.purpose = test.purpose;
    message.event.agreement = test.agreement;
    message.event.data = test.data;
    message.spec = &policy.catalogue.at(test.type);
    message.sender = &test.sender;
    message.recipient = &test.recipient;
    message.recipient_age_low = test.recipient_age_low;
    message.recipient_age_high = test.recipient_age_high;
    message.areas = &test.areas;

    auto const decision = decide(policy, message, test.at, Suspension::kIsOverlooked);
    return decision ? allowance_difference(test, *decision) : refusal_difference(test.expected, decision.error());
}

std::vector<std::string> all_rules(policy::PolicySet const& policy)
{
    std::vector<std::string> names;
    for (policy::Agreement const& agreement : policy.agreements)
        for (policy::Rule const& rule : agreement.rules)
            names.push_back(full_name(agreement, rule));
    return names;
}

}  // namespace

bool CaseReport::passed() const noexcept
{
    return rules_never_allowing.empty() && rules_never_refusing.empty() &&
           std::all_of(results.begin(), results.end(),
                       [](CaseResult const& result) { return result.difference.empty(); });
}

CaseReport run_cases(policy::PolicySet const& policy, std::vector<Case> const& cases)
{
    CaseReport report;
    report.rules_never_allowing = all_rules(policy);
    report.rules_never_refusing = report.rules_never_allowing;
    for (Case const& test : cases) {
        report.results.push_back({test.file, test.name, difference(policy, test)});
        if (report.results.back().difference.empty())
            std::erase(test.expected.allowed ? report.rules_never_allowing : report.rules_never_refusing,
                       test.expected.rule);
    }
    return report;
}

}  // namespace micklegate::decide
