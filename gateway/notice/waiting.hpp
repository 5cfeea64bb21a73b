// All that a notice may say: for whom something waits, how many, and whether a deadline has passed. No type, sender,
// name, id or content can get into a notice, because none is in here.
#pragma once

#include "gateway/commit/ledger.hpp"

#include <set>
#include <vector>

namespace micklegate::notice {

struct Waiting {
    AgencyId agency;
    std::size_t messages = 0;
    bool late = false;
};

/// An entry that somebody is to be told of.
struct Arrival {
    Sequence index = 0;
    std::string message;
};

struct Told {
    AgencyId agency;
    Arrival arrival;
};

/// Nothing where the entry is of no kind that a notice is sent for: a message that came, was held for the desk or was
/// asked back, and a deadline that passed. `text` is the entry's canonical bytes; kIntegrity where they are none.
[[nodiscard]] Result<std::optional<Told>> told_of(Sequence index, std::string_view text);

/// Of the arrivals, those that nobody at the agency has opened, ended or confirmed since.
[[nodiscard]] Result<Waiting> still_waiting(AgencyId const& agency, std::vector<Arrival> const& arrivals,
                                            commit::KeyValueReader const& projections, Moment now);

}  // namespace micklegate::notice
