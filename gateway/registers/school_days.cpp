#include "gateway/registers/school_days.hpp"

#include "gateway/registers/csv_table.hpp"

#include <algorithm>

namespace micklegate::registers {
namespace {

/// As of the partnership's own calendar: a longer one is a slip of the pen, and would make a notice wait.
constexpr std::chrono::days kLongest{120};

bool is_urn(std::string_view text) noexcept
{
    return text.size() == 6 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<OwnDays::Span> span_of(std::string const& from, std::string const& to, std::string const& is)
{
    auto const first = parse_iso_date(from);
    auto const last = parse_iso_date(to.empty() ? from : to);
    if (!first || !last || (is != "open" && is != "closed"))
        return std::nullopt;
    auto const length = std::chrono::sys_days{*last} - std::chrono::sys_days{*first};
    if (length < std::chrono::days{0} || length > kLongest)
        return std::nullopt;
    return OwnDays::Span{*first, *last, is == "open"};
}

}  // namespace

std::optional<bool> OwnDays::open_on(Date day) const noexcept
{
    std::optional<bool> open;
    for (Span const& span : spans_)
        if (span.from <= day && day <= span.to)
            open = open.value_or(true) && span.open;
    return open;
}

Result<SchoolDays> SchoolDays::import(std::string_view text)
{
    CsvOptions options;
    options.columns = {"urn", "from", "to", "why", "is"};
    auto const table = parse_csv(text, options);
    if (!table)
        return table.error();
    SchoolDays days;
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        auto const& row = table->rows[i];
        auto const span = span_of(row[1], row[2], row[4]);
        if (!is_urn(row[0]) || !span || row[3].empty())
            return problem(ProblemCode::kInvalidValue,
                           "Line " + std::to_string(table->lines[i]) +
                               " of the school days needs a URN of six digits, a date, none or a later one within "
                               "120 days of it, why, and open or closed.");
        days.by_urn_[row[0]].add(*span);
    }
    return days;
}

OwnDays const* SchoolDays::of(std::string_view urn) const noexcept
{
    auto const found = by_urn_.find(urn);
    return found == by_urn_.end() ? nullptr : &found->second;
}

}  // namespace micklegate::registers
