// The keys a gateway derives from its one site key (libsodium crypto_kdf, BLAKE2b).
#pragma once

#include "gateway/crypto/signing.hpp"

namespace micklegate::crypto {

struct SiteKeys {
    SigningKey log;      ///< signs checkpoints
    Secret pseudonyms;   ///< names subjects and actors in the log
    Secret events;       ///< fingerprints submissions for duplicate suppression
    Secret actors;       ///< locks actors' identities into the sidecar
    Secret subjects;     ///< locks subjects' own keys into the store
    SigningKey notices;  ///< signs what is sent to agencies' own systems

    /// From the 32-byte site key.
    [[nodiscard]] static SiteKeys derive(Secret const& site_key);
};

}  // namespace micklegate::crypto
