// Refuses new entries before the disk is full: what stands can still be read, nothing is half-stored.
#pragma once

#include "gateway/base/result.hpp"

#include <filesystem>

namespace micklegate::serve {

/// kStorageFull when the file system of `folder` has less than `reserve` bytes free, kUnavailable when that cannot be
/// read.
[[nodiscard]] Result<void> check_disk(std::filesystem::path const& folder, std::size_t reserve);

}  // namespace micklegate::serve
