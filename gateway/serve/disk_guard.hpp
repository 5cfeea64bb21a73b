// Refuses new entries before the disk is full: what stands can still be read, nothing is half-stored.
#pragma once

#include "gateway/commit/commit_loop.hpp"
#include "gateway/model/limits.hpp"

#include <filesystem>

namespace micklegate::serve {

/// kStorageFull of everything when the file system of `folder` has less free than the floor, and of all that may not
/// use the reserve when it has less than that. kUnavailable when that cannot be read.
[[nodiscard]] commit::Admitted check_disk(std::filesystem::path const& folder, Limits const& limits);
/// Free bytes above the floor; 0 when that cannot be read.
[[nodiscard]] std::uint64_t spare_bytes(std::filesystem::path const& folder, Limits const& limits);

}  // namespace micklegate::serve
