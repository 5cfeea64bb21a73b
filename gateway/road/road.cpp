#include "gateway/road/road.hpp"

#include "gateway/decide/decide.hpp"
#include "gateway/minimise/minimise.hpp"
#include "gateway/recognise/recognise.hpp"
#include "gateway/road/follows.hpp"
#include "gateway/road/letters.hpp"
#include "gateway/road/once.hpp"
#include "gateway/seal/seal.hpp"

namespace micklegate::road {
namespace {

Passed<void> belongs_to_peer(Event const& event, AgencyId const& peer)
{
    if (event.source == peer)
        return {};
    return Stop{Stop::Kind::kRefused,
                "sender_mismatch",
                "The source is not the agency the certificate names.",
                {{"/source", "must be the id of the sending agency"}},
                {}};
}

/// A person looks at what somebody was allowed to send and could not be routed; what nobody allowed is refused unseen.
Stop worth_holding(Stop const& stop, Event const& event, Arrival const& arrival)
{
    auto const sender = arrival.setup.agencies->find(event.source);
    bool const allowed = sender != arrival.setup.agencies->end() &&
                         decide::may_send(*arrival.setup.policy, event.type, sender->second.kind);
    if (stop.kind == Stop::Kind::kRefused || allowed)
        return stop;
    return {Stop::Kind::kRefused,
            "not_allowed",
            "No agreement lets an agency of this kind send this type of message.",
            {},
            {}};
}

Stop unknown_original(recognise::MessageSpec const& spec)
{
    return {Stop::Kind::kRefused,
            "unknown_original",
            "The message it follows did not pass between these two agencies.",
            {{"/data/" + spec.follows_field, "must be the id of a message between these two agencies"}},
            {}};
}

}  // namespace

Road::Road(crypto::SiteKeys const& keys, AgencyId desk) : keys_{keys}, desk_{std::move(desk)} {}

commit::Intent Road::walk(read::ReadEvent arrived, Arrival const& arrival, commit::Ledger const& ledger) const
{
    Event& event = arrived.event;
    policy::PolicySet const& policy = *arrival.setup.policy;
    Agency const& desk = arrival.setup.agencies->at(desk_);
    Clerk const clerk{keys_, arrival, desk};

    if (auto const owner = belongs_to_peer(event, arrival.peer); !owner)
        return clerk.stopped_stranger(owner.error());

    commit::EventMark const mark = mark_event(keys_, event, arrived.canonical);
    if (auto answered = answer_of_repeat(ledger, mark))
        return once(mark, *std::move(answered));

    auto message =
        recognise::recognise(event, {policy.catalogue, *arrival.setup.agencies, *arrival.setup.registers, arrival.now});
    if (!message)
        return once(mark, clerk.stopped(event, worth_holding(message.error(), event, arrival)));

    auto const follows = follows_soundly(*message, ledger);
    if (!follows)
        return once(mark, Result<commit::Receipt>{follows.error()});
    if (!*follows)
        return once(mark, clerk.stopped(message->event, unknown_original(*message->spec)));

    auto const decision = decide::decide(policy, *message, arrival.now);
    if (!decision)
        return once(mark, clerk.stopped(message->event, decision.error()));

    auto release = minimise::minimise(*message, *decision);
    if (!release)
        return once(mark, clerk.stopped(message->event, release.error()));

    return once(mark, clerk.accepted(*message, *decision, *std::move(release)));
}

}  // namespace micklegate::road
