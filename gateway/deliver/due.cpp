#include "gateway/deliver/due.hpp"

#include "gateway/base/bytes.hpp"

#include <algorithm>

namespace micklegate::deliver {
namespace {

using commit::EntryKind;

// Key layout: a letter for the projection, of an agency its name ended by NUL, then the time and the message.
constexpr std::string_view kOfAll = "d";
constexpr std::string_view kAlarms = "u";

std::string of_agency(std::string_view agency) { return "w" + std::string{agency} + '\0'; }

std::string at_time(std::string key, Moment at)
{
    append_be64(key, static_cast<std::uint64_t>(at.time_since_epoch().count()));
    return key;
}

std::string row_of(std::string prefix, Due const& due) { return at_time(std::move(prefix), due.at) + due.message; }

Due due_of_row(std::string_view prefix, std::string_view key)
{
    auto const count = static_cast<std::int64_t>(read_be64(as_bytes(key.substr(prefix.size(), 8))));
    return {Moment{std::chrono::milliseconds{count}}, std::string{key.substr(prefix.size() + 8)}};
}

Result<std::vector<Due>> read_rows(commit::KeyValueReader const& reader, std::string const& prefix,
                                   DueRange const& range, std::size_t most)
{
    std::string from = range.from ? at_time(prefix, *range.from) : prefix;
    if (range.after)
        from = std::max(from, row_of(prefix, *range.after) + '\0');
    std::vector<Due> rows;
    auto const visit = [&](std::string_view key, std::string_view) {
        if (rows.size() == most)
            return false;
        rows.push_back(due_of_row(prefix, key));
        return true;
    };
    // What was met early lies between now and the next deadline as rows that were erased: they are not walked over.
    auto const read = range.until ? reader.scan_until(prefix, from, at_time(prefix, *range.until), visit)
                                  : reader.scan(prefix, from, visit);
    if (!read)
        return read.error();
    return rows;
}

bool starts_wait(commit::Entry const& entry)
{
    return (entry.kind == EntryKind::kAccepted || entry.kind == EntryKind::kHeld) &&
           !meets(entry.kind, entry.acknowledgement);
}

void move_alarm(Due const& from, std::optional<Moment> to, commit::KeyValueWriter& out)
{
    out.erase(row_of(std::string{kAlarms}, from));
    if (to)
        out.put(row_of(std::string{kAlarms}, {*to, from.message}), "");
}

/// A row of this form stood in every store before there were the others.
Result<bool> is_due(commit::KeyValueReader const& reader, Due const& due)
{
    auto const row = reader.get(row_of(std::string{kOfAll}, due));
    return row ? Result<bool>{row->has_value()} : row.error();
}

}  // namespace

void fold_due(commit::Entry const& entry, commit::KeyValueWriter& out)
{
    if (entry.message.empty() || !entry.deadline)
        return;
    Due const due{*entry.deadline, entry.message};
    Due const alarm{entry.escalation_due.value_or(due.at), due.message};
    if (starts_wait(entry)) {
        out.put(row_of(std::string{kOfAll}, due), "");
        move_alarm(alarm, alarm.at, out);
        for (std::string const& agency : {entry.agency, entry.recipient})
            out.put(row_of(of_agency(agency), due), "");
    } else if (entry.kind == EntryKind::kEscalated) {
        move_alarm(alarm, entry.next_escalation, out);
        out.put(row_of(of_agency(entry.recipient), due), "");
    } else if (ends_wait(entry.kind, entry)) {
        out.erase(row_of(std::string{kOfAll}, due));
        move_alarm(alarm, {}, out);
        for (std::string const& agency : entry.due_for)
            out.erase(row_of(of_agency(agency), due));
    }
}

bool ends_wait(EntryKind step, commit::Entry const& first) noexcept
{
    return takes_back(step) || meets(step, first.acknowledgement);
}

Result<void> note_wait_ended(commit::Entry& step, commit::Receipt const& first, std::vector<Step> const& steps,
                             commit::Ledger const& ledger)
{
    auto const ends = [&](EntryKind kind) { return ends_wait(kind, first.entry); };
    if (!first.entry.deadline || !ends(step.kind) || std::ranges::any_of(steps, ends, &Step::kind))
        return {};
    step.due_for = {first.entry.agency, first.entry.recipient};
    for (Step const& taken : steps) {
        if (taken.kind != EntryKind::kEscalated)
            continue;
        auto const escalated = commit::stored_receipt(ledger, taken.index);
        if (!escalated)
            return escalated.error();
        if (std::ranges::find(step.due_for, escalated->entry.recipient) == step.due_for.end())
            step.due_for.push_back(escalated->entry.recipient);
        step.escalation_due = escalated->entry.next_escalation;
    }
    return {};
}

Result<std::vector<Due>> due_of_all(commit::KeyValueReader const& reader, DueRange const& range, std::size_t most)
{
    return read_rows(reader, std::string{kOfAll}, range, most);
}

Result<DueSlice> due_of_agency(commit::KeyValueReader const& reader, std::string_view agency, DueRange const& range,
                               std::size_t most)
{
    auto rows = read_rows(reader, of_agency(agency), range, most);
    if (!rows)
        return rows.error();
    DueSlice slice;
    for (Due& due : *rows) {
        slice.looked = due;
        auto const stands = is_due(reader, due);
        if (!stands)
            return stands.error();
        if (*stands)
            slice.due.push_back(std::move(due));
    }
    return slice;
}

Result<std::vector<Due>> overdue(commit::KeyValueReader const& reader, Moment now, std::size_t most)
{
    return due_of_all(reader, {{}, {}, now + std::chrono::milliseconds{1}}, most);
}

Result<std::vector<Due>> alarms(commit::KeyValueReader const& reader, std::optional<Due> const& after, Moment now,
                                std::size_t most)
{
    return read_rows(reader, std::string{kAlarms}, {after, {}, now + std::chrono::milliseconds{1}}, most);
}

}  // namespace micklegate::deliver
