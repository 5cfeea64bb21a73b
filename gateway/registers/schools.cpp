#include "gateway/registers/schools.hpp"

#include "gateway/registers/csv_table.hpp"
#include "gateway/registers/postcode.hpp"
#include "gateway/registers/school_name.hpp"
#include "gateway/registers/windows_1252.hpp"

#include <algorithm>
#include <charconv>

namespace micklegate::registers {
namespace {

enum Column : std::size_t { kUrn, kAuthority, kName, kStatus, kPhase, kAgeLow, kAgeHigh, kPostcode };
enum LinkColumn : std::size_t { kFrom, kTo, kLinkType };

bool all_digits(std::string_view text, std::size_t count) noexcept
{
    return text.size() == count && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Problem bad_row(char const* file, std::size_t line, char const* what)
{
    return problem(ProblemCode::kInvalidValue, "Line " + std::to_string(line) + " of the " + file + ": " + what + ".");
}

/// An empty cell is an age not stated, which is sound.
bool read_age(std::string_view cell, std::optional<int>& age) noexcept
{
    if (cell.empty())
        return true;
    int value = 0;
    auto const [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    age = value;
    return error == std::errc{} && end == cell.data() + cell.size() && value >= 0 && value < 100;
}

Result<School> read_school(std::vector<std::string>& row, std::size_t line)
{
    School school;
    if (!all_digits(row[kUrn], 6))
        return bad_row("schools", line, "the URN needs six digits");
    if (!all_digits(row[kAuthority], 3))
        return bad_row("schools", line, "the authority's code needs three digits");
    if (row[kName].empty())
        return bad_row("schools", line, "the name is empty");
    if (!read_age(row[kAgeLow], school.age_low) || !read_age(row[kAgeHigh], school.age_high))
        return bad_row("schools", line, "a statutory age is not a number of years");
    school.urn = std::move(row[kUrn]);
    school.la_code = std::move(row[kAuthority]);
    school.name = std::move(row[kName]);
    school.phase = std::move(row[kPhase]);
    school.open = row[kStatus] == "Open" || row[kStatus] == "Open, but proposed to close";
    // Schools abroad have no postcode of ours: they stay in the register and are never matched by one.
    school.postcode = canonical_postcode(row[kPostcode]).value_or(std::string{});
    return school;
}

}  // namespace

Result<SchoolRegister> SchoolRegister::import(std::string_view schools, std::string_view links)
{
    CsvOptions options;
    options.columns = {"URN",
                       "LA (code)",
                       "EstablishmentName",
                       "EstablishmentStatus (name)",
                       "PhaseOfEducation (name)",
                       "StatutoryLowAge",
                       "StatutoryHighAge",
                       "Postcode"};
    auto table = parse_csv(utf8_from_windows_1252(schools), options);
    if (!table)
        return table.error();

    SchoolRegister result;
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        auto school = read_school(table->rows[i], table->lines[i]);
        if (!school)
            return school.error();
        result.by_folded_name_.emplace(fold_school_name(school->name), school->urn);
        if (!result.schools_.emplace(school->urn, *school).second)
            return bad_row("schools", table->lines[i], "the URN stands in an earlier row too");
    }
    if (links.empty())
        return result;

    options.columns = {"URN", "LinkURN", "LinkType"};
    table = parse_csv(utf8_from_windows_1252(links), options);
    if (!table)
        return table.error();
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        auto const& row = table->rows[i];
        if (!all_digits(row[kFrom], 6) || !all_digits(row[kTo], 6))
            return bad_row("links", table->lines[i], "each URN needs six digits");
        // Types are "Successor", "Successor - merged" and the like; each fact stands twice, once from either side.
        if (row[kLinkType].starts_with("Successor"))
            result.link(row[kFrom], row[kTo]);
        else if (row[kLinkType].starts_with("Predecessor"))
            result.link(row[kTo], row[kFrom]);
    }
    return result;
}

void SchoolRegister::link(std::string const& earlier, std::string const& later)
{
    auto const [first, last] = successors_.equal_range(earlier);
    if (std::any_of(first, last, [&later](auto const& known) { return known.second == later; }))
        return;
    successors_.emplace(earlier, later);
    predecessors_.emplace(later, earlier);
}

std::string_view urn_of_agency(std::string_view id) noexcept
{
    constexpr std::string_view kSchool = "school.";
    if (!id.starts_with(kSchool))
        return {};
    id.remove_prefix(kSchool.size());
    return id.substr(0, id.find('.'));
}

School const* SchoolRegister::by_urn(std::string_view urn) const noexcept
{
    auto const found = schools_.find(urn);
    return found == schools_.end() ? nullptr : &found->second;
}

std::vector<School const*> SchoolRegister::open_schools() const
{
    std::vector<School const*> open;
    for (auto const& [urn, school] : schools_)
        if (school.open)
            open.push_back(&school);
    return open;
}

}  // namespace micklegate::registers
