#include "gateway/keep/about.hpp"

#include "gateway/audit/index.hpp"
#include "gateway/commit/destroyed.hpp"
#include "gateway/commit/receipt.hpp"
#include "gateway/deliver/held_queue.hpp"
#include "gateway/deliver/mailbox.hpp"

#include <algorithm>
#include <iterator>

namespace micklegate::keep {
namespace {

using commit::EntryKind;

Result<std::vector<Sequence>> entries_about(commit::KeyValueReader const& reader, std::string_view subject,
                                            Sequence size)
{
    std::vector<Sequence> found;
    std::string const keys = audit::keys_of(audit::Dimension::kSubject, subject);
    auto const read = reader.scan(keys, keys, [&](std::string_view key, std::string_view value) {
        std::ranges::copy_if(audit::entries_of_row(key, value), std::back_inserter(found),
                             [size](Sequence index) { return index < size; });
        return true;
    });
    if (!read)
        return read.error();
    std::ranges::sort(found);
    return found;
}

/// Nobody has acted on it, and with the key it would be lost to those who must.
Result<bool> to_be_seen(commit::Ledger const& ledger, commit::Receipt const& first)
{
    if (first.entry.kind == EntryKind::kHeld)
        return deliver::waits(ledger.projections(), first.index, first.entry);
    auto const steps = deliver::timeline(ledger.projections(), first.entry.message);
    if (!steps)
        return steps.error();
    return deliver::reached(deliver::furthest(*steps)) < deliver::Reached::kOpened;
}

Result<void> add_change(commit::Ledger const& ledger, commit::Receipt const& first, About& about)
{
    if (first.entry.change.empty())
        return {};
    auto const change = ledger.change(first.index);
    if (change)
        about.changes.push_back(first.index);
    return change || change.error().code == ProblemCode::kNotFound ? Result<void>{} : change.error();
}

Result<void> add(commit::Ledger const& ledger, commit::Receipt const& first, About& about)
{
    ++about.messages;
    about.entries.push_back(first.index);
    if (auto const kept = add_change(ledger, first, about); !kept)
        return kept;
    auto const destroyed = commit::destroyed_by(ledger.projections(), first.index);
    if (!destroyed)
        return destroyed.error();
    if (*destroyed)
        return {};
    about.sealed.push_back(first.index);
    auto const unseen = to_be_seen(ledger, first);
    if (!unseen)
        return unseen.error();
    if (*unseen)
        ++about.unopened;
    return {};
}

bool starts_message_about(commit::Entry const& entry, std::string_view subject)
{
    bool const starts = entry.kind == EntryKind::kAccepted || entry.kind == EntryKind::kHeld;
    return starts && std::ranges::find(entry.subjects, subject) != entry.subjects.end();
}

/// Whether it is worth reading an entry: one in a thousand is.
bool may_concern(std::string_view entry, std::string_view subject)
{
    return entry.find(subject) != std::string_view::npos || entry.find("\"destroyed\":") != std::string_view::npos ||
           entry.find("\"struck\":") != std::string_view::npos;
}

void leave_out(std::vector<Sequence> gone, std::vector<Sequence>& of)
{
    std::ranges::sort(gone);
    std::erase_if(of, [&gone](Sequence index) { return std::ranges::binary_search(gone, index); });
}

Result<void> read_since(commit::Ledger const& ledger, std::string_view subject, Sequence size, About& about)
{
    Sequence index = about.size;
    Result<void> sound;
    auto const look = [&](std::string_view text) {
        commit::Receipt receipt{index++, {}, false};
        if (!sound || !may_concern(text, subject))
            return;
        auto entry = commit::decode_entry(text);
        if (!entry) {
            sound = entry.error();
            return;
        }
        receipt.entry = *std::move(entry);
        leave_out(receipt.entry.destroyed, about.sealed);
        leave_out(receipt.entry.struck, about.changes);
        if (starts_message_about(receipt.entry, subject))
            sound = add(ledger, receipt, about);
    };
    auto const read = ledger.visit_entries(about.size, size - about.size, look);
    about.size = size;
    return read ? sound : read;
}

}  // namespace

Result<About> stored_about(commit::Ledger const& ledger, std::string_view subject)
{
    auto const size = ledger.size();
    auto const indexes = size ? entries_about(ledger.projections(), subject, *size) : size.error();
    if (!indexes)
        return indexes.error();
    About about;
    about.size = *size;
    for (Sequence const index : *indexes) {
        auto const receipt = commit::stored_receipt(ledger, index);
        if (!receipt)
            return receipt.error();
        // The index may lead to another subject's entry.
        if (!starts_message_about(receipt->entry, subject))
            continue;
        if (auto const added = add(ledger, *receipt, about); !added)
            return added.error();
    }
    // What came while that was read, so that little is left for the commit thread.
    auto const now = ledger.size();
    auto const caught_up = now ? read_since(ledger, subject, *now, about) : now.error();
    return caught_up ? Result<About>{std::move(about)} : caught_up.error();
}

Result<void> catch_up(commit::Ledger const& ledger, std::string_view subject, About& about)
{
    auto const size = ledger.size();
    if (!size)
        return size.error();
    if (*size - about.size > kMostSince)
        return problem(ProblemCode::kUnavailable, "Too much was recorded while what is stored of the subject was read.",
                       "Ask again.");
    return read_since(ledger, subject, *size, about);
}

}  // namespace micklegate::keep
