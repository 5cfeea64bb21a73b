// POST /v1/messages/{id}/recall: a named person takes a message back.
#include "gateway/deliver/recall.hpp"

#include "gateway/api/decision.hpp"
#include "gateway/api/record_step.hpp"
#include "gateway/api/standing.hpp"
#include "gateway/model/recall_codes.hpp"

namespace micklegate::api {
namespace {

using receive::HttpRequest;

/// {"by":{…},"code":…,"reason":…}, and where a person judges so {"breach":true,"aware_at":…}.
Result<deliver::Recall> read_recall(HttpRequest const& request, Moment now)
{
    deliver::Recall what;
    std::string aware_at;
    auto decision = read_decision(request, Reason::kRequired, [&](json::RecordReader& reader) {
        what.code = reader.text("code");
        what.breach = reader.flag_or("breach", false);
        aware_at = reader.text_or("aware_at", "");
    });
    if (!decision)
        return decision.error();
    if (!is_recall_code(what.code))
        return field_problem(ProblemCode::kInvalidValue, "/code",
                             "must be wrong_recipient, sent_in_error or superseded");
    if (!aware_at.empty()) {
        auto const moment = parse_rfc3339(aware_at);
        if (!moment)
            return field_problem(ProblemCode::kInvalidValue, "/aware_at", "must be a time with an offset, RFC 3339");
        what.aware_at = *moment;
    }
    what.by_agency = request.peer;
    what.by_person = std::move(decision->person);
    what.reason = std::move(decision->reason);
    what.now = now;
    return what;
}

Result<commit::Intent> intent_of(HttpRequest const& request, Services const& services)
{
    auto what = read_recall(request, services.clock());
    if (!what)
        return what.error();
    auto const known = message_to_take_back(request, services);
    if (!known)
        return known.error();
    return deliver::recall(*std::move(what), known->first.entry, services.keys);
}

}  // namespace

Answer message_recall(HttpRequest& request, Services const& services)
{
    Decide decide = [&] { return intent_of(request, services); };
    return record_step(request, services, std::move(decide));
}

}  // namespace micklegate::api
