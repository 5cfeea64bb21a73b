// A person's words in the log: a salted commitment in the entry, its opening locked in the sidecar.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/crypto/site_keys.hpp"

namespace micklegate::commit {

struct PrivateText {
    std::string commitment;  ///< for the entry; nobody can test a guess against it
    Bytes opening;           ///< salt and text, locked; for the sidecar
};

[[nodiscard]] PrivateText keep_private(crypto::SiteKeys const& keys, std::string_view text);

struct OpenedText {
    Bytes salt;
    std::string text;
};

/// What a commitment was made of: with both anybody can make it again. kIntegrity when the opening is not that
/// commitment's.
[[nodiscard]] Result<OpenedText> reveal_private(crypto::SiteKeys const& keys, std::string_view commitment,
                                                ByteView opening);

/// The text behind a commitment; kIntegrity when the opening is not that commitment's.
[[nodiscard]] Result<std::string> open_private(crypto::SiteKeys const& keys, std::string_view commitment,
                                               ByteView opening);

}  // namespace micklegate::commit
