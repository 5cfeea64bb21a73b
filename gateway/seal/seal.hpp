// Step 6 of the road: what the recipient may see, in a box only the recipient opens. docs/sealing.md is the format.
#pragma once

#include "gateway/crypto/sealed_box.hpp"

#include <boost/json/object.hpp>

#include <optional>

namespace micklegate::seal {

struct Sealed {
    Bytes bytes;
    std::string sha256;  ///< hex, of `bytes`: what the log commits to
    std::string
        commitment;  ///< hex SHA-256(salt || canonical body): what the recipient can later show to have been told
};

/// Seals `body` under a fresh salt, padded so that its length tells little of its content.
[[nodiscard]] Sealed seal(boost::json::object body, crypto::SealKey const& recipient);

/// The content of a box. Whoever shows body and salt proves what was sealed.
struct Opened {
    boost::json::object body;
    std::string salt;  ///< base64
    std::string commitment;
};

/// kIntegrity when the box is not for this key, was changed, or holds another format.
[[nodiscard]] Result<Opened> open(crypto::OpeningKey const& key, ByteView sealed);

/// What a reader shows of a box that was opened elsewhere: {"body", "salt"}. The caller compares the commitment with
/// the log's; kInvalidValue when the parts are not there.
[[nodiscard]] Result<Opened> shown(boost::json::object content);

}  // namespace micklegate::seal
