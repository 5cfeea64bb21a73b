// POST /v1/audit/identities: an auditor is told who acted in an entry and the reason they gave, once the log holds who
// asked, and why.
#include "gateway/api/auditor.hpp"
#include "gateway/api/await.hpp"
#include "gateway/api/handlers.hpp"
#include "gateway/api/inquiry.hpp"
#include "gateway/api/log_entry.hpp"
#include "gateway/api/render.hpp"
#include "gateway/commit/actor.hpp"
#include "gateway/commit/private_text.hpp"
#include "gateway/commit/proof.hpp"

namespace micklegate::api {
namespace {

using boost::json::object;
using receive::HttpRequest;
using receive::HttpResponse;

/// Known before it may be told.
struct Identity {
    Inquiry inquiry;
    Sequence index = 0;
    commit::Entry entry;
    commit::OpenedText opened;
    std::optional<commit::OpenedText> reason{};
};

struct Asked {
    Inquiry inquiry;
    Sequence entry = 0;
};

Result<Asked> read_body(HttpRequest const& request)
{
    Sequence entry = 0;
    auto inquiry = read_inquiry(request, Reason::kRequired,
                                [&](json::RecordReader& reader) { entry = reader.whole_number("entry"); });
    if (!inquiry)
        return inquiry.error();
    return Asked{*std::move(inquiry), entry};
}

Problem names_nobody()
{
    return problem(ProblemCode::kNotFound, "The log has no such entry, or it names nobody who acted.");
}

Result<commit::OpenedText> revealed(Services const& services, std::string_view commitment, Result<Bytes> const& opening)
{
    return opening ? commit::reveal_private(services.keys, commitment, *opening)
                   : Result<commit::OpenedText>{opening.error()};
}

Result<Identity> identity_of(Asked asked, Services const& services)
{
    auto found = entry_at(services.ledger, asked.entry);
    if (!found)
        return found.error();
    if (!*found || !(*found)->entry.actor)
        return names_nobody();
    commit::Entry& entry = (*found)->entry;
    auto opened = revealed(services, entry.actor->commitment, services.ledger.actor_opening(asked.entry));
    if (!opened)
        return opened.error();
    std::optional<commit::OpenedText> given;
    if (!entry.reason.empty()) {
        auto reason = revealed(services, entry.reason, services.ledger.reason_opening(asked.entry));
        if (!reason)
            return reason.error();
        given = *std::move(reason);
    }
    return Identity{std::move(asked.inquiry), asked.entry, std::move(entry), *std::move(opened), std::move(given)};
}

commit::Intent entry_of_opening(Identity const& identity, AgencyId const& agency, Services const& services)
{
    commit::Append append = entry_of(identity.inquiry, commit::EntryKind::kIdentityOpened, agency, services.keys);
    append.entry.entry = identity.index;
    return recorded(std::move(append), services.clock());
}

/// All that shows it: each salt and its text give the commitment, and the proof that the log holds it.
HttpResponse told(Identity const& identity, Sequence opened_by, Services const& services)
{
    auto note = services.ledger.checkpoint();
    auto proof =
        note ? commit::proof_of(services.ledger, identity.index, *std::move(note)) : Result<std::string>{note.error()};
    if (!proof)
        return receive::problem_response(proof.error());
    object out;
    out["entry"] = identity.index;
    out["agency"] = identity.entry.agency;
    out["identity"] = identity.opened.text;
    out["salt"] = base64(identity.opened.salt);
    out["commitment"] = identity.entry.actor->commitment;
    if (identity.reason) {
        object reason;
        reason["text"] = identity.reason->text;
        reason["salt"] = base64(identity.reason->salt);
        reason["commitment"] = identity.entry.reason;
        out["reason"] = std::move(reason);
    }
    out["index"] = opened_by;
    out["proof"] = *std::move(proof);
    return json_response(200, out);
}

Result<Identity> look(HttpRequest const& request, Services const& services)
{
    auto asked = read_body(request);
    return asked ? identity_of(*std::move(asked), services) : Result<Identity>{asked.error()};
}

}  // namespace

Answer audit_identity(HttpRequest& request, Services const& services)
{
    auto admitting = admit_auditor(request, services);
    auto const admitted = co_await std::move(admitting);
    if (!admitted)
        co_return receive::problem_response(admitted.error());
    if (auto const spent = spend_messages(services.budgets, request.peer, 1, services.clock()); !spent)
        co_return receive::problem_response(spent.error());
    std::optional<Result<Identity>> identity;
    std::function<void()> looking = [&] { identity = look(request, services); };
    co_await run_on(services.workers, request.peer, std::move(looking));
    if (!*identity)
        co_return receive::problem_response(identity->error());
    auto committing = commit_one(services.commits, entry_of_opening(**identity, request.peer, services));
    auto const opened = co_await std::move(committing);
    if (!opened)
        co_return receive::problem_response(opened.error());
    std::function<HttpResponse()> answer = [&] { return told(**identity, opened->index, services); };
    auto answering = answer_on(services.workers, request.peer, std::move(answer));
    co_return co_await std::move(answering);
}

}  // namespace micklegate::api
