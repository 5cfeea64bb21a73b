// The Merkle tree of RFC 6962 section 2.1, kept as the hashes that tlog-tiles serve.
#pragma once

#include "gateway/crypto/hash.hpp"

#include <cstdint>
#include <vector>

namespace micklegate::evidence {

using crypto::Digest;

[[nodiscard]] Digest leaf_hash(ByteView entry);
[[nodiscard]] Digest node_hash(Digest const& left, Digest const& right);
/// SHA-256 of nothing.
[[nodiscard]] Digest empty_root();

/// Of a perfect subtree whose nodes of one height are `row`: 1, 2, 4, ... of them.
[[nodiscard]] Digest root_above(std::vector<Digest> row);

/// A hash of a complete subtree, as a tile holds it: MTH(D[index * 256^level : (index + 1) * 256^level]).
struct TileHash {
    unsigned level = 0;
    std::uint64_t index = 0;
    Digest hash{};
};

/// Where stored tile hashes are read from. Implementations must be callable from several threads.
class TileHashes {
public:
    virtual ~TileHashes() = default;
    /// `count` hashes of `level` from `first` on; kIntegrity when one is missing.
    [[nodiscard]] virtual Result<std::vector<Digest>> read(unsigned level, std::uint64_t first,
                                                           std::size_t count) const = 0;
};

/// Grows a tree leaf by leaf, keeping only its right edge. Not thread-safe.
class TreeBuilder {
public:
    TreeBuilder() = default;
    /// Reloads the right edge of a stored tree of `size` leaves.
    [[nodiscard]] static Result<TreeBuilder> reload(TileHashes const& stored, std::uint64_t size);

    /// Appends a leaf; every tile hash this completes is added to `completed`, level 0 first.
    void append(Digest const& leaf, std::vector<TileHash>& completed) { append_subtree(0, leaf, completed); }
    /// The same with the 256^level leaves of a subtree, by its root. Precondition: size() is a multiple of 256^level.
    void append_subtree(unsigned level, Digest const& root, std::vector<TileHash>& completed);

    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    [[nodiscard]] Digest root() const;

private:
    std::uint64_t size_ = 0;
    std::vector<Digest> edge_;  ///< roots of the perfect subtrees of size_, largest first
};

[[nodiscard]] Result<Digest> root_at(TileHashes const& stored, std::uint64_t size);
/// Audit path for leaf `index` in the tree of `size`, sibling of the leaf first.
[[nodiscard]] Result<std::vector<Digest>> inclusion_proof(TileHashes const& stored, std::uint64_t index,
                                                          std::uint64_t size);
[[nodiscard]] Result<std::vector<Digest>> consistency_proof(TileHashes const& stored, std::uint64_t old_size,
                                                            std::uint64_t size);

[[nodiscard]] bool verify_inclusion(Digest const& leaf, std::uint64_t index, std::uint64_t size,
                                    std::vector<Digest> const& path, Digest const& root);
[[nodiscard]] bool verify_consistency(std::uint64_t old_size, Digest const& old_root, std::uint64_t size,
                                      Digest const& root, std::vector<Digest> const& path);

}  // namespace micklegate::evidence
