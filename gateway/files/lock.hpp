// One writer at a time for a folder, across processes.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/files/descriptor.hpp"

#include <filesystem>

namespace micklegate::files {

/// Held until the descriptor closes; kUnavailable when another process holds it.
[[nodiscard]] Result<Descriptor> lock_folder(std::filesystem::path const& folder);

}  // namespace micklegate::files
