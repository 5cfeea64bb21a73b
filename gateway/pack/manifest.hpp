// manifest.json of a pack: the hash of every other file, and what no file proves.
#pragma once

#include "gateway/pack/pack.hpp"

namespace micklegate::pack {

struct Manifest {
    Maker maker;
    std::vector<std::string> lost;             ///< as in Content
    std::map<std::string, std::string> files;  ///< path to SHA-256 in hex
};

/// With a hash of itself, so that a changed byte of it is told from a changed byte of what it names.
[[nodiscard]] std::string manifest_text(Manifest const& manifest);
/// kIntegrity unless manifest_text() wrote it; kInvalidValue for a sound one in the layout of a later version.
[[nodiscard]] Result<Manifest> read_manifest(std::string_view text);

}  // namespace micklegate::pack
