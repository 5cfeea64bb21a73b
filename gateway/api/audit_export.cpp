// POST /v1/audit/exports: an auditor carries away what a search found, which the log holds before anything is packed.
#include "gateway/api/named_person.hpp"
#include "gateway/api/record_step.hpp"
#include "gateway/audit/purposes.hpp"
#include "gateway/base/joined.hpp"
#include "gateway/commit/actor.hpp"
#include "gateway/commit/private_text.hpp"

namespace micklegate::api {
namespace {

using commit::EntryKind;
using receive::HttpRequest;

struct Export {
    std::string person;
    std::string purpose;
    std::string reason;
    Sequence search = 0;
    std::uint64_t entries = 0;
};

Result<Export> read_export(HttpRequest const& request)
{
    if (request.content_type != "application/json")
        return problem(ProblemCode::kUnsupportedMediaType, "An export is announced as JSON.", "Use application/json.");
    json::RecordReader reader{request.body};
    auto person = read_person(reader);
    Export asked;
    asked.purpose = reader.text("purpose");
    asked.reason = reader.text_or("reason", {});
    asked.search = reader.whole_number("search");
    asked.entries = reader.whole_number("entries");
    if (auto const sound = reader.finish(); !sound)
        return sound.error();
    if (!person)
        return person.error();
    if (!audit::is_purpose(asked.purpose))
        return field_problem(ProblemCode::kInvalidValue, "/purpose", "must be one of: " + joined(audit::kPurposes));
    if (auto const sound = asked.reason.empty() ? Result<void>{} : check_reason(asked.reason); !sound)
        return sound.error();
    asked.person = *std::move(person);
    return asked;
}

/// What was searched for is what is exported: nobody exports what nobody was recorded as looking at.
commit::Proposal exported(commit::Ledger const& ledger, commit::Append append)
{
    auto const search = commit::stored_receipt(ledger, *append.entry.entry);
    if (!search || search->entry.kind != EntryKind::kSearched || search->entry.agency != append.entry.agency)
        return Result<commit::Receipt>{
            field_problem(ProblemCode::kInvalidValue, "/search", "must be the log entry of a search of this agency")};
    append.entry.filters = search->entry.filters;
    return append;
}

commit::Intent export_intent(Export asked, AgencyId const& agency, crypto::SiteKeys const& keys)
{
    commit::Append append;
    commit::MarkedActor actor = commit::mark_actor(keys, agency, asked.person);
    append.entry.kind = EntryKind::kExported;
    append.entry.agency = agency.get();
    append.entry.actor = std::move(actor.mark);
    append.entry.purpose = std::move(asked.purpose);
    append.entry.entry = asked.search;
    append.entry.entries = asked.entries;
    append.actor_opening = std::move(actor.opening);
    if (!asked.reason.empty()) {
        commit::PrivateText reason = commit::keep_private(keys, asked.reason);
        append.entry.reason = std::move(reason.commitment);
        append.reason_opening = std::move(reason.opening);
    }
    std::size_t const bytes = sizeof(commit::Append) + asked.person.size() + asked.reason.size();
    return {"export " + agency.get(), bytes,
            [append = std::move(append)](commit::Ledger const& ledger) { return exported(ledger, append); }};
}

Result<commit::Intent> decide(HttpRequest const& request, Services const& services)
{
    auto const agencies = services.setup().agencies;
    auto const agency = agencies->find(request.peer);
    if (agency == agencies->end() || agency->second.kind != "auditor")
        return problem(ProblemCode::kNotAllowed, "Only auditors carry entries of the log away.",
                       "Ask an auditor of the partnership for an evidence pack.");
    auto asked = read_export(request);
    if (!asked)
        return asked.error();
    return export_intent(*std::move(asked), request.peer, services.keys);
}

}  // namespace

Answer audit_export(HttpRequest& request, Services const& services)
{
    Decide decide_export = [&] { return decide(request, services); };
    return record_step(request, services, std::move(decide_export));
}

}  // namespace micklegate::api
