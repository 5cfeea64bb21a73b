// What messages told about the people a link stands for, as keyed marks: a projection that the leak guard asks. A link
// is a reference or a person that messages have in common; both it and the values are keyed hashes.
#pragma once

#include "gateway/base/bytes.hpp"
#include "gateway/commit/key_value.hpp"
#include "gateway/crypto/site_keys.hpp"

#include <vector>

namespace micklegate::commit {

/// Of one message and one link.
struct KnownValues {
    std::string link;                ///< keyed pseudonym, in hex
    std::string from;                ///< agency that said so
    std::string told;                ///< agency these values were released to; empty: they were withheld
    std::vector<std::string> marks;  ///< what the guard compares; opaque here

    friend bool operator==(KnownValues const&, KnownValues const&) = default;
};

/// The link's keyed pseudonym. `what` says of which kind it is: "link\n" and a reference, "subject\n" and an identity.
[[nodiscard]] std::string known_link(crypto::SiteKeys const& keys, std::string_view what);

/// For the erasable companion of the entry that accepts the message.
[[nodiscard]] Bytes encode_known(std::vector<KnownValues> const& values);

/// A value said again is known once. kIntegrity unless encode_known() wrote it.
[[nodiscard]] Result<void> fold_known(ByteView encoded, KeyValueWriter& out);

/// What was encoded, without what it says of the link; empty when nothing is left.
[[nodiscard]] Result<Bytes> known_without(ByteView encoded, std::string_view link);
void forget_known(std::string_view link, KeyValueWriter& out);

/// Up to `most_of_each` marks of each agency that told of the link, so that none can make another's be forgotten.
[[nodiscard]] Result<std::vector<KnownValues>> known_values(KeyValueReader const& reader, std::string_view link,
                                                            std::size_t most_of_each);

}  // namespace micklegate::commit
