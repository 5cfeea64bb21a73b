// POST /v1/held/{id}/release and /return: a named person at the duty desk settles a held message.
#include "gateway/api/decision.hpp"
#include "gateway/api/message_access.hpp"
#include "gateway/api/record_step.hpp"
#include "gateway/api/render.hpp"
#include "gateway/deliver/settle.hpp"
#include "gateway/model/agency_id.hpp"
#include "gateway/model/return_codes.hpp"
#include "gateway/road/held_letter.hpp"

namespace micklegate::api {
namespace {

using boost::json::object;
using commit::EntryKind;
using receive::HttpRequest;

/// What the desk's person asks for; the content only with a release.
struct Asked {
    deliver::Settlement what;
    object content;
};

Result<Asked> read_decision(HttpRequest const& request, EntryKind kind)
{
    Asked asked;
    std::string to;
    auto const rest = [&](json::RecordReader& reader) {
        if (kind == EntryKind::kReleased) {
            asked.content = reader.object("content");
            to = reader.text_or("to", "");
        } else {
            asked.what.code = reader.text_or("code", "");
        }
    };
    auto decision = read_decision(request, Reason::kRequired, rest, {.fractions = false});
    if (!decision)
        return decision.error();
    asked.what.kind = kind;
    asked.what.desk = request.peer;
    asked.what.by_person = std::move(decision->person);
    asked.what.reason = std::move(decision->reason);
    if (!to.empty() && !valid_agency_id(to))
        return field_problem(ProblemCode::kInvalidValue, "/to", "must be the id of an agency");
    if (!to.empty())
        asked.what.to = AgencyId{std::move(to)};
    if (!asked.what.code.empty() && !is_return_code(asked.what.code))
        return field_problem(ProblemCode::kInvalidValue, "/code", "must be a return code or absent",
                             "docs/messages.md lists the codes.");
    return asked;
}

Result<KnownMessage> held_message(HttpRequest const& request, Services const& services)
{
    auto const id = message_id(request);
    if (!id)
        return id.error();
    auto known = message_for(services.ledger, *id, request.peer);
    if (known && (known->first.entry.kind != EntryKind::kHeld || known->first.entry.recipient != request.peer.get()))
        return deliver::no_such_message();
    return known;
}

Result<Waiver> waiver_for(commit::Entry const& held, std::optional<AgencyId> const& to)
{
    HoldCode const* const hold = hold_code(held.code);
    if (to && (hold == nullptr || hold->waits_for != Held::kRecipient))
        return field_problem(ProblemCode::kInvalidValue, "/to", "is only for a message that is held for its recipient",
                             "Leave it out; the message goes to whom it was sent.");
    return Waiver{hold == nullptr ? std::nullopt : std::optional{hold->waits_for}, to};
}

Problem stays_held(Stop const& stop)
{
    HoldCode const* const hold = hold_code(stop.code);
    bool const for_recipient = stop.kind == Stop::Kind::kHeld && hold != nullptr && hold->waits_for == Held::kRecipient;
    Problem told = problem(problem_code_of(stop.code), "It stays held (" + stop.code + "): " + stop.why,
                           for_recipient ? "Name the recipient (to), or return the message to its sender."
                                         : "Return it to its sender, or release it once that has changed.");
    told.errors = stop.errors;
    return told;
}

/// What the message becomes if it is released now.
Result<commit::Append> walk_again(commit::Entry const& held, Asked asked, Services const& services)
{
    auto waiver = waiver_for(held, asked.what.to);
    if (!waiver)
        return waiver.error();
    auto event = road::event_of_letter(held, std::move(asked.content));
    if (!event)
        return event.error();
    road::Arrival const arrival{event->source, services.setup(), services.clock(), *std::move(waiver)};
    auto released = services.road.release(*std::move(event), arrival, services.ledger);
    if (!released)
        return released.error();
    if (!*released)
        return stays_held(released->error());
    return **std::move(released);
}

Result<commit::Intent> decision(HttpRequest const& request, Services const& services, EntryKind kind)
{
    if (auto const may = is_desk(request, services.road); !may)
        return may.error();
    auto asked = read_decision(request, kind);
    if (!asked)
        return asked.error();
    auto const known = held_message(request, services);
    if (!known)
        return known.error();
    commit::Entry const& held = known->first.entry;
    deliver::Settlement what = asked->what;
    what.message = held.message;
    // What is settled already needs no second walk, whose end could be another: settle() answers it.
    EntryKind const state = deliver::state_of(known->steps);
    if (kind == EntryKind::kReleased && !deliver::ends(state) && deliver::taken_back(known->steps) == nullptr) {
        auto accepted = walk_again(held, *std::move(asked), services);
        if (!accepted)
            return accepted.error();
        what.accepted = *std::move(accepted);
    }
    return deliver::settle(std::move(what), held, services.keys);
}

Answer settle(HttpRequest& request, Services const& services, EntryKind kind)
{
    Decide decide = [&request, &services, kind] { return decision(request, services, kind); };
    return record_step(request, services, std::move(decide));
}

}  // namespace

Answer held_release(HttpRequest& request, Services const& services)
{
    return settle(request, services, EntryKind::kReleased);
}

Answer held_return(HttpRequest& request, Services const& services)
{
    return settle(request, services, EntryKind::kReturned);
}

}  // namespace micklegate::api
