#include "adapters/rows/rows.hpp"

#include "adapters/rows/columns.hpp"
#include "gateway/base/bytes.hpp"
#include "gateway/base/joined.hpp"
#include "gateway/base/moment.hpp"
#include "gateway/base/utf8.hpp"
#include "gateway/crypto/hash.hpp"
#include "gateway/json/canonical_json.hpp"

#include <algorithm>
#include <charconv>

namespace micklegate::rows {
namespace {

/// For each column of the file, what it is.
Result<std::vector<Column>> columns_of(registers::CsvTable const& table, Layout const& layout)
{
    std::vector<std::string_view> required;
    std::vector<std::string_view> optional;
    for (Column const& column : layout.columns)
        (column.may_lack ? optional : required).push_back(column.name);
    if (auto const checked = check_columns(table, {required, optional, layout.next}); !checked)
        return checked.error();
    std::vector<Column> found;
    for (std::string const& name : table.header)
        found.push_back(*std::ranges::find(layout.columns, std::string_view{name}, &Column::name));
    return found;
}

boost::json::value value_of(Column::Kind kind, std::string const& cell)
{
    if (kind == Column::Kind::kYesOrNo && (cell == "yes" || cell == "no"))
        return cell == "yes";
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (kind == Column::Kind::kWholeNumber && error == std::errc{} && end == cell.data() + cell.size())
        return number;
    return boost::json::value(cell);
}

class RowReader {
public:
    RowReader(std::vector<Column> columns, Layout const& layout) : columns_{std::move(columns)}
    {
        for (std::string_view rest = layout.references; !rest.empty();) {
            std::string_view const name = rest.substr(0, rest.find(' '));
            rest.remove_prefix(std::min(name.size() + 1, rest.size()));
            references_.push_back(name);
        }
    }

    [[nodiscard]] Row read(std::size_t number, std::size_t line, std::vector<std::string> const& cells) const
    {
        if (cells.size() != columns_.size())
            return spoilt(number, line, cells,
                          "has " + std::to_string(cells.size()) + " cells where the header has " +
                              std::to_string(columns_.size()));
        boost::json::object fields;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (!valid_utf8(cells[i]))
                return spoilt(
                    number, line, cells,
                    "has a " + std::string{columns_[i].name} + " that is not UTF-8; save the file as CSV UTF-8");
            if (!cells[i].empty())
                fields[columns_[i].name] = value_of(columns_[i].kind, cells[i]);
        }
        std::vector<std::string> references;
        for (std::string_view const name : references_)
            references.push_back(cell(name, cells));
        return {number, std::move(references), std::move(fields)};
    }

private:
    [[nodiscard]] std::string cell(std::string_view column, std::vector<std::string> const& cells) const
    {
        auto const found = std::ranges::find(columns_, column, &Column::name);
        auto const place = static_cast<std::size_t>(found - columns_.begin());
        return place < cells.size() ? cells[place] : std::string{};
    }

    /// Of a row that is no message, so that it can be found: in a row of too many or too few cells another column's
    /// cell may stand there, so only what looks like a reference is taken for one.
    [[nodiscard]] std::string reference(std::string_view column, std::vector<std::string> const& cells) const
    {
        constexpr std::size_t kLongest = 40;
        auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
        auto const is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
        std::string found = cell(column, cells);
        bool const plain = found.size() <= kLongest &&
                           std::ranges::all_of(found, [&](char c) { return is_digit(c) || is_letter(c) || c == '-'; });
        return plain && std::ranges::any_of(found, is_digit) && !parse_iso_date(found) ? found : std::string{};
    }

    [[nodiscard]] Row spoilt(std::size_t number, std::size_t line, std::vector<std::string> const& cells,
                             std::string const& what) const
    {
        std::vector<std::string> references;
        for (std::string_view const name : references_)
            references.push_back(reference(name, cells));
        return {number, std::move(references),
                problem(ProblemCode::kInvalidValue,
                        "The row, which begins on line " + std::to_string(line) + " of the file, " + what + ".")};
    }

    std::vector<Column> columns_;
    std::vector<std::string_view> references_;
};

}  // namespace

Result<std::vector<Row>> read_rows(std::string_view csv, Layout const& layout)
{
    registers::CsvOptions options;
    options.keep_ragged_rows = true;
    auto const table = registers::parse_csv(csv, options);
    if (!table) {
        Problem why = table.error();
        why.next = "Nothing was sent. " + (why.next.empty() ? "Mend the file and run it again." : why.next);
        return why;
    }
    auto columns = columns_of(*table, layout);
    if (!columns)
        return columns.error();
    RowReader const reader{*std::move(columns), layout};
    std::vector<Row> rows;
    rows.reserve(table->rows.size());
    for (std::size_t i = 0; i < table->rows.size(); ++i)
        rows.push_back(reader.read(i + 1, table->lines[i], table->rows[i]));
    return rows;
}

std::string event_id(std::vector<std::string> const& parts, boost::json::object const& fields)
{
    if (std::ranges::any_of(parts, &std::string::empty))
        return "row/" + hex(crypto::sha256(as_bytes(json::canonical(fields))));
    return joined(parts, "/");
}

}  // namespace micklegate::rows
