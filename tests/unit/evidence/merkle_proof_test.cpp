// Proofs: those the definition gives, and none after any of the damages transparency-dev/merkle names.
#include <gtest/gtest.h>

#include <functional>

#include "tests/unit/evidence/sample_tree.hpp"

namespace micklegate::evidence {
namespace {

struct Inclusion {
    Digest leaf{};
    std::uint64_t index = 0;
    std::uint64_t size = 0;
    std::vector<Digest> path;
    Digest root{};

    [[nodiscard]] bool holds() const { return verify_inclusion(leaf, index, size, path, root); }
};

struct Consistency {
    std::uint64_t old_size = 0;
    Digest old_root{};
    std::uint64_t size = 0;
    Digest root{};
    std::vector<Digest> path;

    [[nodiscard]] bool holds() const { return verify_consistency(old_size, old_root, size, root, path); }
};

template <class Proof>
struct Damage {
    std::string name;
    std::function<void(Proof&)> inflict;
};

Digest const kStranger = crypto::sha256(as_bytes("a hash of nothing in the tree"));

void flip(Digest& hash, std::size_t bit) { hash[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8); }

/// Damages to the list of hashes, which both kinds of proof suffer alike.
template <class Proof>
std::vector<Damage<Proof>> path_damages(Proof const& sound)
{
    std::vector<Damage<Proof>> damages{
        {"trailing garbage", [](Proof& proof) { proof.path.push_back(kStranger); }},
        {"trailing root", [](Proof& proof) { proof.path.push_back(proof.root); }},
        {"preceding garbage", [](Proof& proof) { proof.path.insert(proof.path.begin(), kStranger); }},
        {"preceding root", [](Proof& proof) { proof.path.insert(proof.path.begin(), proof.root); }},
        {"empty root", [](Proof& proof) { proof.root = empty_root(); }},
        {"random root", [](Proof& proof) { proof.root = kStranger; }},
        {"flipped root bit", [](Proof& proof) { flip(proof.root, 77); }},
    };
    for (std::size_t i = 0; i < sound.path.size(); ++i) {
        auto const at = static_cast<std::ptrdiff_t>(i);
        damages.push_back({"removed component", [at](Proof& proof) { proof.path.erase(proof.path.begin() + at); }});
        damages.push_back(
            {"inserted component", [at](Proof& proof) { proof.path.insert(proof.path.begin() + at, kStranger); }});
        damages.push_back({"doubled component", [at, i](Proof& proof) {
                               Digest const twin = proof.path[i];
                               proof.path.insert(proof.path.begin() + at, twin);
                           }});
        damages.push_back({"flipped first bit", [i](Proof& proof) { flip(proof.path[i], 0); }});
        damages.push_back({"flipped last bit", [i](Proof& proof) { flip(proof.path[i], 255); }});
    }
    if (!sound.path.empty())
        damages.push_back({"empty path", [](Proof& proof) { proof.path.clear(); }});
    return damages;
}

template <class Proof>
void expect_no_damage_holds(Proof const& sound, std::vector<Damage<Proof>> const& damages)
{
    for (auto const& damage : damages) {
        Proof damaged = sound;
        damage.inflict(damaged);
        EXPECT_FALSE(damaged.holds()) << damage.name;
    }
}

TEST(InclusionProof, IsTheDefinitionsAndHoldsForEveryLeafOfEverySmallTree)
{
    auto const leaves = sample_leaves(70);
    MemoryTiles const tiles{leaves};
    for (std::size_t size = 1; size <= leaves.size(); ++size) {
        Leaves const tree = Leaves{leaves}.first(size);
        Digest const root = naive_root(tree);
        for (std::size_t index = 0; index < size; ++index) {
            auto const path = inclusion_proof(tiles, index, size);
            ASSERT_TRUE(path);
            ASSERT_EQ(*path, naive_inclusion(index, tree)) << index << " in " << size;
            ASSERT_TRUE(verify_inclusion(leaves[index], index, size, *path, root)) << index << " in " << size;
        }
    }
}

TEST(InclusionProof, FitsNoOtherIndex)
{
    auto const leaves = sample_leaves(40);
    for (std::size_t size = 1; size <= leaves.size(); ++size) {
        Leaves const tree = Leaves{leaves}.first(size);
        for (std::size_t index = 0; index < size; ++index)
            for (std::size_t other = 0; other <= size; ++other)
                ASSERT_EQ(verify_inclusion(leaves[index], other, size, naive_inclusion(index, tree), naive_root(tree)),
                          other == index)
                    << index << " as " << other << " in " << size;
    }
}

TEST(InclusionProof, NoNamedDamageHolds)
{
    auto const leaves = sample_leaves(300);
    for (std::size_t const size : {1U, 2U, 3U, 5U, 7U, 8U, 9U, 256U, 257U, 300U})
        for (std::size_t const index : {std::size_t{0}, size / 3, size / 2, size - 1}) {
            Leaves const tree = Leaves{leaves}.first(size);
            Inclusion const sound{leaves[index], index, size, naive_inclusion(index, tree), naive_root(tree)};
            SCOPED_TRACE(std::to_string(index) + " in " + std::to_string(size));
            ASSERT_TRUE(sound.holds());
            auto damages = path_damages(sound);
            damages.push_back({"wrong leaf", [](Inclusion& proof) { proof.leaf = kStranger; }});
            damages.push_back({"flipped leaf bit", [](Inclusion& proof) { flip(proof.leaf, 100); }});
            damages.push_back({"index + 1", [](Inclusion& proof) { ++proof.index; }});
            damages.push_back({"index - 1", [](Inclusion& proof) { --proof.index; }});
            damages.push_back({"index ^ 2", [](Inclusion& proof) { proof.index ^= 2U; }});
            damages.push_back({"size / 2", [](Inclusion& proof) { proof.size /= 2; }});
            damages.push_back({"size * 2", [](Inclusion& proof) { proof.size *= 2; }});
            damages.push_back({"size 0", [](Inclusion& proof) { proof.size = 0; }});
            expect_no_damage_holds(sound, damages);
        }
}

TEST(InclusionProof, OfAnEntryBeyondTheSizeIsRefused)
{
    MemoryTiles const tiles{sample_leaves(4)};
    EXPECT_EQ(inclusion_proof(tiles, 4, 4).error().code, ProblemCode::kInvalidValue);
    EXPECT_EQ(inclusion_proof(tiles, 0, 0).error().code, ProblemCode::kInvalidValue);
}

TEST(ConsistencyProof, IsTheDefinitionsAndHoldsForEveryPairOfSmallSizes)
{
    auto const leaves = sample_leaves(70);
    MemoryTiles const tiles{leaves};
    for (std::size_t size = 0; size <= leaves.size(); ++size)
        for (std::size_t old_size = 0; old_size <= size; ++old_size) {
            Leaves const tree = Leaves{leaves}.first(size);
            auto const path = consistency_proof(tiles, old_size, size);
            ASSERT_TRUE(path);
            if (old_size != 0) {
                ASSERT_EQ(*path, naive_subproof(old_size, tree, true)) << old_size << " to " << size;
            }
            ASSERT_TRUE(verify_consistency(old_size, naive_root(tree.first(old_size)), size, naive_root(tree), *path))
                << old_size << " to " << size;
        }
}

TEST(ConsistencyProof, NoNamedDamageHolds)
{
    auto const leaves = sample_leaves(300);
    for (std::size_t const size : {2U, 3U, 6U, 8U, 9U, 256U, 257U, 300U})
        for (std::size_t const old_size : {std::size_t{1}, size / 3, size / 2, size - 1, size}) {
            if (old_size == 0)
                continue;
            Leaves const tree = Leaves{leaves}.first(size);
            Consistency const sound{old_size, naive_root(tree.first(old_size)), size, naive_root(tree),
                                    naive_subproof(old_size, tree, true)};
            SCOPED_TRACE(std::to_string(old_size) + " to " + std::to_string(size));
            ASSERT_TRUE(sound.holds());
            auto damages = path_damages(sound);
            damages.push_back({"random old root", [](Consistency& proof) { proof.old_root = kStranger; }});
            damages.push_back({"flipped old root bit", [](Consistency& proof) { flip(proof.old_root, 9); }});
            damages.push_back({"swapped roots and sizes", [](Consistency& proof) {
                                   std::swap(proof.old_root, proof.root);
                                   std::swap(proof.old_size, proof.size);
                                   flip(proof.root, 1);
                               }});
            damages.push_back({"size * 2", [](Consistency& proof) { proof.size *= 2; }});
            damages.push_back({"size / 2", [](Consistency& proof) { proof.size /= 2; }});
            damages.push_back({"old size 0", [](Consistency& proof) { proof.old_size = 0; }});
            damages.push_back({"size below old size", [](Consistency& proof) { proof.size = proof.old_size - 1; }});
            expect_no_damage_holds(sound, damages);
        }
}

TEST(ConsistencyProof, HoldsForNoOtherPairOfSizesWhoseTreesDiffer)
{
    auto const leaves = sample_leaves(24);
    Leaves const all{leaves};
    for (std::size_t old_size = 1; old_size < 24; ++old_size)
        for (std::size_t other = 1; other < 24; ++other) {
            auto const path = naive_subproof(old_size, all, true);
            bool const holds = verify_consistency(other, naive_root(all.first(other)), 24, naive_root(all), path);
            ASSERT_EQ(holds, other == old_size) << old_size << " as " << other;
        }
}

TEST(ConsistencyProof, FromNothingIsEmptyAndNeedsTheEmptyRoot)
{
    Digest const root = naive_root(sample_leaves(3));
    EXPECT_TRUE(verify_consistency(0, empty_root(), 3, root, {}));
    EXPECT_FALSE(verify_consistency(0, kStranger, 3, root, {}));
    EXPECT_FALSE(verify_consistency(0, empty_root(), 3, root, {kStranger}));
    EXPECT_FALSE(verify_consistency(0, kStranger, 0, kStranger, {}));
    EXPECT_FALSE(verify_consistency(3, root, 3, kStranger, {}));
}

TEST(ConsistencyProof, OfAShrunkenLogIsRefused)
{
    MemoryTiles const tiles{sample_leaves(4)};
    EXPECT_EQ(consistency_proof(tiles, 4, 3).error().code, ProblemCode::kInvalidValue);
}

class ProofAtTileBorder : public testing::TestWithParam<std::size_t> {
protected:
    static MemoryTiles const& tiles()
    {
        static MemoryTiles const kTiles{sample_leaves(65'536 + 600)};
        return kTiles;
    }

    static void expect_each_tile_read_once()
    {
        std::map<unsigned, int> in_level;
        for (auto const& [tile, times] : tiles().reads) {
            EXPECT_EQ(times, 1) << "tile " << tile.second << " of level " << tile.first;
            EXPECT_LE(++in_level[tile.first], 2) << "the entry's own tile and the right edge's";
        }
    }
};

TEST_P(ProofAtTileBorder, HoldsAndReadsNoTileTwice)
{
    std::size_t const size = GetParam();
    Digest const root = *root_at(tiles(), size);
    for (std::size_t const part : {std::size_t{0}, std::size_t{255}, std::size_t{256}, size / 2, size - 2, size - 1}) {
        tiles().reads.clear();
        auto const inclusion = inclusion_proof(tiles(), part, size);
        ASSERT_TRUE(inclusion);
        EXPECT_TRUE(verify_inclusion(tiles().levels.at(0)[part], part, size, *inclusion, root)) << part;
        expect_each_tile_read_once();
        tiles().reads.clear();
        auto const consistency = consistency_proof(tiles(), part + 1, size);
        ASSERT_TRUE(consistency);
        expect_each_tile_read_once();
        EXPECT_TRUE(verify_consistency(part + 1, *root_at(tiles(), part + 1), size, root, *consistency)) << part;
    }
}

INSTANTIATE_TEST_SUITE_P(Sizes, ProofAtTileBorder,
                         testing::Values(257U, 258U, 511U, 512U, 513U, 65'535U, 65'536U, 65'537U, 65'792U, 65'793U,
                                         66'136U));

}  // namespace
}  // namespace micklegate::evidence
