// A log's tiles and entry bundles as a source serves them, checked for their length.
#pragma once

#include "gateway/evidence/tiles.hpp"
#include "gateway/evidence/verify_log.hpp"

namespace micklegate::evidence {

/// A problem that says which entry, tile or other resource of the log it concerns.
[[nodiscard]] Problem integrity_problem(std::string const& what, std::string const& detail);

/// An entry bundle's bytes, and the entries in them.
struct EntryBundle {
    Bytes bytes;
    std::vector<std::string_view> entries;
};

/// Asks for each resource at the width it has in the tree of `size`; as tlog-tiles allows, a partial one that is no
/// longer there is taken from the full one. What is missing or has another length is kIntegrity; other failures of the
/// source are passed on. As fit for several threads as the source is.
class ServedLog final : public TileHashes {
public:
    ServedLog(LogSource& source, std::uint64_t size) : source_{source}, size_{size} {}

    [[nodiscard]] TileName bundle_name(std::uint64_t index) const;
    [[nodiscard]] TileName tile_name(unsigned level, std::uint64_t index) const;

    /// At most as many entries as the tree has there; fewer when entries were dropped.
    [[nodiscard]] Result<EntryBundle> bundle(std::uint64_t index) const;
    [[nodiscard]] Result<std::vector<Digest>> tile(unsigned level, std::uint64_t index) const;

    /// Within one tile.
    [[nodiscard]] Result<std::vector<Digest>> read(unsigned level, std::uint64_t first,
                                                   std::size_t count) const override;

private:
    struct Fetched {
        TileName name;
        Bytes bytes;
    };
    [[nodiscard]] Result<Fetched> fetch(TileName const& name) const;

    LogSource& source_;
    std::uint64_t size_;
};

}  // namespace micklegate::evidence
