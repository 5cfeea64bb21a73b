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

Result<std::vector<Sequence>> entries_about(commit::KeyValueReader const& reader, std::string_view subject)
{
    std::vector<Sequence> found;
    std::string const keys = audit::keys_of(audit::Dimension::kSubject, subject);
    auto const read = reader.scan(keys, keys, [&](std::string_view key, std::string_view value) {
        std::ranges::copy(audit::entries_of_row(key, value), std::back_inserter(found));
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

Result<void> add(commit::Ledger const& ledger, commit::Receipt const& first, About& about)
{
    ++about.messages;
    about.entries.push_back(first.index);
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

bool starts_a_message(commit::Entry const& entry)
{
    return entry.kind == EntryKind::kAccepted || entry.kind == EntryKind::kHeld;
}

}  // namespace

Result<About> stored_about(commit::Ledger const& ledger, std::string_view subject)
{
    auto const indexes = entries_about(ledger.projections(), subject);
    if (!indexes)
        return indexes.error();
    About about;
    for (Sequence const index : *indexes) {
        auto const receipt = commit::stored_receipt(ledger, index);
        if (!receipt)
            return receipt.error();
        // The index may lead to another subject's entry.
        bool const of_subject = std::ranges::find(receipt->entry.subjects, subject) != receipt->entry.subjects.end();
        if (!of_subject || !starts_a_message(receipt->entry))
            continue;
        if (auto const added = add(ledger, *receipt, about); !added)
            return added.error();
    }
    return about;
}

}  // namespace micklegate::keep
