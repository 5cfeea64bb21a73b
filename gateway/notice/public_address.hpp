// Whether an address is one of the open internet, as opposed to this machine's or a private network's.
#pragma once

#include "gateway/base/bytes.hpp"

namespace micklegate::notice {

/// Of 4 or 16 bytes, in network order (IANA's special-purpose registries). An IPv6 address that wraps an IPv4 one is
/// judged by that.
[[nodiscard]] bool is_public_address(ByteView address) noexcept;

}  // namespace micklegate::notice
