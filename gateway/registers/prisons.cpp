#include "gateway/registers/prisons.hpp"

#include "gateway/model/agency_id.hpp"
#include "gateway/registers/csv_table.hpp"

#include <algorithm>

namespace micklegate::registers {
namespace {

/// "Out" and "in transit" are places in NOMIS, too, and no prisons.
bool is_prison_code(std::string_view text) noexcept
{
    return text.size() == 3 && text != "OUT" && text != "TRN" &&
           std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

Problem at_line(std::size_t line, std::string_view fault)
{
    return problem(ProblemCode::kInvalidValue,
                   "Line " + std::to_string(line) + " of the prisons " + std::string{fault});
}

}  // namespace

Result<PrisonRegister> PrisonRegister::import(std::string_view text)
{
    CsvOptions options;
    options.columns = {"code", "name", "agency"};
    auto const table = parse_csv(text, options);
    if (!table)
        return table.error();
    PrisonRegister prisons;
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        auto const& row = table->rows[i];
        if (!is_prison_code(row[0]) || row[1].empty() || (!row[2].empty() && !valid_agency_id(row[2])))
            return at_line(table->lines[i],
                           "needs a code of three capital letters, a name, and the id of an agency or nothing.");
        if (!prisons.by_code_.emplace(row[0], Prison{row[0], row[1], row[2]}).second)
            return at_line(table->lines[i], "repeats a code.");
        if (!row[2].empty() && !prisons.code_of_agency_.emplace(row[2], row[0]).second)
            return at_line(table->lines[i], "gives an agency a second code.");
    }
    return prisons;
}

Prison const* PrisonRegister::by_code(std::string_view code) const noexcept
{
    auto const found = by_code_.find(code);
    return found == by_code_.end() ? nullptr : &found->second;
}

Prison const* PrisonRegister::of_agency(std::string_view agency) const noexcept
{
    auto const found = code_of_agency_.find(agency);
    return found == code_of_agency_.end() ? nullptr : by_code(found->second);
}

std::set<std::string> PrisonRegister::in_scheme() const
{
    std::set<std::string> codes;
    for (auto const& [agency, code] : code_of_agency_)
        codes.insert(code);
    return codes;
}

}  // namespace micklegate::registers
