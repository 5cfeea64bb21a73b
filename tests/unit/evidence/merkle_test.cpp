// The tree of RFC 6962: published roots, and the same tree built naively.
#include <gtest/gtest.h>

#include "tests/unit/evidence/sample_tree.hpp"

namespace micklegate::evidence {
namespace {

// transparency-dev/merkle, testonly: the reference inputs and the roots of their first 0..8.
std::vector<Digest> reference_leaves()
{
    std::vector<Digest> leaves;
    for (char const* const text :
         {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"})
        leaves.push_back(leaf_hash(*from_hex(text)));
    return leaves;
}

constexpr std::array kReferenceRoots{
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

TEST(Merkle, HashesALeafAsTheReference)
{
    EXPECT_EQ(hex(leaf_hash(as_bytes("L123456"))), "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
}

TEST(Merkle, HashesANodeAsTheReference)
{
    ByteView const prefix = as_bytes("\x01");
    EXPECT_EQ(hex(crypto::sha256({prefix, as_bytes("N123"), as_bytes("N456")})),
              "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb");
    Digest const left = leaf_hash(as_bytes("N123"));
    Digest const right = leaf_hash(as_bytes("N456"));
    EXPECT_EQ(node_hash(left, right), crypto::sha256({prefix, left, right}));
}

TEST(Merkle, GrowsThroughTheReferenceRoots)
{
    auto const leaves = reference_leaves();
    MemoryTiles tiles{{}};
    EXPECT_EQ(hex(empty_root()), kReferenceRoots[0]);
    for (std::size_t size = 0;; ++size) {
        EXPECT_EQ(tiles.tree.size(), size);
        EXPECT_EQ(hex(tiles.tree.root()), kReferenceRoots.at(size));
        EXPECT_EQ(hex(*root_at(tiles, size)), kReferenceRoots.at(size));
        if (size == leaves.size())
            break;
        tiles.append(leaves[size]);
    }
}

TEST(Merkle, ProvesTheReferenceConsistencyFromOneToEight)
{
    MemoryTiles const tiles{reference_leaves()};
    auto const path = consistency_proof(tiles, 1, 8);
    ASSERT_TRUE(path);
    std::vector<std::string> text;
    for (Digest const& hash : *path)
        text.push_back(base64(hash));
    EXPECT_EQ(text, (std::vector<std::string>{
                        "lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=", "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=",
                        "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ="}));
}

TEST(Merkle, EverySizeHasTheRootOfTheNaiveTree)
{
    auto const leaves = sample_leaves(700);
    MemoryTiles tiles{{}};
    for (std::size_t size = 0; size <= leaves.size(); ++size) {
        ASSERT_EQ(tiles.tree.root(), naive_root(Leaves{leaves}.first(size))) << size;
        if (size < leaves.size())
            tiles.append(leaves[size]);
    }
    for (std::size_t size = 0; size <= leaves.size(); ++size)
        ASSERT_EQ(*root_at(tiles, size), naive_root(Leaves{leaves}.first(size))) << size;
}

TEST(Merkle, CompletesExactlyTheHashesOfFullTiles)
{
    auto const leaves = sample_leaves(65'536 + 300);
    MemoryTiles const tiles{leaves};
    ASSERT_EQ(tiles.levels.size(), 3U);
    EXPECT_EQ(tiles.levels.at(0), leaves);
    ASSERT_EQ(tiles.levels.at(1).size(), 257U);
    for (std::size_t i : {0U, 1U, 255U, 256U})
        EXPECT_EQ(tiles.levels.at(1)[i], naive_root(Leaves{leaves}.subspan(i * 256, 256))) << i;
    ASSERT_EQ(tiles.levels.at(2).size(), 1U);
    EXPECT_EQ(tiles.levels.at(2)[0], naive_root(Leaves{leaves}.first(65'536)));
}

TEST(Merkle, AReloadedTreeGrowsOnAsIfItHadNeverStopped)
{
    auto const leaves = sample_leaves(65'536 + 300);
    MemoryTiles const whole{leaves};
    for (std::size_t const size : {0U, 1U, 2U, 3U, 7U, 255U, 256U, 257U, 511U, 65'535U, 65'536U, 65'537U, 65'793U}) {
        auto reloaded = TreeBuilder::reload(whole, size);
        ASSERT_TRUE(reloaded) << size;
        ASSERT_EQ(reloaded->size(), size);
        ASSERT_EQ(reloaded->root(), *root_at(whole, size)) << size;
        std::vector<TileHash> completed;
        for (std::size_t i = size; i < leaves.size(); ++i)
            reloaded->append(leaves[i], completed);
        ASSERT_EQ(reloaded->root(), whole.tree.root()) << size;
        for (TileHash const& hash : completed)
            ASSERT_EQ(hash.hash, whole.levels.at(hash.level).at(hash.index)) << size;
    }
}

TEST(Merkle, ReloadReadsOneTileOfEachLevel)
{
    MemoryTiles const tiles{sample_leaves(70'000)};
    ASSERT_TRUE(TreeBuilder::reload(tiles, 70'000));
    std::map<std::pair<unsigned, std::uint64_t>, int> const right_edge{{{0, 273}, 1}, {{1, 1}, 1}, {{2, 0}, 1}};
    EXPECT_EQ(tiles.reads, right_edge);
}

TEST(Merkle, AMissingTileHashIsAnIntegrityProblem)
{
    MemoryTiles const tiles{sample_leaves(10)};
    for (auto const& code : {TreeBuilder::reload(tiles, 11).error().code, root_at(tiles, 11).error().code,
                             inclusion_proof(tiles, 3, 12).error().code, consistency_proof(tiles, 9, 13).error().code})
        EXPECT_EQ(code, ProblemCode::kIntegrity);
}

}  // namespace
}  // namespace micklegate::evidence
