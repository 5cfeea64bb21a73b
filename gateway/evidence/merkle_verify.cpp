// Verifying proofs: the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2, which fit RFC 6962's proofs.
#include "gateway/evidence/merkle.hpp"

#include <bit>

namespace micklegate::evidence {
namespace {

bool is_odd(std::uint64_t number) noexcept { return (number & 1U) != 0; }

/// The way from a node up to the root: where it stands in its row, and where the row's last node stands.
class Climb {
public:
    Climb(std::uint64_t node, std::uint64_t last) : node_{node}, last_{last} {}

    [[nodiscard]] bool at_root() const noexcept { return last_ == 0; }
    [[nodiscard]] bool sibling_is_left() const noexcept { return is_odd(node_) || node_ == last_; }

    void up() noexcept
    {
        node_ >>= 1U;
        last_ >>= 1U;
    }
    /// Rows in which the node is the last and has no sibling are passed over.
    void skip_lone() noexcept
    {
        while (!is_odd(node_) && node_ != 0)
            up();
    }
    void skip_right_children() noexcept
    {
        while (is_odd(node_))
            up();
    }

private:
    std::uint64_t node_;
    std::uint64_t last_;
};

}  // namespace

bool verify_inclusion(Digest const& leaf, std::uint64_t index, std::uint64_t size, std::vector<Digest> const& path,
                      Digest const& root)
{
    if (index >= size)
        return false;
    Climb climb{index, size - 1};
    Digest hash = leaf;
    for (Digest const& sibling : path) {
        if (climb.at_root())
            return false;
        if (climb.sibling_is_left()) {
            hash = node_hash(sibling, hash);
            climb.skip_lone();
        } else {
            hash = node_hash(hash, sibling);
        }
        climb.up();
    }
    return climb.at_root() && hash == root;
}

bool verify_consistency(std::uint64_t old_size, Digest const& old_root, std::uint64_t size, Digest const& root,
                        std::vector<Digest> const& path)
{
    if (old_size > size)
        return false;
    if (old_size == size)
        return path.empty() && old_root == root && (size != 0 || root == empty_root());
    if (old_size == 0)
        return path.empty() && old_root == empty_root();

    Climb climb{old_size - 1, size - 1};
    climb.skip_right_children();
    auto next = path.begin();
    bool const old_tree_is_perfect = std::has_single_bit(old_size);
    if (!old_tree_is_perfect && next == path.end())
        return false;
    Digest old_hash = old_tree_is_perfect ? old_root : *next++;
    Digest hash = old_hash;
    for (; next != path.end(); ++next) {
        if (climb.at_root())
            return false;
        if (climb.sibling_is_left()) {
            old_hash = node_hash(*next, old_hash);
            hash = node_hash(*next, hash);
            climb.skip_lone();
        } else {
            hash = node_hash(hash, *next);
        }
        climb.up();
    }
    return climb.at_root() && old_hash == old_root && hash == root;
}

}  // namespace micklegate::evidence
