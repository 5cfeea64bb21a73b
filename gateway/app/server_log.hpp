// The operator's log: one line per event on stderr, UTC, without personal data.
#pragma once

#include "gateway/receive/peer.hpp"

namespace micklegate::app {

/// Thread-safe. Control characters are escaped, so that no line can pretend to be two.
[[nodiscard]] receive::Log server_log();

}  // namespace micklegate::app
