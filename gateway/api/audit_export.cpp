// POST /v1/audit/exports: an auditor carries away what a search found, which the log holds before anything is packed.
#include "gateway/api/auditor.hpp"
#include "gateway/api/inquiry.hpp"
#include "gateway/api/record_step.hpp"

namespace micklegate::api {
namespace {

using commit::EntryKind;
using receive::HttpRequest;

/// The entry but for what the search says.
Result<commit::Append> read_export(HttpRequest const& request, crypto::SiteKeys const& keys)
{
    std::uint64_t search = 0;
    std::uint64_t entries = 0;
    auto const inquiry = read_inquiry(request, Reason::kOptional, [&](json::RecordReader& reader) {
        search = reader.whole_number("search");
        entries = reader.whole_number("entries");
    });
    if (!inquiry)
        return inquiry.error();
    commit::Append append = entry_of(*inquiry, EntryKind::kExported, request.peer, keys);
    append.entry.entry = search;
    append.entry.entries = entries;
    return append;
}

/// What was searched for is what is exported: nobody carries away what nobody was recorded as looking at.
Result<commit::Intent> export_intent(HttpRequest const& request, Services const& services)
{
    auto append = read_export(request, services.keys);
    if (!append)
        return append.error();
    auto search = commit::stored_receipt(services.ledger, *append->entry.entry);
    if (!search || search->entry.kind != EntryKind::kSearched || !search->entry.code.empty() ||
        search->entry.agency != request.peer.get())
        return field_problem(ProblemCode::kInvalidValue, "/search",
                             "must be the index of the entry that records a search of the log by this agency");
    append->entry.filters = std::move(search->entry.filters);
    append->entry.subjects = std::move(search->entry.subjects);
    return recorded(*std::move(append), services.clock());
}

}  // namespace

Answer audit_export(HttpRequest& request, Services const& services)
{
    auto admitting = admit_auditor(request, services);
    auto const admitted = co_await std::move(admitting);
    if (!admitted)
        co_return receive::problem_response(admitted.error());
    Decide decide = [&] { return export_intent(request, services); };
    auto recording = record_step(request, services, std::move(decide));
    co_return co_await std::move(recording);
}

}  // namespace micklegate::api
