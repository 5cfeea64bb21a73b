#include "gateway/evidence/merkle.hpp"

#include "gateway/base/invariant.hpp"
#include "gateway/evidence/subtree_reader.hpp"
#include "gateway/evidence/tiles.hpp"

#include <bit>

namespace micklegate::evidence {
namespace {

constexpr std::uint8_t kLeafPrefix = 0;
constexpr std::uint8_t kNodePrefix = 1;

}  // namespace

Digest leaf_hash(ByteView entry) { return crypto::sha256({ByteView{&kLeafPrefix, 1}, entry}); }

Digest node_hash(Digest const& left, Digest const& right)
{
    return crypto::sha256({ByteView{&kNodePrefix, 1}, left, right});
}

Digest empty_root() { return crypto::sha256(ByteView{}); }

Digest root_above(std::vector<Digest> row)
{
    while (row.size() > 1) {
        for (std::size_t i = 0; i < row.size() / 2; ++i)
            row[i] = node_hash(row[2 * i], row[2 * i + 1]);
        row.resize(row.size() / 2);
    }
    return row.front();
}

Result<TreeBuilder> TreeBuilder::reload(TileHashes const& stored, std::uint64_t size)
{
    SubtreeReader subtrees{stored, size};
    TreeBuilder tree;
    for (std::uint64_t done = 0; done < size;) {
        std::uint64_t const width = std::bit_floor(size - done);
        auto const subtree = subtrees.root(done, done + width);
        if (!subtree)
            return subtree.error();
        tree.edge_.push_back(*subtree);
        done += width;
    }
    tree.size_ = size;
    return tree;
}

void TreeBuilder::append_subtree(unsigned level, Digest const& root, std::vector<TileHash>& completed)
{
    unsigned const own_height = level * kTileHeight;
    std::uint64_t const leaves = std::uint64_t{1} << own_height;
    invariant(size_ % leaves == 0, "a subtree is appended where one of its size begins");
    completed.push_back({level, size_ >> own_height, root});
    edge_.push_back(root);
    size_ += leaves;
    auto const merged_height = static_cast<unsigned>(std::countr_zero(size_));
    for (unsigned height = own_height + 1; height <= merged_height; ++height) {
        Digest const right = edge_.back();
        edge_.pop_back();
        edge_.back() = node_hash(edge_.back(), right);
        if (height % kTileHeight == 0)
            completed.push_back({height / kTileHeight, (size_ >> height) - 1, edge_.back()});
    }
}

Digest TreeBuilder::root() const
{
    if (edge_.empty())
        return empty_root();
    Digest root = edge_.back();
    for (auto left = edge_.rbegin() + 1; left != edge_.rend(); ++left)
        root = node_hash(*left, root);
    return root;
}

}  // namespace micklegate::evidence
