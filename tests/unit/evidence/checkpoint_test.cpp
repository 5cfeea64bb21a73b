// Checkpoints: three lines, one spelling, signed under the log's own name.
#include "gateway/evidence/checkpoint.hpp"

#include <gtest/gtest.h>

#include "tests/unit/evidence/sample_keys.hpp"

namespace micklegate::evidence {
namespace {

constexpr std::string_view kRoot = "pkvybgkSj2/i/m+LLYyAHhZrV8BHp82bK4Ceepai8cs=";

NoteKey log_key() { return note_key(std::string{kSampleLog}, sample_log_key().verify_key()); }

std::string three_lines(std::string_view size)
{
    return "tlogverify.example/log\n" + std::string{size} + "\n" + std::string{kRoot} + "\n";
}

TEST(Checkpoint, IsWrittenAsItIsRead)
{
    auto const checkpoint = parse_checkpoint(three_lines("3"));
    ASSERT_TRUE(checkpoint);
    EXPECT_EQ(checkpoint->origin, kSampleLog);
    EXPECT_EQ(checkpoint->size, 3U);
    EXPECT_EQ(base64(checkpoint->root), kRoot);
    EXPECT_EQ(checkpoint_text(*checkpoint), three_lines("3"));
}

TEST(Checkpoint, HoldsTheWholeRangeOfSizes)
{
    EXPECT_EQ(parse_checkpoint(three_lines("0"))->size, 0U);
    EXPECT_EQ(parse_checkpoint(three_lines("18446744073709551615"))->size, UINT64_MAX);
}

class CheckpointRefuses : public testing::TestWithParam<std::string> {};

TEST_P(CheckpointRefuses, AnotherSpelling) { EXPECT_FALSE(parse_checkpoint(GetParam())); }

INSTANTIATE_TEST_SUITE_P(Texts, CheckpointRefuses,
                         testing::Values("", "a\n", "a\n3\n", three_lines(""), three_lines("03"), three_lines("00"),
                                         three_lines("-1"), three_lines("+3"), three_lines(" 3"), three_lines("3 "),
                                         three_lines("0x3"), three_lines("3.0"), three_lines("18446744073709551616"),
                                         "\n3\n" + std::string{kRoot} + "\n",
                                         three_lines("3").substr(0, three_lines("3").size() - 1),
                                         three_lines("3") + "extension\n", three_lines("3") + "\n",
                                         "a\n3\n" + std::string{kRoot.substr(0, 43)} + "\n",
                                         "a\n3\npkvybgkSj2/i/m+LLYyAHhZrV8BHp82bK4Ceepai8ct=\n", "a\n3\nAAAA\n"));

TEST(Checkpoint, IsSignedByteForByteAsGo)
{
    auto const checkpoint = *parse_checkpoint(three_lines("3"));
    EXPECT_EQ(sign_checkpoint(checkpoint, sample_log_key()),
              three_lines("3") +
                  "\n— tlogverify.example/log "
                  "asFn5XvkvfUUpcvHSyPlDyb9PfMlxK0fLxir/oP3jzqu5g+nqYiWrC4y2N/"
                  "iiUwqZ4lv05aaR8oXWwCRoPoZjei5wAY=\n");
    auto const opened = open_checkpoint(sign_checkpoint(checkpoint, sample_log_key()), log_key());
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->root, checkpoint.root);
}

TEST(Checkpoint, OfAnotherOriginUnderThisKeyIsRefused)
{
    std::string const note =
        sign_note("other.example/log\n3\n" + std::string{kRoot} + "\n", kSampleLog, sample_log_key());
    auto const opened = open_checkpoint(note, log_key());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ProblemCode::kIntegrity);
}

TEST(Checkpoint, SignedTextThatIsNoCheckpointIsRefused)
{
    EXPECT_FALSE(open_checkpoint(sign_note("tlogverify.example/log\n3\n", kSampleLog, sample_log_key()), log_key()));
}

}  // namespace
}  // namespace micklegate::evidence
