// One writer at a time for a folder, across processes.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/files/descriptor.hpp"

#include <chrono>
#include <filesystem>

namespace micklegate::files {

/// Held until the descriptor closes, against other threads too; kUnavailable when another still holds it after
/// `patience`.
[[nodiscard]] Result<Descriptor> lock_folder(std::filesystem::path const& folder,
                                             std::chrono::milliseconds patience = {});

}  // namespace micklegate::files
