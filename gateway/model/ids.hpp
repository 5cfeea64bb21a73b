// Identifiers, one type per meaning.
#pragma once

#include "gateway/base/strong.hpp"

#include <cstdint>
#include <string>

namespace micklegate {

/// An agency of the partnership: lower-case kind, dot, local name, e.g. "school.901233".
using AgencyId = Strong<struct AgencyIdTag, std::string>;
/// The gateway's own id of a message it accepted or holds: UUIDv7 text (RFC 9562).
using MessageId = Strong<struct MessageIdTag, std::string>;
/// A message type of the catalogue, e.g. "encompass.notification".
using MessageType = Strong<struct MessageTypeTag, std::string>;
/// "sha256:" and 64 hex digits over a whole policy set.
using PolicyDigest = Strong<struct PolicyDigestTag, std::string>;
/// Position of an entry in the journal, and of its leaf in the tree: 0 is the genesis entry.
using Sequence = std::uint64_t;
/// Bumped when another gateway takes over the journal; older epochs may not append.
using Epoch = std::uint64_t;

}  // namespace micklegate
