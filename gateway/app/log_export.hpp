// The log as static files: checkpoint, tiles and entry bundles under the paths of C2SP tlog-tiles, and the verifier
// key.
#pragma once

#include "gateway/evidence/checkpoint.hpp"
#include "gateway/terminal/console.hpp"

#include <filesystem>

namespace micklegate::app {

/// Writes what `folder` does not have yet; the checkpoint comes last, so that a reader never sees one ahead of its
/// tiles.
[[nodiscard]] Result<evidence::Checkpoint> export_log(std::filesystem::path const& site,
                                                      std::filesystem::path const& folder, terminal::Console& console);

}  // namespace micklegate::app
