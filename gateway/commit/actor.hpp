// People in the log: named by pseudonym and commitment, resolvable only with the site's actor key (DPA 2018
// s.62(2)-(3)).
#pragma once

#include "gateway/commit/entry.hpp"
#include "gateway/crypto/site_keys.hpp"

namespace micklegate::commit {

struct MarkedActor {
    ActorMark mark;
    Bytes opening;  ///< identity and salt, locked; goes into the sidecar
};

/// `identity` is free text such as "A. Reader, deputy DSL". Agencies are kept apart: one name at two agencies is two
/// people, and so are two spellings of one.
[[nodiscard]] std::string actor_pseudonym(crypto::SiteKeys const& keys, AgencyId const& agency,
                                          std::string_view identity);
[[nodiscard]] MarkedActor mark_actor(crypto::SiteKeys const& keys, AgencyId const& agency, std::string_view identity);

/// The identity behind a mark; kIntegrity when the opening is not that mark's.
[[nodiscard]] Result<std::string> open_actor(crypto::SiteKeys const& keys, ActorMark const& mark, ByteView opening);

}  // namespace micklegate::commit
