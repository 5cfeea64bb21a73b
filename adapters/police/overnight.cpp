#include "adapters/police/overnight.hpp"

#include "adapters/police/columns.hpp"
#include "gateway/base/utf8.hpp"
#include "gateway/crypto/hash.hpp"
#include "gateway/json/canonical_json.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/registers/csv_table.hpp"

#include <algorithm>
#include <array>

namespace micklegate::police {
namespace {

struct Column {
    std::string_view name;  ///< of the column, and of the notification's field
    bool yes_or_no = false;
};

constexpr std::array<Column, 26> kColumns{{
    {"incident_ref"},
    {"occurred_at"},
    {"location"},
    {"incident_postcode"},
    {"risk"},
    {"summary"},
    {"officer"},
    {"officer_contact"},
    {"child_ref"},
    {"child_forename"},
    {"child_surname"},
    {"child_dob"},
    {"child_upn"},
    {"child_present", true},
    {"child_voice"},
    {"relationship"},
    {"school_name"},
    {"school_urn"},
    {"school_postcode"},
    {"home_educated", true},
    {"welfare_check", true},
    {"handling"},
    {"victim_name"},
    {"victim_address"},
    {"victim_phone"},
    {"suspect_name"},
}};

/// For each column of the file, what it is.
Result<std::vector<Column>> columns_of(registers::CsvTable const& table)
{
    std::array<std::string_view, kColumns.size()> names{};
    std::ranges::transform(kColumns, names.begin(), &Column::name);
    KnownColumns const known{names, {}, "Nothing was sent. See docs/police.md for the columns of the night's file."};
    if (auto const checked = check_columns(table, known); !checked)
        return checked.error();
    std::vector<Column> found;
    for (std::string const& name : table.header)
        found.push_back(*std::ranges::find(kColumns, std::string_view{name}, &Column::name));
    return found;
}

Problem bad_row(std::string detail) { return problem(ProblemCode::kInvalidValue, std::move(detail)); }

/// Other words than yes and no go on as they are, so that the gateway refuses them and its log says so.
boost::json::value value_of(Column const& column, std::string const& cell)
{
    if (column.yes_or_no && (cell == "yes" || cell == "no"))
        return cell == "yes";
    return boost::json::value(cell);
}

/// One incident and one child make one message. A row that does not say which is known by its content alone.
std::string event_id(boost::json::object const& data)
{
    std::string const incident = json::text_at(data, "incident_ref");
    std::string const child = json::text_at(data, "child_ref");
    if (incident.empty() || child.empty())
        return "row/" + hex(crypto::sha256(as_bytes(json::canonical(data))));
    return incident + "/" + child;
}

boost::json::object event_of(boost::json::object data, AgencyId const& force)
{
    boost::json::object event;
    event["specversion"] = "1.0";
    event["id"] = event_id(data);
    event["source"] = force.get();
    event["type"] = "encompass.notification";
    event["purpose"] = "child_safeguarding";
    event["data"] = std::move(data);
    return event;
}

/// Of a row that is no event, so that it can be found: in a row of too many or too few cells another column's cell may
/// stand there, so only what looks like a reference is taken for one.
std::string reference_in(std::vector<std::string> const& cells, std::vector<Column> const& columns,
                         std::string_view column)
{
    auto const place = static_cast<std::size_t>(std::ranges::find(columns, column, &Column::name) - columns.begin());
    if (place >= cells.size() || cells[place].size() > 32)
        return {};
    auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
    auto const is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    std::string const& cell = cells[place];
    bool const plain = std::ranges::all_of(cell, [&](char c) { return is_digit(c) || is_letter(c); });
    return plain && std::ranges::any_of(cell, is_digit) ? cell : std::string{};
}

/// Where a row stands, for the person who mends it.
struct Place {
    std::size_t number = 0;
    std::size_t line = 0;
};

NightRow spoilt(Place const& place, std::vector<std::string> const& cells, std::vector<Column> const& columns,
                std::string const& what)
{
    return {place.number, reference_in(cells, columns, "incident_ref"), reference_in(cells, columns, "child_ref"),
            bad_row("The row, which begins on line " + std::to_string(place.line) + " of the file, " + what + ".")};
}

NightRow row_of(Place const& place, std::vector<std::string> const& cells, std::vector<Column> const& columns,
                AgencyId const& force)
{
    if (cells.size() != columns.size())
        return spoilt(
            place, cells, columns,
            "has " + std::to_string(cells.size()) + " cells where the header has " + std::to_string(columns.size()));
    boost::json::object data;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!valid_utf8(cells[i]))
            return spoilt(place, cells, columns,
                          "has a " + std::string{columns[i].name} + " that is not UTF-8; save the file as CSV UTF-8");
        if (!cells[i].empty())
            data[columns[i].name] = value_of(columns[i], cells[i]);
    }
    std::string incident = json::text_at(data, "incident_ref");
    std::string child = json::text_at(data, "child_ref");
    return {place.number, std::move(incident), std::move(child), event_of(std::move(data), force)};
}

}  // namespace

Result<std::vector<NightRow>> read_night(std::string_view csv, AgencyId const& force)
{
    registers::CsvOptions options;
    options.keep_ragged_rows = true;
    auto const table = registers::parse_csv(csv, options);
    if (!table) {
        Problem why = table.error();
        why.next = "Nothing was sent. " + (why.next.empty() ? "Mend the file and run it again." : why.next);
        return why;
    }
    auto const columns = columns_of(*table);
    if (!columns)
        return columns.error();
    std::vector<NightRow> rows;
    rows.reserve(table->rows.size());
    for (std::size_t i = 0; i < table->rows.size(); ++i)
        rows.push_back(row_of({i + 1, table->lines[i]}, table->rows[i], *columns, force));
    return rows;
}

}  // namespace micklegate::police
