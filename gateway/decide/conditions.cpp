#include "gateway/decide/conditions.hpp"

#include "gateway/json/canonical_json.hpp"

namespace micklegate::decide {
namespace {

constexpr std::size_t kIsoDateLength = 10;

/// The day of a date field, or the day in England of a date-time field.
std::optional<Date> day_of(boost::json::object const& data, std::string const& field)
{
    auto const* const value = data.if_contains(field);
    auto const* const text = value == nullptr ? nullptr : value->if_string();
    if (text == nullptr)
        return std::nullopt;
    std::string_view const written{text->data(), text->size()};
    if (written.size() == kIsoDateLength) {
        auto const date = parse_iso_date(written);
        return date ? std::optional{*date} : std::nullopt;
    }
    auto const moment = parse_rfc3339(written);
    return moment ? std::optional{london_date(*moment)} : std::nullopt;
}

std::optional<int> age_of(AgeCondition const& condition, boost::json::object const& data)
{
    auto const birth = day_of(data, condition.birth_field);
    auto const on = day_of(data, condition.on_field);
    if (!birth || !on)
        return std::nullopt;
    return age_in_years(*birth, *on);
}

bool takes(recognise::Message const& message, std::optional<int> age)
{
    return age && message.recipient_age_low && message.recipient_age_high && *message.recipient_age_low <= *age &&
           *age <= *message.recipient_age_high;
}

bool equal(EqualsCondition const& condition, boost::json::object const& data)
{
    auto const* const value = data.if_contains(condition.field);
    return value != nullptr && *value == condition.value;
}

bool recent(RecentCondition const& condition, boost::json::object const& data, Date today)
{
    auto const on = day_of(data, condition.on_field);
    return on && std::chrono::sys_days{today} - std::chrono::sys_days{*on} <= std::chrono::days{condition.at_most_days};
}

std::string title_of(recognise::MessageSpec const& spec, std::string const& field)
{
    auto const* const found = spec.field(field);
    return found == nullptr ? field : "'" + found->title + "'";
}

std::string years(AgeCondition const& age)
{
    if (age.min == age.max)
        return "exactly " + std::to_string(age.min);
    return "from " + std::to_string(age.min) + " to " + std::to_string(age.max);
}

}  // namespace

std::vector<Finding> findings(Rule const& rule, recognise::Message const& message, Date today)
{
    std::vector<Finding> found;
    found.reserve(rule.equals.size() + 2 * rule.ages.size() + rule.recents.size());
    for (EqualsCondition const& equals : rule.equals)
        found.push_back({Finding::What::kEquals, equal(equals, message.event.data), nullptr, &equals, nullptr});
    for (AgeCondition const& condition : rule.ages) {
        auto const age = age_of(condition, message.event.data);
        bool const in_range = age && condition.min <= *age && *age <= condition.max;
        found.push_back({Finding::What::kAge, in_range, &condition, nullptr, nullptr});
        if (condition.recipient_takes_age)
            found.push_back({Finding::What::kRecipientTakesAge, takes(message, age), &condition, nullptr, nullptr});
    }
    for (RecentCondition const& condition : rule.recents)
        found.push_back(
            {Finding::What::kRecent, recent(condition, message.event.data, today), nullptr, nullptr, &condition});
    return found;
}

std::string const& code(Finding const& finding) noexcept
{
    switch (finding.what) {
    case Finding::What::kEquals: return finding.equals->code;
    case Finding::What::kRecent: return finding.recent->code;
    default: return finding.age->code;
    }
}

std::string sentence(Finding const& finding, recognise::MessageSpec const& spec)
{
    std::string const verdict = finding.held ? ": held." : ": did not hold.";
    switch (finding.what) {
    case Finding::What::kEquals:
        return title_of(spec, finding.equals->field) + " must be " + json::canonical(finding.equals->value) + verdict;
    case Finding::What::kRecipientTakesAge: return "The recipient's register entry must include that age" + verdict;
    case Finding::What::kRecent:
        return title_of(spec, finding.recent->on_field) + " must be at most " +
               std::to_string(finding.recent->at_most_days) + " days before the day of the decision" + verdict;
    case Finding::What::kAge: break;
    }
    return "Age in completed years, from " + title_of(spec, finding.age->birth_field) + " to " +
           title_of(spec, finding.age->on_field) + ", must be " + years(*finding.age) + verdict;
}

}  // namespace micklegate::decide
