#include "gateway/keep/erasure_requests.hpp"

#include "gateway/base/bytes.hpp"
#include "gateway/keep/subject_rows.hpp"

namespace micklegate::keep {
namespace {

using commit::Append;
using commit::EntryKind;
using commit::Ledger;
using commit::Proposal;
using commit::Receipt;

constexpr std::string_view kPrefix = "q";
constexpr std::string_view kOfSubject = "r";
constexpr char const* kWithdrawn = "withdrawn";
constexpr char const* kLapsed = "lapsed";

std::string key_of(Sequence index)
{
    std::string key{kPrefix};
    append_be64(key, index);
    return key;
}

bool is_request(commit::Entry const& entry) { return entry.kind == EntryKind::kErasureRequested && !entry.entry; }

Problem not_there()
{
    return problem(ProblemCode::kNotFound, "There is no request for an erasure at that index.",
                   "See: micklegate subject list");
}

Moment requested_at(std::string_view row)
{
    return Moment{std::chrono::milliseconds{static_cast<std::int64_t>(read_be64(as_bytes(row)))}};
}

/// Those that stand at `now`, or those that do not.
Result<std::vector<Sequence>> requests(commit::KeyValueReader const& reader, Moment now, bool open, std::size_t most)
{
    std::vector<Sequence> found;
    auto const read = reader.scan(kPrefix, kPrefix, [&](std::string_view key, std::string_view value) {
        if (stands(requested_at(value), now) == open)
            found.push_back(read_be64(as_bytes(key.substr(kPrefix.size()))));
        return found.size() < most;
    });
    if (!read)
        return read.error();
    return found;
}

Proposal withdrawn(Ledger const& ledger, Append append, Sequence index)
{
    auto const request = request_at(ledger, index);
    if (!request)
        return request;
    append.entry.entry = index;
    append.entry.subjects = request->entry.subjects;
    append.entry.code = kWithdrawn;
    if (auto before = answered(ledger, index, append.entry))
        return *std::move(before);
    return append;
}

Proposal lapsed(Ledger const& ledger, Sequence index, Moment now)
{
    auto const row = ledger.projections().get(key_of(index));
    if (!row)
        return Result<Receipt>{row.error()};
    auto const request = request_at(ledger, index);
    if (!request)
        return request;
    if (!*row || stands(request->entry.time, now))
        return Result<Receipt>{Receipt{}};
    Append append;
    append.may_use_reserve = true;
    append.entry.kind = EntryKind::kErasureRequested;
    append.entry.code = kLapsed;
    append.entry.agency = request->entry.agency;
    append.entry.entry = index;
    append.entry.subjects = request->entry.subjects;
    return append;
}

}  // namespace

bool stands(Moment requested, Moment now) { return now - requested <= kRequestStands; }

void fold_erasure_requests(Sequence index, commit::Entry const& entry, commit::KeyValueWriter& out)
{
    std::string requested;
    append_be64(requested, static_cast<std::uint64_t>(entry.time.time_since_epoch().count()));
    bool const begins = is_request(entry);
    bool const ends = !begins && (entry.kind == EntryKind::kErasureRequested || entry.kind == EntryKind::kErased);
    Sequence const request = entry.entry.value_or(index);
    if (begins)
        out.put(key_of(request), requested);
    if (ends)
        out.erase(key_of(request));
    for (std::string const& subject : entry.subjects) {
        if (begins)
            out.put(row_of(kOfSubject, subject, request), requested);
        if (ends)
            out.erase(row_of(kOfSubject, subject, request));
    }
}

Result<std::vector<Sequence>> open_requests(commit::KeyValueReader const& reader, Moment now, std::size_t most)
{
    return requests(reader, now, true, most);
}

Result<std::vector<Sequence>> lapsed_requests(commit::KeyValueReader const& reader, Moment now, std::size_t most)
{
    return requests(reader, now, false, most);
}

Result<Receipt> request_at(Ledger const& ledger, Sequence index)
{
    auto receipt = commit::stored_receipt(ledger, index);
    return receipt && is_request(receipt->entry) ? receipt : Result<Receipt>{not_there()};
}

Result<std::optional<Receipt>> asked_before(Ledger const& ledger, commit::Entry const& again, Moment now)
{
    std::optional<Sequence> first;
    std::string const rows = rows_of(kOfSubject, again.subjects.front());
    auto const read = ledger.projections().scan(rows, rows, [&](std::string_view key, std::string_view value) {
        if (stands(requested_at(value), now))
            first = index_of_row(key);
        return !first;
    });
    if (!read)
        return read.error();
    if (!first)
        return std::optional<Receipt>{};
    auto receipt = commit::stored_receipt(ledger, *first);
    return receipt ? Result<std::optional<Receipt>>{*std::move(receipt)} : receipt.error();
}

std::optional<Result<Receipt>> answered(Ledger const& ledger, Sequence request, commit::Entry const& again)
{
    auto const before = ended_by(ledger.projections(), request);
    if (!before)
        return Result<Receipt>{before.error()};
    return *before ? std::optional{decided_before(ledger, **before, again)} : std::nullopt;
}

commit::Intent withdraw_erasure(Asked what, Sequence request, crypto::SiteKeys const& keys)
{
    Append append = decision(EntryKind::kErasureRequested, what, keys);
    append.may_use_reserve = true;
    return {kLine, sizeof(Append) + append.reason_opening.size(),
            [append = std::move(append), request](Ledger const& ledger) { return withdrawn(ledger, append, request); }};
}

commit::Intent lapse(Sequence request, Moment now)
{
    return {kLine, sizeof(Append), [request, now](Ledger const& ledger) { return lapsed(ledger, request, now); }};
}

}  // namespace micklegate::keep
