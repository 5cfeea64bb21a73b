// What earlier messages told about the same people, for the leak guard: a sibling's school, a number that another
// agency was given, an address that nobody may pass on.
#pragma once

#include "gateway/commit/known_values.hpp"
#include "gateway/commit/ledger.hpp"
#include "gateway/crypto/site_keys.hpp"
#include "gateway/minimise/minimise.hpp"
#include "gateway/road/road.hpp"

#include <set>

namespace micklegate::road {

/// Thread-safe: holds keys only. What one message can cost is bounded, whatever it holds.
class EarlierValues {
public:
    /// `keys` outlives it.
    explicit EarlierValues(crypto::SiteKeys const& keys) : keys_{keys} {}

    /// What a message says of where its people live, can be reached, are held or go to school, under each of its links
    /// (x-message.links and the subject): released values by the agency that is told them, withheld ones by none.
    [[nodiscard]] std::vector<commit::KnownValues> values_of(Event const& event, recognise::MessageSpec const& spec,
                                                             std::set<std::string> const& released,
                                                             std::string const& told) const;

    /// What a recipient is not to read in a message's texts.
    struct Untold {
        struct Link {
            crypto::ShortHashKey key;
            std::vector<guard::Mark> marks;
        };
        std::vector<Link> links;

        [[nodiscard]] std::vector<minimise::Known> known() const;
    };

    /// What the ledger and the other messages of the same request (`beside`) know under the message's links, without
    /// what the recipient was told before and what this message itself says.
    [[nodiscard]] Result<Untold> untold(recognise::Message const& message, commit::Ledger const& ledger,
                                        KnownBeside const& beside) const;

private:
    crypto::SiteKeys const& keys_;
};

/// Adds a message's values to those of its request.
void add_beside(std::vector<commit::KnownValues> const& values, KnownBeside& beside);

}  // namespace micklegate::road
