#include "gateway/page/csv_cell.hpp"

namespace micklegate::page {

std::string csv_cell(std::string_view text)
{
    constexpr std::string_view kFormula = "=+-@\t\r";
    constexpr std::string_view kQuoted = ",\"\r\n";
    bool const formula = !text.empty() && kFormula.find(text.front()) != std::string_view::npos;
    std::string const safe = (formula ? "'" : "") + std::string{text};
    if (safe.find_first_of(kQuoted) == std::string::npos)
        return safe;
    std::string cell = "\"";
    for (char const c : safe)
        cell.append(c == '"' ? 2 : 1, c);
    return cell + "\"";
}

}  // namespace micklegate::page
