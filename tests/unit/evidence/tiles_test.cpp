// Tiles: one path per tile, and bundles that hold entries and nothing else.
#include "gateway/evidence/tiles.hpp"

#include <gtest/gtest.h>

namespace micklegate::evidence {
namespace {

std::vector<std::string> paths_of(std::uint64_t size)
{
    std::vector<std::string> paths;
    for (TileName const& name : tiles_of(size))
        paths.push_back(tile_path(name));
    return paths;
}

TEST(TilePath, IsSpelledAsTheSpecificationDoes)
{
    EXPECT_EQ(tile_path({false, 0, 1'234'067, 256}), "tile/0/x001/x234/067");
    EXPECT_EQ(tile_path({true, 0, 0, 3}), "tile/entries/000.p/3");
    EXPECT_EQ(tile_path({false, 2, 999, 255}), "tile/2/999.p/255");
    EXPECT_EQ(tile_path({true, 0, 1000, 256}), "tile/entries/x001/000");
    EXPECT_EQ(tile_path({false, 63, UINT64_MAX, 1}), "tile/63/x018/x446/x744/x073/x709/x551/615.p/1");
}

TEST(TilePath, IsReadBackToTheSameTile)
{
    for (std::uint64_t const index : {0ULL, 1ULL, 999ULL, 1000ULL, 1'234'067ULL, 999'999ULL, 1'000'000ULL, ~0ULL})
        for (std::size_t const width : {1U, 112U, 255U, 256U})
            for (TileName const& name : {TileName{true, 0, index, width}, TileName{false, 63, index, width}})
                EXPECT_EQ(parse_tile_path(tile_path(name)), name) << tile_path(name);
}

class TilePathRefuses : public testing::TestWithParam<char const*> {};

TEST_P(TilePathRefuses, AnotherSpelling) { EXPECT_FALSE(parse_tile_path(GetParam())); }

INSTANTIATE_TEST_SUITE_P(Paths, TilePathRefuses,
                         testing::Values("", "tile", "tile/", "tile/0", "tile/0/", "checkpoint", "/tile/0/000",
                                         "tile/0/0", "tile/0/0000", "tile/0/x000/000", "tile/0/x001", "tile/0/001/000",
                                         "tile/0/x001/x000", "tile/0/1000", "tile/00/000", "tile/64/000", "tile/-1/000",
                                         "tile/entry/000", "tile/Entries/000", "tile/0/000.p", "tile/0/000.p/",
                                         "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/257", "tile/0/000.p/01",
                                         "tile/0/000.p/1/", "tile/0/000.p/1.p/1", "tile/0/000/", "tile/0/../0/000",
                                         "tile/0/0a0", "tile/0/x018/x446/x744/x073/x709/x551/616", "tile/8/0/000",
                                         "tile/0.p/1", "tile/.p/1/000"));

TEST(TilesOf, SeventyThousandEntriesHaveTheSpecificationsTiles)
{
    auto const paths = paths_of(70'000);
    ASSERT_EQ(paths.size(), 2 * 274U + 2U + 1U);
    EXPECT_EQ(paths[0], "tile/entries/000");
    EXPECT_EQ(paths[273], "tile/entries/273.p/112");
    EXPECT_EQ(paths[274], "tile/0/000");
    EXPECT_EQ(paths[547], "tile/0/273.p/112");
    EXPECT_EQ(paths[548], "tile/1/000");
    EXPECT_EQ(paths[549], "tile/1/001.p/17");
    EXPECT_EQ(paths[550], "tile/2/000.p/1");
}

TEST(TilesOf, AFullTileOpensTheLevelAbove)
{
    EXPECT_TRUE(paths_of(0).empty());
    EXPECT_EQ(paths_of(255), (std::vector<std::string>{"tile/entries/000.p/255", "tile/0/000.p/255"}));
    EXPECT_EQ(paths_of(256), (std::vector<std::string>{"tile/entries/000", "tile/0/000", "tile/1/000.p/1"}));
}

TEST(Bundle, IsLengthsAndBytes)
{
    EXPECT_EQ(hex(encode_bundle({"entry-0", "entry-1", "entry-2"})),
              "0007656e7472792d300007656e7472792d310007656e7472792d32");
}

TEST(Bundle, GivesBackItsEntries)
{
    std::vector<std::string> const entries{"", "a", std::string(255, 'b'), std::string(256, '\0'),
                                           std::string(kLargestEntry, '\xff')};
    Bytes const bundle = encode_bundle(entries);
    auto const decoded = decode_bundle(bundle);
    ASSERT_TRUE(decoded);
    EXPECT_EQ((std::vector<std::string>{decoded->begin(), decoded->end()}), entries);
    EXPECT_TRUE(decode_bundle({})->empty());
    EXPECT_EQ(decode_bundle(encode_bundle(std::vector<std::string>(256, "x")))->size(), 256U);
}

TEST(Bundle, CutAnywhereButBetweenEntriesIsRefused)
{
    Bytes const whole = encode_bundle({"entry-0", "entry-1"});
    for (std::size_t length = 0; length <= whole.size(); ++length)
        EXPECT_EQ(decode_bundle(ByteView{whole}.first(length)).has_value(), length % 9 == 0) << length;
}

TEST(Bundle, OfMoreThanATileIsRefused)
{
    EXPECT_EQ(decode_bundle(encode_bundle(std::vector<std::string>(257, "x"))).error().code, ProblemCode::kIntegrity);
}

}  // namespace
}  // namespace micklegate::evidence
