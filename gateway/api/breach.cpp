// POST /v1/messages/{id}/breach and GET /v1/breaches: whether the Commissioner was told, and what still has to be
// decided.
#include "gateway/deliver/breach.hpp"

#include "gateway/api/breach_view.hpp"
#include "gateway/api/listing.hpp"
#include "gateway/api/named_person.hpp"
#include "gateway/api/record_step.hpp"
#include "gateway/api/standing.hpp"
#include "gateway/model/recall_codes.hpp"

namespace micklegate::api {
namespace {

using boost::json::object;
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

Result<object> breach_item(Services const& services, deliver::BreachClock const& clock)
{
    auto const known = any_message(services.ledger, clock.message);
    auto const recall = commit::stored_receipt(services.ledger, clock.recall);
    if (!known || !recall)
        return known ? recall.error() : known.error();
    commit::Entry const& first = known->first.entry;
    object out;
    out["message"] = clock.message;
    out["type"] = first.type;
    out["from"] = first.agency;
    out["to"] = first.recipient;
    out["state"] = name_of(deliver::state_of(known->steps));
    out["code"] = recall->entry.code;
    for (auto const& member : clock_object(recall->entry, services.clock()))
        out[member.key()] = member.value();
    out["index"] = clock.recall;
    return out;
}

/// Whether the clock is the agency's own: it sent what was recalled, even where the desk took it back.
bool is_own(object const& item, deliver::BreachClock const& clock, AgencyId const& agency)
{
    return clock.agency == agency.get() || item.at("from").as_string() == agency.get();
}

Result<InboxPage> breach_page(HttpRequest const& request, Services const& services, InboxQuery const& query)
{
    bool const sees_all = has_oversight(request.peer, services);
    std::string const& desk = services.road.desk().get();
    InboxPage page;
    Result<void> sound;
    auto const visit = [&](deliver::BreachClock const& clock) {
        if (!sees_all && clock.agency != request.peer.get() && clock.agency != desk)
            return true;
        auto item = breach_item(services, clock);
        if (!item)
            sound = item.error();
        else if (sees_all || is_own(*item, clock, request.peer)) {
            page.items.push_back(*std::move(item));
            page.next = clock.recall;
        }
        return sound.has_value() && page.items.size() < query.limit;
    };
    auto const read = deliver::each_breach_clock(services.ledger.projections(), query.after, visit);
    if (!read || !sound)
        return read ? sound.error() : read.error();
    return page;
}

}  // namespace

Answer message_breach(HttpRequest& request, Services const& services)
{
    Decide decide = [&] { return intent_of(request, services); };
    return record_step(request, services, std::move(decide));
}

Answer breach_list(HttpRequest& request, Services const& services)
{
    Look look = [&](InboxQuery const& query) { return breach_page(request, services, query); };
    return listing(request, services, std::move(look));
}

}  // namespace micklegate::api
