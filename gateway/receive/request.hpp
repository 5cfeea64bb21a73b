// A head that was read, as the request a route gets once its body is there.
#pragma once

#include "gateway/receive/strict_http.hpp"

namespace micklegate::receive {

/// kMalformedRequest when the target cannot mean one place only, kInvalidValue when it gives a parameter twice.
[[nodiscard]] Result<HttpRequest> assemble(Head head, AgencyId const& peer);

/// Whether the Host field says localhost or its addresses, with or without a port. A page in a browser on this machine
/// that had its own name resolve to 127.0.0.1 (DNS rebinding) sends that name.
[[nodiscard]] bool is_for_this_machine(Head const& head);

}  // namespace micklegate::receive
