// POST /v1/messages/{id}/breach: whether the Commissioner was told.
#include "gateway/deliver/breach.hpp"

#include "gateway/api/named_person.hpp"
#include "gateway/api/record_step.hpp"
#include "gateway/api/standing.hpp"
#include "gateway/model/recall_codes.hpp"

namespace micklegate::api {
namespace {

using receive::HttpRequest;

/// {"by":{…},"outcome":…,"reason":…}
Result<deliver::Assessment> read_assessment(HttpRequest const& request)
{
    if (request.content_type != "application/json")
        return problem(ProblemCode::kUnsupportedMediaType, "An assessment is JSON.", "Use application/json.");
    json::RecordReader reader{request.body};
    deliver::Assessment what;
    auto person = read_person(reader);
    what.outcome = reader.text("outcome");
    what.reason = reader.text("reason");
    if (auto const sound = reader.finish(); !sound)
        return sound.error();
    if (!person)
        return person.error();
    if (auto const sound = check_reason(what.reason); !sound)
        return sound.error();
    if (!is_breach_outcome(what.outcome))
        return field_problem(ProblemCode::kInvalidValue, "/outcome", "must be notified or not_required");
    what.by_agency = request.peer;
    what.by_person = *std::move(person);
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
