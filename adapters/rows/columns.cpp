#include "adapters/rows/columns.hpp"

#include <algorithm>

namespace micklegate::rows {
namespace {

/// Fit for a person's screen.
std::string shown(std::string_view name)
{
    constexpr std::size_t kLongest = 40;
    bool const plain = !name.empty() && name.size() <= kLongest && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ' ' || c == '-';
    });
    return plain ? "\"" + std::string{name} + "\"" : "of a name that cannot be repeated here";
}

bool holds(std::span<std::string_view const> names, std::string_view name)
{
    return std::ranges::find(names, name) != names.end();
}

}  // namespace

Result<void> check_columns(registers::CsvTable const& table, KnownColumns const& known)
{
    auto const is_known = [&](std::string_view name) {
        return holds(known.required, name) || holds(known.optional, name);
    };
    if (std::ranges::none_of(table.header, is_known))
        return problem(ProblemCode::kInvalidValue, "The first line of the file is no header.", known.next);
    for (std::size_t i = 0; i < table.header.size(); ++i)
        if (!is_known(table.header[i]))
            return problem(ProblemCode::kUnknownField,
                           "Column " + std::to_string(i + 1) + ", " + shown(table.header[i]) + ", is not known.",
                           known.next);
    for (std::string_view const name : known.required)
        if (!table.column(name))
            return problem(ProblemCode::kInvalidValue, "The file lacks the column \"" + std::string{name} + "\".",
                           known.next);
    return {};
}

}  // namespace micklegate::rows
