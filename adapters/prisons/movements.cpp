#include "adapters/prisons/movements.hpp"

#include "adapters/prisons/hmpps_event.hpp"
#include "adapters/rows/json_rows.hpp"
#include "gateway/crypto/hash.hpp"
#include "gateway/json/canonical_json.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/recognise/person_numbers.hpp"

namespace micklegate::prisons {
namespace {

using boost::json::object;
using json::text_at;

/// Says where the event stands; where it is whole, what is wrong follows as the fault of a field.
Problem bad_row(std::size_t line, Problem const& why)
{
    std::string const place = "Of the event that begins on line " + std::to_string(line) + " of the file, ";
    if (why.errors.empty())
        return problem(ProblemCode::kInvalidValue, place + "the text is not one JSON object.");
    FieldFault const& fault = why.errors.front();
    return problem(ProblemCode::kInvalidValue, place + fault.pointer + " " + fault.detail + ".");
}

Result<object> data_of(object const* event)
{
    if (event == nullptr)
        return Problem{};
    auto const inner = unwrapped(*event);
    return inner ? movement_of(*inner) : inner.error();
}

}  // namespace

Result<std::vector<MovementRow>> read_movements(std::string_view text)
{
    auto const events = rows::JsonRows::read(text, "Messages", "event");
    if (!events)
        return events.error();
    std::vector<MovementRow> rows;
    for (std::size_t i = 0; i < events->size(); ++i) {
        auto data = data_of(events->at(i));
        if (!data)
            data = bad_row(events->line(i), data.error());
        MovementRow row{i + 1, {}, {}, {}, std::move(data)};
        if (row.movement_data) {
            row.prisoner = text_at(*row.movement_data, "prisoner_number");
            row.retired = text_at(*row.movement_data, "removed_prisoner_number");
            row.movement = text_at(*row.movement_data, "movement");
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<std::set<std::string>> read_blocked(std::string_view text)
{
    std::set<std::string> numbers;
    std::size_t wrong = 0;
    for (rows::Line const& line : rows::lines_of(text)) {
        std::string_view listed = line.text.substr(0, line.text.find('#'));
        listed = listed.substr(0, listed.find_last_not_of(" \t") + 1);
        if (listed.empty())
            continue;
        if (recognise::prisoner_number_fault(listed) && wrong == 0)
            wrong = line.number;
        numbers.emplace(listed);
    }
    if (wrong != 0)
        return problem(ProblemCode::kInvalidValue,
                       "Line " + std::to_string(wrong) +
                           " of the list of prisoners with a contact block is no "
                           "prisoner number.",
                       "Nothing was sent. Write one number per line, like A1234BC; what follows a # is a note.");
    return numbers;
}

std::set<std::string> with_merged(std::set<std::string> blocked, std::vector<MovementRow> const& rows)
{
    for (std::size_t before = 0; before != blocked.size();) {
        before = blocked.size();
        for (MovementRow const& row : rows)
            if (!row.retired.empty() && (blocked.contains(row.prisoner) || blocked.contains(row.retired)))
                blocked.insert({row.prisoner, row.retired});
    }
    return blocked;
}

object event_of(MovementRow const& row, bool contact_block, Address const& address)
{
    object data = *row.movement_data;
    data["contact_block"] = contact_block;
    object event;
    event["specversion"] = "1.0";
    event["id"] = "hmpps/" + hex(crypto::sha256(as_bytes(json::canonical(data))));
    event["source"] = address.from.get();
    event["type"] = "prison.movement";
    event["purpose"] = "contact_blocking";
    event["recipient"] = address.to.get();
    event["data"] = std::move(data);
    return event;
}

}  // namespace micklegate::prisons
