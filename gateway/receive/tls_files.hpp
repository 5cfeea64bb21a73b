// What the gateway's side of TLS is made from.
#pragma once

#include <filesystem>

namespace micklegate::receive {

struct TlsFiles {
    std::filesystem::path certificate;  ///< the gateway's own chain, PEM
    std::filesystem::path key;
    std::filesystem::path ca;   ///< the one CA agencies' certificates come from
    std::filesystem::path crl;  ///< its current revocation list; an outdated one stops every handshake
};

}  // namespace micklegate::receive
