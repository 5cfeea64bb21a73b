#include "gateway/commit/actor.hpp"

#include "gateway/crypto/hash.hpp"
#include "gateway/crypto/secret_box.hpp"

namespace micklegate::commit {
namespace {

constexpr std::size_t kSaltBytes = sizeof(crypto::Salt);

}  // namespace

MarkedActor mark_actor(crypto::SiteKeys const& keys, AgencyId const& agency, std::string_view identity)
{
    crypto::Salt const salt = crypto::random_salt();
    Bytes opening{salt.begin(), salt.end()};
    opening.insert(opening.end(), identity.begin(), identity.end());
    return {{crypto::pseudonym(keys.pseudonyms, "actor:" + agency.get(), identity),
             crypto::commitment(salt, as_bytes(identity))},
            crypto::lock(keys.actors, opening)};
}

Result<std::string> open_actor(crypto::SiteKeys const& keys, ActorMark const& mark, ByteView opening)
{
    auto const opened = crypto::unlock(keys.actors, opening);
    if (!opened)
        return opened.error();
    ByteView const all{*opened};
    if (all.size() < kSaltBytes ||
        crypto::commitment(all.first(kSaltBytes), all.subspan(kSaltBytes)) != mark.commitment)
        return problem(ProblemCode::kIntegrity, "A stored identity does not match the log's commitment to it.");
    return std::string{as_text(all.subspan(kSaltBytes))};
}

}  // namespace micklegate::commit
