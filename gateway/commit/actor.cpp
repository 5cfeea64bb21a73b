#include "gateway/commit/actor.hpp"

#include "gateway/commit/private_text.hpp"
#include "gateway/crypto/hash.hpp"

namespace micklegate::commit {

std::string actor_pseudonym(crypto::SiteKeys const& keys, AgencyId const& agency, std::string_view identity)
{
    return crypto::pseudonym(keys.pseudonyms, "actor:" + agency.get(), identity);
}

MarkedActor mark_actor(crypto::SiteKeys const& keys, AgencyId const& agency, std::string_view identity)
{
    PrivateText kept = keep_private(keys, identity);
    return {{actor_pseudonym(keys, agency, identity), std::move(kept.commitment)}, std::move(kept.opening)};
}

Result<std::string> open_actor(crypto::SiteKeys const& keys, ActorMark const& mark, ByteView opening)
{
    return open_private(keys, mark.commitment, opening);
}

}  // namespace micklegate::commit
