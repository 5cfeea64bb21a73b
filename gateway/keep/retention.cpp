#include "gateway/keep/retention.hpp"

#include "gateway/base/bytes.hpp"
#include "gateway/commit/destroyed.hpp"
#include "gateway/keep/holds.hpp"

namespace micklegate::keep {
namespace {

using commit::Append;
using commit::Ledger;
using commit::Proposal;
using commit::Receipt;

constexpr std::string_view kPrefix = "t";

std::string key_of(Sequence index)
{
    std::string key{kPrefix};
    append_be64(key, index);
    return key;
}

bool is_due(std::string_view value, Moment now)
{
    return now >= Moment{std::chrono::milliseconds{static_cast<std::int64_t>(read_be64(as_bytes(value.substr(0, 8))))}};
}

/// Decided again on the commit thread: a hold may have come, or somebody else's erasure.
Result<bool> may_go(Ledger const& ledger, Sequence index, Moment now)
{
    auto const row = ledger.projections().get(key_of(index));
    if (!row)
        return row.error();
    if (!*row || !is_due(**row, now))
        return false;
    auto const destroyed = commit::destroyed_by(ledger.projections(), index);
    auto const first = commit::stored_receipt(ledger, index);
    if (!destroyed || !first)
        return destroyed ? first.error() : destroyed.error();
    for (std::string const& subject : first->entry.subjects) {
        auto const held = on_hold(ledger.projections(), subject);
        if (!held || *held)
            return held ? Result<bool>{false} : held;
    }
    return !*destroyed;
}

struct Expiry {
    std::string retention;
    std::vector<Sequence> copies;
    Moment now{};
};

Proposal expired(Ledger const& ledger, Expiry const& expiry)
{
    Append append;
    append.may_use_reserve = true;
    append.entry.kind = commit::EntryKind::kExpired;
    append.entry.code = expiry.retention;
    append.entry.why = "The days that the gateway keeps its sealed copy of a settled message had passed.";
    for (Sequence const index : expiry.copies) {
        auto const goes = may_go(ledger, index, expiry.now);
        if (!goes)
            return Result<Receipt>{goes.error()};
        if (*goes)
            append.destroys.push_back(index);
    }
    if (append.destroys.empty())
        return Result<Receipt>{Receipt{}};
    return append;
}

}  // namespace

void fold_due(Sequence /*index*/, commit::Entry const& entry, commit::KeyValueWriter& out)
{
    for (Sequence const gone : entry.destroyed)
        out.erase(key_of(gone));
    if (!entry.entry || !entry.keep_days)
        return;
    Moment const due = entry.time + std::chrono::days{static_cast<std::int64_t>(*entry.keep_days)};
    std::string value;
    append_be64(value, static_cast<std::uint64_t>(due.time_since_epoch().count()));
    out.put(key_of(*entry.entry), value + entry.retention);
}

Result<DueSlice> due_copies(commit::KeyValueReader const& reader, Moment now, Sequence from, std::size_t most)
{
    DueSlice slice;
    std::size_t looked = 0;
    auto const read = reader.scan(kPrefix, key_of(from), [&](std::string_view key, std::string_view value) {
        Sequence const index = read_be64(as_bytes(key.substr(kPrefix.size())));
        if (looked++ == most) {
            slice.next = index;
            return false;
        }
        if (is_due(value, now))
            slice.due.push_back({index, std::string{value.substr(8)}});
        return true;
    });
    if (!read)
        return read.error();
    return slice;
}

commit::Intent expire(std::string retention, std::vector<Sequence> copies, Moment now)
{
    std::size_t const bytes = sizeof(Expiry) + copies.size() * sizeof(Sequence);
    Expiry expiry{std::move(retention), std::move(copies), now};
    // What takes one of the copies back stands in another line: neither is to destroy what the other does.
    return {kLine, bytes, [expiry = std::move(expiry)](Ledger const& ledger) { return expired(ledger, expiry); }, true};
}

}  // namespace micklegate::keep
