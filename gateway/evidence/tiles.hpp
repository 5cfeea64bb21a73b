// C2SP tlog-tiles: resource paths and entry bundles.
#pragma once

#include "gateway/evidence/merkle.hpp"

#include <optional>

namespace micklegate::evidence {

inline constexpr unsigned kTileHeight = 8;  ///< levels of the tree in one tile
inline constexpr std::size_t kTileWidth = std::size_t{1} << kTileHeight;
inline constexpr std::size_t kLargestEntry = 65'535;  ///< bytes; a bundle's length prefix holds no more

/// One tile or entry bundle: width 256 is full, less is partial.
struct TileName {
    bool entries = false;  ///< an entry bundle; then level is 0
    unsigned level = 0;
    std::uint64_t index = 0;
    std::size_t width = kTileWidth;

    friend bool operator==(TileName const&, TileName const&) = default;
};

/// "tile/0/x001/x234/067", "tile/entries/000.p/3".
[[nodiscard]] std::string tile_path(TileName const& name);
/// Strict inverse of tile_path: one spelling per tile.
[[nodiscard]] std::optional<TileName> parse_tile_path(std::string_view path);
/// All tiles and bundles a log of `size` has, partial ones last in their level.
[[nodiscard]] std::vector<TileName> tiles_of(std::uint64_t size);

/// Each entry as uint16 big-endian length and bytes. Precondition: no entry is above kLargestEntry.
void append_to_bundle(Bytes& bundle, std::string_view entry);
[[nodiscard]] Bytes encode_bundle(std::vector<std::string> const& entries);
/// Views into the bundle, as long as it is there.
[[nodiscard]] Result<std::vector<std::string_view>> decode_bundle(ByteView bundle);

}  // namespace micklegate::evidence
