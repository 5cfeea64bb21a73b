#include "gateway/deliver/breach.hpp"

#include "gateway/base/bytes.hpp"
#include "gateway/commit/who_and_why.hpp"
#include "gateway/deliver/mailbox.hpp"

namespace micklegate::deliver {
namespace {

using commit::Append;
using commit::EntryKind;
using commit::Proposal;
using commit::Receipt;

constexpr std::string_view kPrefix = "n";
constexpr std::size_t kNumber = 8;

std::string key_of(Sequence recall)
{
    std::string key{kPrefix};
    append_be64(key, recall);
    return key;
}

/// An assessment with the person and the reason as the log names them.
struct Assessing {
    Assessment what;
    commit::MarkedActor actor;
    commit::PrivateText reason;
};

Problem no_clock()
{
    return problem(ProblemCode::kWrongState, "No breach clock runs for this message.",
                   "Recall it first, and say that it is a breach if nobody has fetched it.");
}

Problem assessed_otherwise()
{
    return problem(ProblemCode::kWrongState, "This breach was assessed already, by another person or otherwise.",
                   "The message's timeline says when and by whom.");
}

/// The recall that started the clock; kWrongState where none did.
Result<Receipt> clock_of(commit::Ledger const& ledger, std::vector<Step> const& steps)
{
    for (Step const& step : steps) {
        if (step.kind != EntryKind::kRecalled && step.kind != EntryKind::kRecallRequested)
            continue;
        auto recall = commit::stored_receipt(ledger, step.index);
        if (!recall || recall->entry.notify_by)
            return recall;
    }
    return no_clock();
}

Append record_of(Assessing& assessing, Receipt const& recall)
{
    Append append;
    append.may_use_reserve = true;
    commit::Entry& entry = append.entry;
    entry.kind = EntryKind::kBreachAssessed;
    entry.agency = assessing.what.by_agency.get();
    entry.message = assessing.what.message;
    entry.type = recall.entry.type;
    entry.subjects = recall.entry.subjects;
    entry.code = assessing.what.outcome;
    entry.entry = recall.index;
    commit::name_actor(append, std::move(assessing.actor));
    commit::give_reason(append, std::move(assessing.reason));
    return append;
}

Proposal propose(commit::Ledger const& ledger, Assessing& assessing)
{
    auto const steps = timeline(ledger.projections(), assessing.what.message);
    if (!steps)
        return Result<Receipt>{steps.error()};
    auto const recall = clock_of(ledger, *steps);
    if (!recall)
        return recall;
    if (Step const* const mine = step_of(*steps, EntryKind::kBreachAssessed, assessing.actor.mark.pseudonym)) {
        auto receipt = commit::stored_receipt(ledger, mine->index);
        if (!receipt || receipt->entry.code == assessing.what.outcome)
            return receipt;
    }
    if (has(*steps, EntryKind::kBreachAssessed))
        return Result<Receipt>{assessed_otherwise()};
    return record_of(assessing, *recall);
}

}  // namespace

commit::Intent assess(Assessment what, crypto::SiteKeys const& keys)
{
    std::size_t const bytes = sizeof(Assessing) + what.by_person.size() + what.reason.size();
    std::string key = line_of_message(what.message);
    Assessing assessing{
        {}, commit::mark_actor(keys, what.by_agency, what.by_person), commit::keep_private(keys, what.reason)};
    assessing.what = std::move(what);
    return {std::move(key), bytes, [assessing = std::move(assessing)](commit::Ledger const& ledger) mutable {
                return propose(ledger, assessing);
            }};
}

void fold_breach_clocks(Sequence index, commit::Entry const& entry, commit::KeyValueWriter& out)
{
    if (entry.kind == EntryKind::kBreachAssessed && entry.entry)
        out.erase(key_of(*entry.entry));
    if (!entry.notify_by)
        return;
    std::string value;
    append_be64(value, static_cast<std::uint64_t>(entry.notify_by->time_since_epoch().count()));
    value += entry.agency + '\0' + entry.message;
    out.put(key_of(index), value);
}

Result<void> each_breach_clock(commit::KeyValueReader const& reader, std::optional<Sequence> after,
                               std::function<bool(BreachClock const&)> const& visit)
{
    // One byte longer is the first key after it, the last number included.
    std::string const from = after ? key_of(*after) + '\0' : std::string{kPrefix};
    return reader.scan(kPrefix, from, [&](std::string_view key, std::string_view value) {
        std::string_view const names = value.substr(kNumber);
        std::size_t const end = names.find('\0');
        std::chrono::milliseconds const notify_by{
            static_cast<std::int64_t>(read_be64(as_bytes(value.substr(0, kNumber))))};
        return visit({read_be64(as_bytes(key.substr(kPrefix.size()))), std::string{names.substr(end + 1)},
                      std::string{names.substr(0, end)}, Moment{notify_by}});
    });
}

Result<BreachCount> count_breach_clocks(commit::KeyValueReader const& reader, Moment now, std::size_t most)
{
    BreachCount count;
    auto const read = each_breach_clock(reader, {}, [&](BreachClock const& clock) {
        ++count.running;
        if (clock.notify_by <= now)
            ++count.overdue;
        return count.running < most;
    });
    return read ? Result<BreachCount>{count} : read.error();
}

}  // namespace micklegate::deliver
