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

    /// What a message says of where its people live, can be reached, are held or go to school: the same under each of
    /// its links (x-message.links and the subject), in marks that differ from link to link.
    struct Said {
        struct Value {
            std::string field;
            std::vector<std::string> marks;
        };
        struct Link {
            std::string pseudonym;
            crypto::ShortHashKey key{};
            std::vector<Value> values;
        };
        AgencyId from;
        std::vector<Link> links;
    };
    [[nodiscard]] Said said_by(Event const& event, recognise::MessageSpec const& spec) const;

    /// What a recipient is not to read in a message's texts.
    struct Untold {
        struct Link {
            crypto::ShortHashKey key;
            std::vector<guard::Mark> marks;
        };
        std::vector<Link> links;

        [[nodiscard]] std::vector<minimise::Known> known() const;
    };

    /// What the ledger and the other messages of the same request (`beside`) know under the links of the message that
    /// said this, without what the recipient was told before and what is said here.
    [[nodiscard]] static Result<Untold> untold(Said const& said, AgencyId const& recipient,
                                               commit::Ledger const& ledger, KnownBeside const& beside);

private:
    crypto::SiteKeys const& keys_;
};

/// As the ledger keeps it: released values by the agency that is told them, withheld ones by none.
[[nodiscard]] std::vector<commit::KnownValues> values_of(EarlierValues::Said said,
                                                         std::set<std::string> const& released,
                                                         std::string const& told);

/// Adds what a message said to the values of its request.
void add_beside(EarlierValues::Said const& said, KnownBeside& beside);

}  // namespace micklegate::road
