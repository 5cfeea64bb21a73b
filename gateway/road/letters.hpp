// The clerk of the road: turns what became of a message into the entry that records it and the letter that is sealed.
#pragma once

#include "gateway/decide/decide.hpp"
#include "gateway/minimise/minimise.hpp"
#include "gateway/road/road.hpp"

namespace micklegate::road {

class Clerk {
public:
    /// `subject` is null where the message is about nobody in particular.
    Clerk(crypto::SiteKeys const& keys, Arrival const& arrival, Agency const& desk, commit::SubjectKeyPtr subject);

    /// Sealed to the recipient: the release and what the agreement obliges the recipient to.
    [[nodiscard]] commit::Append accepted(recognise::Message const& message, decide::Decision const& decision,
                                          minimise::Release release) const;
    /// Held: the whole event sealed to the duty desk; kUnavailable, and nothing to store, while the desk is suspended
    /// and nobody could read it. Refused: only the entry.
    [[nodiscard]] commit::Proposal stopped(Event const& event, Stop const& stop) const;
    /// An event in another agency's name: recorded against the peer, under no event key, so that it cannot occupy the
    /// other's ids.
    [[nodiscard]] commit::Intent stopped_stranger(Stop const& stop) const;

private:
    [[nodiscard]] commit::Append begin(commit::EntryKind kind, Event const& event) const;
    /// Null where the catalogue has no such type.
    [[nodiscard]] recognise::MessageSpec const* spec_of(Event const& event) const;

    crypto::SiteKeys const& keys_;
    Arrival const& arrival_;
    Agency const& desk_;
    commit::SubjectKeyPtr subject_;
};

}  // namespace micklegate::road
