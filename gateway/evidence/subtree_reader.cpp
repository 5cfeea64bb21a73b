#include "gateway/evidence/subtree_reader.hpp"

#include "gateway/base/invariant.hpp"
#include "gateway/evidence/tiles.hpp"

#include <algorithm>
#include <bit>

namespace micklegate::evidence {

std::uint64_t split_point(std::uint64_t width) noexcept { return std::bit_floor(width - 1); }

Result<Digest> SubtreeReader::root(std::uint64_t begin, std::uint64_t end)
{
    invariant(begin < end && end <= size_, "a range of leaves lies within the tree");
    std::uint64_t const width = end - begin;
    if (std::has_single_bit(width)) {
        auto const height = static_cast<unsigned>(std::countr_zero(width));
        return perfect(height, begin >> height);
    }
    std::uint64_t const middle = begin + split_point(width);
    auto const left = root(begin, middle);
    if (!left)
        return left.error();
    auto const right = root(middle, end);
    if (!right)
        return right.error();
    return node_hash(*left, *right);
}

Result<Digest> SubtreeReader::perfect(unsigned height, std::uint64_t index)
{
    unsigned const above = height % kTileHeight;
    std::uint64_t const first = index << above;
    auto const tile_hashes = tile(height / kTileHeight, first / kTileWidth);
    if (!tile_hashes)
        return tile_hashes.error();
    auto const from = (*tile_hashes)->begin() + static_cast<std::ptrdiff_t>(first % kTileWidth);
    return root_above({from, from + (std::ptrdiff_t{1} << above)});
}

Result<std::vector<Digest> const*> SubtreeReader::tile(unsigned level, std::uint64_t index)
{
    auto const known = tiles_.find({level, index});
    if (known != tiles_.end())
        return &known->second;
    std::uint64_t const first = index * kTileWidth;
    std::uint64_t const hashes_in_level = size_ >> (kTileHeight * level);
    std::size_t const width = std::min(kTileWidth, hashes_in_level - first);
    auto read = stored_.read(level, first, width);
    if (!read)
        return read.error();
    if (read->size() != width)
        return problem(ProblemCode::kIntegrity, "A stored tile of level " + std::to_string(level) + " is incomplete.");
    return &tiles_.emplace(std::pair{level, index}, std::move(*read)).first->second;
}

}  // namespace micklegate::evidence
