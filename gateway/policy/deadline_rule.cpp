#include "gateway/policy/deadline_rule.hpp"

#include <array>
#include <charconv>

namespace micklegate::policy {
namespace {

constexpr int kLongest = 10'000;

struct UnitWord {
    std::string_view one;
    std::string_view many;
    DeadlineRule::Unit unit;
};

constexpr std::array kUnits{
    UnitWord{"minute", "minutes", DeadlineRule::Unit::kMinutes},
    UnitWord{"hour", "hours", DeadlineRule::Unit::kHours},
    UnitWord{"day", "days", DeadlineRule::Unit::kDays},
    UnitWord{"working day", "working days", DeadlineRule::Unit::kWorkingDays},
};

/// Reads "28 working days" into the rule.
bool read_span(std::string_view text, DeadlineRule& rule)
{
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), rule.count);
    std::string_view unit{end, static_cast<std::size_t>(text.data() + text.size() - end)};
    if (fault != std::errc{} || rule.count < 1 || rule.count > kLongest || !unit.starts_with(' '))
        return false;
    unit.remove_prefix(1);
    for (UnitWord const& word : kUnits) {
        if (unit == (rule.count == 1 ? word.one : word.many)) {
            rule.unit = word.unit;
            return true;
        }
    }
    return false;
}

}  // namespace

std::optional<DeadlineRule> parse_span(std::string_view text)
{
    DeadlineRule rule;
    rule.kind = DeadlineRule::Kind::kAfter;
    rule.text = text;
    return read_span(text, rule) ? std::optional{rule} : std::nullopt;
}

std::optional<DeadlineRule> parse_deadline(std::string_view text)
{
    constexpr std::string_view kBy = "by ";
    constexpr std::string_view kBefore = " before ";
    DeadlineRule rule;
    rule.text = text;
    if (text == "none")
        return rule;
    if (text == "next_school_day") {
        rule.kind = DeadlineRule::Kind::kNextSchoolDay;
        return rule;
    }
    if (text.starts_with(kBy)) {
        rule.kind = DeadlineRule::Kind::kBy;
        rule.field = text.substr(kBy.size());
        return rule;
    }
    auto const before = text.find(kBefore);
    rule.kind = before == std::string_view::npos ? DeadlineRule::Kind::kAfter : DeadlineRule::Kind::kBefore;
    if (before != std::string_view::npos)
        rule.field = text.substr(before + kBefore.size());
    return read_span(text.substr(0, before), rule) ? std::optional{rule} : std::nullopt;
}

}  // namespace micklegate::policy
