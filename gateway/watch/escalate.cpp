#include "gateway/watch/escalate.hpp"

#include "gateway/decide/decide.hpp"
#include "gateway/deliver/mailbox.hpp"

#include <algorithm>

namespace micklegate::watch {
namespace {

using commit::EntryKind;
using commit::Proposal;
using commit::Receipt;

/// A message that is still waited for, as far as it got.
struct Waiting {
    Receipt first;
    std::size_t escalated = 0;  ///< how often
};

Result<std::optional<Waiting>> read_waiting(std::string const& message, commit::Ledger const& ledger)
{
    auto const steps = deliver::timeline(ledger.projections(), message);
    if (!steps)
        return steps.error();
    if (steps->empty())
        return std::optional<Waiting>{};
    auto first = commit::stored_receipt(ledger, steps->front().index);
    if (!first)
        return first.error();
    auto const ends = [&](deliver::Step const& step) { return deliver::ends_wait(step.kind, first->entry); };
    if (!first->entry.deadline || std::ranges::any_of(*steps, ends))
        return std::optional<Waiting>{};
    auto const escalated = std::ranges::count(*steps, EntryKind::kEscalated, &deliver::Step::kind);
    return std::optional{Waiting{*std::move(first), static_cast<std::size_t>(escalated)}};
}

commit::Append record_of(Escalation const& what, Receipt const& first)
{
    commit::Append append;
    append.may_use_reserve = true;
    commit::Entry& entry = append.entry;
    entry.kind = EntryKind::kEscalated;
    entry.agency = first.entry.recipient;
    entry.recipient = what.to.get();
    entry.message = first.entry.message;
    entry.type = first.entry.type;
    entry.agreement = first.entry.agreement;
    entry.rule = first.entry.rule;
    entry.policy = first.entry.policy;
    entry.code = what.target;
    entry.subjects = first.entry.subjects;
    entry.deadline = first.entry.deadline;
    entry.acknowledgement = first.entry.acknowledgement;
    entry.entry = first.index;
    if (what.alarm.at != *first.entry.deadline)
        entry.escalation_due = what.alarm.at;
    entry.next_escalation = what.next;
    return append;
}

Proposal propose(commit::Ledger const& ledger, Escalation const& what)
{
    auto const waiting = read_waiting(what.alarm.message, ledger);
    if (!waiting)
        return Result<Receipt>{waiting.error()};
    if (!*waiting || (*waiting)->escalated != what.step)
        return Result<Receipt>{Receipt{}};
    return record_of(what, (*waiting)->first);
}

}  // namespace

Result<std::optional<Escalation>> escalation_of(deliver::Due const& alarm, commit::Ledger const& ledger,
                                                PromisedChains& chains, Partnership const& partnership,
                                                policy::PolicySet const& current, Moment now)
{
    auto const waiting = read_waiting(alarm.message, ledger);
    if (!waiting)
        return waiting.error();
    if (!*waiting)
        return std::optional<Escalation>{};
    commit::Entry const& accepted = (*waiting)->first.entry;
    Chain const chain = chains.of(accepted, current);
    Escalation what;
    what.alarm = alarm;
    what.step = (*waiting)->escalated;
    // A chain that became shorter under a message whose own set is lost ends with the desk.
    what.target = what.step < chain.steps.size() ? chain.steps[what.step] : std::string{kLastResort};
    what.to = turned_to(what.target, accepted, partnership);
    if (what.step + 1 < chain.steps.size())
        what.next = decide::after(current.calendar, chain.every, now);
    return std::optional{std::move(what)};
}

commit::Intent escalate(Escalation what)
{
    std::size_t const bytes = sizeof(Escalation) + what.alarm.message.size() + what.target.size();
    std::string key = deliver::line_of_message(what.alarm.message);
    return {std::move(key), bytes,
            [what = std::move(what)](commit::Ledger const& ledger) { return propose(ledger, what); }};
}

}  // namespace micklegate::watch
