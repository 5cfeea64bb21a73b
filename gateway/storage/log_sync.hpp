// What a running gateway wrote last, made durable by whoever reads its store beside it.
#pragma once

#include "gateway/base/result.hpp"

#include <filesystem>

namespace micklegate::storage {

/// After a store was opened for reading: what it read of the write-ahead logs may not be on the device yet, and a power
/// cut would take back what had been shown, signed. kUnavailable where the device does not take it.
[[nodiscard]] Result<void> sync_write_ahead_logs(std::filesystem::path const& folder);

}  // namespace micklegate::storage
