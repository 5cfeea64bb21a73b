#include "adapters/prisons/movements.hpp"

#include "adapters/prisons/hmpps_event.hpp"
#include "gateway/crypto/hash.hpp"
#include "gateway/json/canonical_json.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/json/position.hpp"
#include "gateway/json/strict_json.hpp"
#include "gateway/recognise/person_numbers.hpp"

#include <algorithm>

namespace micklegate::prisons {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;
using json::text_at;

constexpr std::string_view kSpace = " \t\r";

std::string_view trimmed(std::string_view line)
{
    std::size_t const first = line.find_first_not_of(kSpace);
    if (first == std::string_view::npos)
        return {};
    return line.substr(first, line.find_last_not_of(kSpace) - first + 1);
}

/// Each line with its number, from 1; without the space around it.
template <class Use>
void each_line(std::string_view text, Use use)
{
    for (std::size_t number = 1; !text.empty(); ++number) {
        std::size_t const end = std::min(text.find('\n'), text.size());
        use(number, trimmed(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

/// Says where the event stands; where it is whole, what is wrong follows as the fault of a field.
Problem bad_row(std::size_t line, Problem const& why)
{
    std::string const place = "Of the event that begins on line " + std::to_string(line) + " of the file, ";
    if (why.errors.empty())
        return problem(ProblemCode::kInvalidValue, place + "the text is not one JSON object.");
    FieldFault const& fault = why.errors.front();
    return problem(ProblemCode::kInvalidValue, place + fault.pointer + " " + fault.detail + ".");
}

/// `line` says on which line an event begins; it is asked of bad ones only, because finding it may take a while.
template <class Line>
class Rows {
public:
    explicit Rows(Line line) : line_{std::move(line)} {}

    /// What is no object is a broken event.
    void add(value const* event)
    {
        Result<object> outer = Problem{};
        if (event != nullptr && event->is_object())
            outer = unwrapped(event->get_object());
        Result<object> data = outer.error();
        if (outer)
            data = movement_of(*outer);
        if (!data)
            data = bad_row(line_(rows_.size()), data.error());
        MovementRow row{rows_.size() + 1, {}, {}, {}, std::move(data)};
        if (row.movement_data) {
            row.prisoner = text_at(*row.movement_data, "prisoner_number");
            row.retired = text_at(*row.movement_data, "removed_prisoner_number");
            row.movement = text_at(*row.movement_data, "movement");
        }
        rows_.push_back(std::move(row));
    }

    [[nodiscard]] std::vector<MovementRow> take() { return std::move(rows_); }

private:
    Line line_;
    std::vector<MovementRow> rows_;
};

/// What a queue gave at once, or an array of events.
array const* list_in(value const& whole)
{
    if (whole.is_array())
        return &whole.get_array();
    value const* const messages = whole.is_object() ? whole.get_object().if_contains("Messages") : nullptr;
    return messages != nullptr && messages->is_array() ? &messages->get_array() : nullptr;
}

std::vector<MovementRow> rows_of(array const& events, std::string_view text, std::string const& pointer)
{
    Rows rows{
        [&](std::size_t index) { return json::position_of_value(text, pointer + "/" + std::to_string(index)).line; }};
    for (value const& event : events)
        rows.add(&event);
    return rows.take();
}

std::vector<MovementRow> rows_by_line(std::string_view text)
{
    std::size_t here = 0;
    Rows rows{[&](std::size_t) { return here; }};
    each_line(text, [&](std::size_t number, std::string_view line) {
        here = number;
        if (line.empty())
            return;
        auto const event = json::parse_strict(line);
        rows.add(event ? &*event : nullptr);
    });
    return rows.take();
}

}  // namespace

Result<std::vector<MovementRow>> read_movements(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    auto const first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return std::vector<MovementRow>{};
    auto const whole = json::parse_strict(text);
    if (whole) {
        if (array const* const events = list_in(*whole))
            return rows_of(*events, text, whole->is_array() ? "" : "/Messages");
        Rows rows{[&](std::size_t) { return json::position_at(text, first).line; }};
        rows.add(&*whole);
        return rows.take();
    }
    std::vector<MovementRow> rows = rows_by_line(text);
    bool const none_reads =
        std::ranges::none_of(rows, [](MovementRow const& row) { return row.movement_data.has_value(); });
    if (text[first] == '[' || (none_reads && rows.size() > 1)) {
        Problem why = whole.error();
        why.next = "Nothing was sent. Give one event, an array of them or one per line.";
        return why;
    }
    return rows;
}

Result<std::set<std::string>> read_blocked(std::string_view text)
{
    std::set<std::string> numbers;
    std::size_t wrong = 0;
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    each_line(text, [&](std::size_t number, std::string_view line) {
        line = trimmed(line.substr(0, line.find('#')));
        if (line.empty())
            return;
        if (recognise::prisoner_number_fault(line) && wrong == 0)
            wrong = number;
        numbers.emplace(line);
    });
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
