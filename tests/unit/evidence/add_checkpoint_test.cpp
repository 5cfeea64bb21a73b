// Requests for a cosignature: the specification's example, and nothing spelt otherwise.
#include "gateway/evidence/add_checkpoint.hpp"

#include <gtest/gtest.h>

namespace micklegate::evidence {
namespace {

// C2SP tlog-witness.md.
constexpr std::string_view kRequest =
    "old 20852014\n"
    "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n"
    "jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n"
    "5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n"
    "/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n"
    "\n"
    "example.com/behind-the-sofa\n"
    "20852163\n"
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    "\n"
    "— example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";
constexpr std::string_view kHash = "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n";

std::string with(std::string_view from, std::string_view to)
{
    std::string text{kRequest};
    return text.replace(text.find(from), from.size(), to);
}

TEST(AddCheckpoint, IsReadAndWrittenAsTheSpecificationsExample)
{
    auto const request = parse_add_checkpoint(kRequest);
    ASSERT_TRUE(request);
    EXPECT_EQ(request->old_size, 20852014U);
    ASSERT_EQ(request->proof.size(), 4U);
    EXPECT_EQ(base64(request->proof.front()) + "\n", kHash);
    EXPECT_EQ(request->checkpoint, kRequest.substr(kRequest.find("example.com")));
    EXPECT_EQ(add_checkpoint_text(*request), kRequest);
}

TEST(AddCheckpoint, MayHoldNoProof)
{
    auto const request = parse_add_checkpoint("old 0\n\nx\n");
    ASSERT_TRUE(request);
    EXPECT_TRUE(request->proof.empty());
    EXPECT_EQ(request->checkpoint, "x\n");
}

TEST(AddCheckpoint, HoldsSixtyThreeHashesAndNoMore)
{
    std::string hashes;
    for (std::size_t i = 0; i < kMostConsistencyLines; ++i)
        hashes += kHash;
    EXPECT_TRUE(parse_add_checkpoint("old 1\n" + hashes + "\nx\n"));
    EXPECT_FALSE(parse_add_checkpoint("old 1\n" + hashes + std::string{kHash} + "\nx\n"));
}

class AddCheckpointRefuses : public testing::TestWithParam<std::string> {};

TEST_P(AddCheckpointRefuses, AnotherSpelling)
{
    auto const request = parse_add_checkpoint(GetParam());
    ASSERT_FALSE(request);
    EXPECT_EQ(request.error().code, ProblemCode::kInvalidValue);
}

INSTANTIATE_TEST_SUITE_P(Bodies, AddCheckpointRefuses,
                         testing::Values("", "old 0", "old 0\n", "old 0\n\n", "\nold 0\n\nx\n", "0\n\nx\n",
                                         with("old 2", "old 02"), with("old 2", "old  2"), with("old 2", "old -2"),
                                         with("old 2", "Old 2"), with("20852014\n", "20852014 \n"),
                                         with("20852014\n", "20852014\r\n"), with("old 20852014", "old "),
                                         with("old 20852014", "old 18446744073709551616"), with("Dpkaw=", "Dpkaw"),
                                         with("Dpkaw=", "Dpkax="), with("Dpkaw=\n", "Dpkaw= \n"),
                                         with("PlRNCrwH", "PlRNCrw"), with("Kj/0=\n\n", "Kj/0=\n")));

TEST(OriginHash, IsTheHexOfItsSha256)
{
    EXPECT_EQ(origin_hash(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(origin_hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace micklegate::evidence
