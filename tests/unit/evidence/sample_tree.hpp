// Trees for the tests: RFC 6962 written down as it defines itself, and tile hashes kept in memory.
#pragma once

#include "gateway/evidence/merkle.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace micklegate::evidence {

using Leaves = std::span<Digest const>;

inline std::size_t naive_split(Leaves leaves) { return std::bit_floor(leaves.size() - 1); }

inline Digest naive_root(Leaves leaves)
{
    if (leaves.empty())
        return empty_root();
    if (leaves.size() == 1)
        return leaves.front();
    std::size_t const k = naive_split(leaves);
    return node_hash(naive_root(leaves.first(k)), naive_root(leaves.subspan(k)));
}

inline std::vector<Digest> naive_inclusion(std::size_t index, Leaves leaves)
{
    if (leaves.size() == 1)
        return {};
    std::size_t const k = naive_split(leaves);
    auto path = index < k ? naive_inclusion(index, leaves.first(k)) : naive_inclusion(index - k, leaves.subspan(k));
    path.push_back(index < k ? naive_root(leaves.subspan(k)) : naive_root(leaves.first(k)));
    return path;
}

inline std::vector<Digest> naive_subproof(std::size_t old_size, Leaves leaves, bool whole)
{
    if (old_size == leaves.size())
        return whole ? std::vector<Digest>{} : std::vector{naive_root(leaves)};
    std::size_t const k = naive_split(leaves);
    auto path = old_size <= k ? naive_subproof(old_size, leaves.first(k), whole)
                              : naive_subproof(old_size - k, leaves.subspan(k), false);
    path.push_back(old_size <= k ? naive_root(leaves.subspan(k)) : naive_root(leaves.first(k)));
    return path;
}

inline std::vector<Digest> sample_leaves(std::size_t count)
{
    std::vector<Digest> leaves;
    for (std::size_t i = 0; i < count; ++i)
        leaves.push_back(leaf_hash(as_bytes("entry-" + std::to_string(i))));
    return leaves;
}

/// Tile hashes by level, and which tiles were asked for how often.
class MemoryTiles final : public TileHashes {
public:
    explicit MemoryTiles(Leaves leaves)
    {
        for (Digest const& leaf : leaves)
            append(leaf);
    }

    void append(Digest const& leaf)
    {
        std::vector<TileHash> completed;
        tree.append(leaf, completed);
        for (TileHash const& hash : completed) {
            EXPECT_EQ(hash.index, levels[hash.level].size());
            levels[hash.level].push_back(hash.hash);
        }
    }

    Result<std::vector<Digest>> read(unsigned level, std::uint64_t first, std::size_t count) const override
    {
        EXPECT_EQ(first / 256, (first + count - 1) / 256) << "a read stays within one tile";
        ++reads[{level, first / 256}];
        auto const hashes = levels.find(level);
        if (hashes == levels.end() || first + count > hashes->second.size())
            return problem(ProblemCode::kIntegrity, "A tile hash is missing.");
        auto const from = hashes->second.begin() + static_cast<std::ptrdiff_t>(first);
        return std::vector<Digest>{from, from + static_cast<std::ptrdiff_t>(count)};
    }

    TreeBuilder tree;
    std::map<unsigned, std::vector<Digest>> levels;
    mutable std::map<std::pair<unsigned, std::uint64_t>, int> reads;
};

}  // namespace micklegate::evidence
