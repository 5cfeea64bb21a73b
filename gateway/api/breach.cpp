// POST /v1/messages/{id}/breach: whether the Commissioner was told.
#include "gateway/deliver/breach.hpp"

#include "gateway/api/decision.hpp"
#include "gateway/api/record_step.hpp"
#include "gateway/api/standing.hpp"
#include "gateway/model/recall_codes.hpp"

namespace micklegate::api {
namespace {

using receive::HttpRequest;

/// {"by":{…},"outcome":…,"reason":…}
Result<deliver::Assessment> read_assessment(HttpRequest const& request)
{
    deliver::Assessment what;
    auto decision = read_decision(request, Reason::kRequired,
                                  [&](json::RecordReader& reader) { what.outcome = reader.text("outcome"); });
    if (!decision)
        return decision.error();
    if (!is_breach_outcome(what.outcome))
        return field_problem(ProblemCode::kInvalidValue, "/outcome", "must be notified or not_required");
    what.by_agency = request.peer;
    what.by_person = std::move(decision->person);
    what.reason = std::move(decision->reason);
    return what;
}

Result<commit::Intent> intent_of(HttpRequest const& request, Services const& services)
{
    auto what = read_assessment(request);
    if (!what)
        return what.error();
    auto const known = message_to_take_back(request, services);
    if (!known)
        return known.error();
    what->message = known->first.entry.message;
    return deliver::assess(*std::move(what), services.keys);
}

}  // namespace

Answer message_breach(HttpRequest& request, Services const& services)
{
    Decide decide = [&] { return intent_of(request, services); };
    return record_step(request, services, std::move(decide));
}

}  // namespace micklegate::api
