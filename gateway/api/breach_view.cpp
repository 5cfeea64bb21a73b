#include "gateway/api/breach_view.hpp"

#include "gateway/api/log_entry.hpp"
#include "gateway/api/standing.hpp"
#include "gateway/audit/search.hpp"
#include "gateway/deliver/breach.hpp"

#include <boost/json/array.hpp>

namespace micklegate::api {
namespace {

using boost::json::object;
using commit::EntryKind;

constexpr std::size_t kMostOnward = 100;

deliver::Step const* first_of(KnownMessage const& known, std::initializer_list<EntryKind> kinds)
{
    auto const found = std::ranges::find_if(
        known.steps, [&](deliver::Step const& step) { return std::ranges::find(kinds, step.kind) != kinds.end(); });
    return found == known.steps.end() ? nullptr : &*found;
}

Result<object> assessed_object(commit::Ledger const& ledger, deliver::Step const& step)
{
    auto const receipt = commit::stored_receipt(ledger, step.index);
    if (!receipt)
        return receipt.error();
    object out;
    out["outcome"] = receipt->entry.code;
    out["time"] = rfc3339(receipt->entry.time);
    out["index"] = step.index;
    return out;
}

/// While the recipient had the message.
struct Window {
    Sequence opened = 0;
    Moment from{};
    std::optional<Moment> until{};
};

Result<Window> window_of(commit::Ledger const& ledger, KnownMessage const& known, deliver::Step const& opened)
{
    auto const opening = commit::stored_receipt(ledger, opened.index);
    if (!opening)
        return opening.error();
    Window window{opened.index, opening->entry.time, std::nullopt};
    if (auto const* const step = first_of(known, {EntryKind::kDestroyed})) {
        auto const destroyed = commit::stored_receipt(ledger, step->index);
        if (!destroyed)
            return destroyed.error();
        window.until = destroyed->entry.time;
    }
    return window;
}

/// What the recipient sent about the subject, the newest first; a page of it.
Result<audit::Page> sent_on(commit::Ledger const& ledger, commit::Entry const& first, Window const& window)
{
    auto const size = log_size(ledger);
    if (!size)
        return size.error();
    audit::Filters filters;
    filters.values = {{audit::Dimension::kAgency, first.recipient},
                      {audit::Dimension::kSubject, first.subjects.front()},
                      {audit::Dimension::kOutcome, std::string{name_of(EntryKind::kAccepted)}}};
    filters.from = window.from;
    filters.to = window.until;
    return audit::search(ledger, filters, *size, kMostOnward);
}

/// How many there are is for all who look after the breach; which they are, for those with oversight and for whoever
/// received them: to anybody else an agency's messages to a third are none.
Result<void> put_onward(Services const& services, commit::Entry const& first, Window const& window,
                        AgencyId const& peer, object& out)
{
    auto const page = sent_on(services.ledger, first, window);
    if (!page)
        return page.error();
    bool const sees_all = has_oversight(peer, services);
    boost::json::array onward;
    std::size_t count = 0;
    for (audit::Found const& found : page->found) {
        auto const entry = commit::decode_entry(found.entry);
        if (!entry)
            return entry.error();
        if (found.index < window.opened)
            continue;
        ++count;
        if (!sees_all && entry->recipient != peer.get())
            continue;
        object item;
        item["type"] = entry->type;
        item["recipient"] = entry->recipient;
        item["time"] = rfc3339(found.time);
        item["index"] = found.index;
        onward.push_back(std::move(item));
    }
    out["onward"] = std::move(onward);
    out["onward_count"] = count;
    if (page->next)
        out["onward_more"] = true;
    return {};
}

}  // namespace

object clock_object(commit::Entry const& recall, Moment now)
{
    object out;
    out["aware_at"] = rfc3339(*recall.notify_by - deliver::kNotifyWithin);
    out["notify_by"] = rfc3339(*recall.notify_by);
    out["overdue"] = *recall.notify_by <= now;
    return out;
}

Result<void> put_breach(Services const& services, KnownMessage const& known, AgencyId const& peer, object& out)
{
    auto const* const recalled = first_of(known, {EntryKind::kRecalled, EntryKind::kRecallRequested});
    if (recalled == nullptr)
        return {};
    auto const recall = commit::stored_receipt(services.ledger, recalled->index);
    if (!recall)
        return recall.error();
    if (recall->entry.notify_by) {
        object clock = clock_object(recall->entry, services.clock());
        if (auto const* const step = first_of(known, {EntryKind::kBreachAssessed})) {
            auto assessed = assessed_object(services.ledger, *step);
            if (!assessed)
                return assessed.error();
            clock["assessed"] = *std::move(assessed);
            clock["overdue"] = false;
        }
        out["breach"] = std::move(clock);
    }
    auto const* const opened = first_of(known, {EntryKind::kOpened});
    if (opened == nullptr || known.first.entry.subjects.empty())
        return {};
    auto const window = window_of(services.ledger, known, *opened);
    return window ? put_onward(services, known.first.entry, *window, peer, out) : Result<void>{window.error()};
}

}  // namespace micklegate::api
