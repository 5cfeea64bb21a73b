#include "gateway/registers/areas.hpp"

#include "gateway/registers/csv_table.hpp"
#include "gateway/registers/postcode.hpp"

#include <algorithm>

namespace micklegate::registers {
namespace {

/// Any inward part will do: the shape of an outcode is the shape of a postcode that begins with it.
bool is_outcode(std::string const& text)
{
    auto const postcode = canonical_postcode(text + "1AA");
    return postcode && *postcode == text + " 1AA";
}

bool is_authority_code(std::string_view text) noexcept
{
    return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<AreaRegister> AreaRegister::import(std::string_view outcodes)
{
    CsvOptions options;
    options.columns = {"outcode", "la"};
    auto table = parse_csv(outcodes, options);
    if (!table)
        return table.error();

    AreaRegister areas;
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        std::string& outcode = table->rows[i][0];
        std::string& authority = table->rows[i][1];
        bool const sound = is_outcode(outcode) && is_authority_code(authority);
        if (!sound || !areas.by_outcode_.emplace(std::move(outcode), std::move(authority)).second)
            return problem(
                ProblemCode::kInvalidValue,
                "Line " + std::to_string(table->lines[i]) + " of the outcodes " +
                    (sound ? "repeats an outcode." : "needs an upper-case outcode and an authority's three digits."));
    }
    return areas;
}

std::optional<std::string> AreaRegister::authority_of(std::string_view postcode) const
{
    auto const canonical = canonical_postcode(postcode);
    if (!canonical)
        return std::nullopt;
    auto const found = by_outcode_.find(std::string_view{*canonical}.substr(0, canonical->find(' ')));
    if (found == by_outcode_.end())
        return std::nullopt;
    return found->second;
}

}  // namespace micklegate::registers
