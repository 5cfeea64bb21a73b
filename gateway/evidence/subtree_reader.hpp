// Roots of parts of a stored tree, computed from the few tiles that cover them.
#pragma once

#include "gateway/evidence/merkle.hpp"

#include <map>
#include <utility>

namespace micklegate::evidence {

/// Reads each tile it needs once, at the width it has in the tree of `size`. Not thread-safe.
class SubtreeReader {
public:
    SubtreeReader(TileHashes const& stored, std::uint64_t size) : stored_{stored}, size_{size} {}

    /// MTH(D[begin:end)) for a range that RFC 6962's splitting reaches: begin is a multiple of the largest power of two
    /// that is not above end - begin. The range is not empty and ends within the tree.
    [[nodiscard]] Result<Digest> root(std::uint64_t begin, std::uint64_t end);

private:
    [[nodiscard]] Result<Digest> perfect(unsigned height, std::uint64_t index);
    [[nodiscard]] Result<std::vector<Digest> const*> tile(unsigned level, std::uint64_t index);

    TileHashes const& stored_;
    std::uint64_t size_;
    std::map<std::pair<unsigned, std::uint64_t>, std::vector<Digest>> tiles_;
};

/// RFC 6962's k: the largest power of two smaller than `width`, which is at least 2.
[[nodiscard]] std::uint64_t split_point(std::uint64_t width) noexcept;

}  // namespace micklegate::evidence
