// POST /v1/inbox/{id}/receipts: what a named person at the recipient did.
#include "gateway/api/await.hpp"
#include "gateway/api/decision.hpp"
#include "gateway/api/handlers.hpp"
#include "gateway/api/message_access.hpp"
#include "gateway/api/render.hpp"
#include "gateway/deliver/acknowledge.hpp"
#include "gateway/model/rejection_codes.hpp"

namespace micklegate::api {
namespace {

using commit::EntryKind;
using receive::HttpRequest;
using receive::HttpResponse;

Result<EntryKind> state_of(std::string_view text)
{
    for (EntryKind const kind : {EntryKind::kOpened, EntryKind::kActioned, EntryKind::kRejected, EntryKind::kDestroyed})
        if (text == name_of(kind))
            return kind;
    return field_problem(ProblemCode::kInvalidValue, "/state", "must be opened, actioned, rejected or destroyed");
}

/// {"state":…,"by":{"name":…,"role":…},"code":…}; the code belongs to a rejection and only to one.
Result<deliver::Acknowledgement> acknowledgement(HttpRequest const& request)
{
    deliver::Acknowledgement what;
    Result<EntryKind> kind = EntryKind::kOpened;
    auto decision = read_decision(request, Reason::kNone, [&](json::RecordReader& reader) {
        kind = state_of(reader.text("state"));
        what.code = reader.text_or("code", "");
    });
    if (!decision)
        return decision.error();
    if (!kind)
        return kind.error();
    if ((*kind == EntryKind::kRejected) != is_rejection_code(what.code))
        return field_problem(ProblemCode::kInvalidValue, "/code",
                             "must be a rejection code for rejected, and absent otherwise",
                             "docs/messages.md lists the codes.");
    what.kind = *kind;
    what.by_person = std::move(decision->person);
    auto id = message_id(request);
    if (!id)
        return id.error();
    what.message = *std::move(id);
    what.by_agency = request.peer;
    return what;
}

deliver::AnswersAllowed answers_allowed(std::shared_ptr<policy::PolicySet const> policy)
{
    return [policy = std::move(policy)](std::string_view type) -> std::optional<deliver::AnswersOfType> {
        auto const spec = policy->catalogue.find(MessageType{std::string{type.substr(0, type.rfind('/'))}});
        if (spec == policy->catalogue.end())
            return std::nullopt;
        auto const& states = spec->second.states;
        auto const& rejections = spec->second.rejections;
        return deliver::AnswersOfType{std::ranges::find(states, "actioned") != states.end(),
                                      {rejections.begin(), rejections.end()}};
    };
}

}  // namespace

Answer inbox_receipt(HttpRequest& request, Services const& services)
{
    auto what = acknowledgement(request);
    if (!what)
        co_return receive::problem_response(what.error());
    // Each may become an entry that is kept for ever, one for every name that is given.
    auto const spent = spend_messages(services.budgets, request.peer, 1, services.clock());
    if (!spent)
        co_return receive::problem_response(spent.error());
    commit::Intent step = deliver::acknowledge(*std::move(what), services.keys, services.limits.readers_per_message,
                                               answers_allowed(services.setup().policy));
    auto committing = commit_one(services.commits, std::move(step));
    auto const recorded = co_await std::move(committing);
    if (!recorded)
        co_return receive::problem_response(recorded.error());
    std::function<HttpResponse()> answer = [&] {
        return committed_response(services.ledger, recorded_step(*recorded));
    };
    auto answering = answer_on(services.workers, request.peer, std::move(answer));
    co_return co_await std::move(answering);
}

}  // namespace micklegate::api
