// Conflict of interest: what is about a named reader of the recipient goes to the recipient's alternate, or is held.
#pragma once

#include "gateway/crypto/site_keys.hpp"
#include "gateway/decide/decide.hpp"
#include "gateway/road/road.hpp"

namespace micklegate::road {

/// What a message is decided with.
struct Terms {
    Setup const& setup;
    crypto::SiteKeys const& keys;
    Moment now;
};

/// Decides for an agency none of whose named readers the message names. Where that is not the recipient it is
/// `followed`, which has the message that this one follows, or else the recipient's alternate: `message` is then for
/// it, with the recipient as `instead_of` and the recipient's ages, because the child is still that school's. What the
/// policy refuses the recipient is refused as ever. Held as conflict_of_interest: there is no other agency, it is
/// suspended, the sender, conflicted itself, or no agreement lets it have this.
[[nodiscard]] Passed<decide::Decision> decide_without_conflict(recognise::Message& message,
                                                               std::optional<AgencyId> const& followed,
                                                               Terms const& terms);

}  // namespace micklegate::road
