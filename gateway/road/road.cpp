#include "gateway/road/road.hpp"

#include "gateway/decide/decide.hpp"
#include "gateway/minimise/minimise.hpp"
#include "gateway/policy/bans.hpp"
#include "gateway/recognise/recognise.hpp"
#include "gateway/road/conflict.hpp"
#include "gateway/road/earlier_values.hpp"
#include "gateway/road/follows.hpp"
#include "gateway/road/letters.hpp"
#include "gateway/road/once.hpp"
#include "gateway/road/register_change.hpp"
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
                         decide::may_send(*arrival.setup.policy, event.type, sender->second.kind, arrival.now);
    if (stop.kind == Stop::Kind::kRefused || allowed)
        return stop;
    return {Stop::Kind::kRefused,
            "not_allowed",
            "No agreement in force lets an agency of this kind send this type of message.",
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

/// What a register keeps is locked under the key of whom it is about, and found by what names it.
Stop names_nobody()
{
    return {Stop::Kind::kHeld,
            "invalid_identifier",
            "Nothing in the message names the person or the record it is about, so no register could keep it.",
            {},
            {}};
}

Stop sender_suspended()
{
    return {Stop::Kind::kRefused,
            "sender_suspended",
            "The sender is suspended, and nothing of it goes on meanwhile.",
            {{"/source", "is suspended"}},
            {}};
}

/// Steps 3 to 6. A Stop leaves the event whole, so that it can be held.
Result<Passed<commit::Append>> pass(Event& event, Arrival const& arrival, commit::Ledger const& ledger,
                                    crypto::SiteKeys const& keys, Clerk const& clerk)
{
    using Outcome = Passed<commit::Append>;
    policy::PolicySet const& policy = *arrival.setup.policy;
    Waiver const waiver = arrival.waiver.value_or(Waiver{});
    auto message = recognise::recognise(
        event, {policy.catalogue, *arrival.setup.agencies, *arrival.setup.registers, arrival.now, waiver});
    if (!message)
        return Outcome{worth_holding(message.error(), event, arrival)};
    auto const stopped = [&](Stop stop) {
        event = std::move(message->event);
        // Whoever looks at it must see who it is for, and it is released to nobody else, or to an alternate once more.
        event.recipient = (message->instead_of == nullptr ? message->recipient : message->instead_of)->id;
        return Outcome{std::move(stop)};
    };

    auto const follows = follow(*message, ledger);
    if (!follows)
        return follows.error();
    if (!follows->soundly)
        return stopped(unknown_original(*message->spec));

    auto const decision = decide_without_conflict(*message, follows->alternate, {arrival.setup, keys, arrival.now});
    if (!decision)
        return stopped(decision.error());

    EarlierValues const earlier{keys};
    auto said = earlier.said_by(message->event, *message->spec);
    auto const untold = EarlierValues::untold(said, message->recipient->id, ledger, arrival.beside);
    if (!untold)
        return untold.error();
    auto const known = untold->known();
    minimise::Beyond const beyond{
        known, policy::always_banned(policy.invariants, "custody_location", message->recipient->kind)};
    auto release = waiver.answered == Held::kText ? Passed<minimise::Release>{minimise::cut_down(*message, *decision)}
                                                  : minimise::minimise(*message, *decision, beyond);
    if (!release)
        return stopped(release.error());

    auto const change = register_change(*message, *release, policy.registers);
    commit::Append accepted = clerk.accepted(*message, *decision, *std::move(release));
    if (change && (!accepted.subject || change->records.front().empty()))
        return stopped(names_nobody());
    if (change)
        history::attach(*change, keys, accepted);
    accepted.known =
        commit::encode_known(values_of(std::move(said), decision->rule->release, message->recipient->id.get()));
    note_earlier(*follows, *message->spec, accepted);
    return Outcome{std::move(accepted)};
}

}  // namespace

Road::Road(crypto::SiteKeys const& keys, commit::SubjectKeys const& subjects, AgencyId desk)
    : keys_{keys}, subjects_{subjects}, desk_{std::move(desk)}
{
}

Result<commit::SubjectKeyPtr> Road::subject_of(Event const& event, Setup const& setup,
                                               commit::Ledger const& ledger) const
{
    auto const spec = setup.policy->catalogue.find(event.type);
    std::string const identity =
        spec == setup.policy->catalogue.end() ? std::string{} : recognise::subject_identity(event, spec->second);
    return identity.empty() ? Result<commit::SubjectKeyPtr>{nullptr} : subjects_.of(identity, ledger);
}

commit::Intent Road::walk(read::ReadEvent arrived, Arrival const& arrival, commit::Ledger const& ledger) const
{
    Event& event = arrived.event;
    Agency const& desk = arrival.setup.agencies->at(desk_);
    if (auto const owner = belongs_to_peer(event, arrival.peer); !owner)
        return Clerk{keys_, arrival, desk, nullptr}.stopped_stranger(owner.error());

    commit::EventMark const mark = mark_event(keys_, event, arrived.canonical);
    if (auto answered = answer_of_repeat(ledger, mark))
        return once(mark, *std::move(answered));

    auto subject = subject_of(event, arrival.setup, ledger);
    if (!subject)
        return once(mark, Result<commit::Receipt>{subject.error()});
    Clerk const clerk{keys_, arrival, desk, *std::move(subject)};
    auto passed = pass(event, arrival, ledger, keys_, clerk);
    if (!passed)
        return once(mark, Result<commit::Receipt>{passed.error()});
    return once(mark, *passed ? commit::Proposal{**std::move(passed)} : clerk.stopped(event, passed->error()));
}

Result<Passed<commit::Append>> Road::release(Event held, Arrival const& arrival, commit::Ledger const& ledger) const
{
    auto const sender = arrival.setup.agencies->find(held.source);
    if (sender != arrival.setup.agencies->end() && sender->second.suspended)
        return Passed<commit::Append>{sender_suspended()};
    auto subject = subject_of(held, arrival.setup, ledger);
    if (!subject)
        return subject.error();
    Clerk const clerk{keys_, arrival, arrival.setup.agencies->at(desk_), *std::move(subject)};
    return pass(held, arrival, ledger, keys_, clerk);
}

KnownBeside Road::told_in(std::span<read::Place const> places, Arrival const& arrival) const
{
    KnownBeside beside;
    policy::PolicySet const& policy = *arrival.setup.policy;
    auto const sender = arrival.setup.agencies->find(arrival.peer);
    if (sender == arrival.setup.agencies->end())
        return beside;
    EarlierValues const earlier{keys_};
    for (read::Place const& place : places) {
        if (!place.event || place.event->event.source != arrival.peer ||
            !decide::may_send(policy, place.event->event.type, sender->second.kind, arrival.now))
            continue;
        Event const& event = place.event->event;
        add_beside(earlier.said_by(event, policy.catalogue.at(event.type)), beside);
    }
    return beside;
}

}  // namespace micklegate::road
