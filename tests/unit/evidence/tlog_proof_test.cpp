// Receipts: the published whole chain, and no receipt that was changed.
#include "gateway/evidence/tlog_proof.hpp"

#include "gateway/evidence/cosignature.hpp"

#include <gtest/gtest.h>

#include "tests/unit/evidence/sample_keys.hpp"
#include "tests/unit/evidence/sample_tree.hpp"

namespace micklegate::evidence {
namespace {

// Made with golang.org/x/mod for the entries "entry-0" to "entry-2", with a witness's cosignature.
constexpr std::string_view kReceipt =
    "c2sp.org/tlog-proof@v1\n"
    "index 2\n"
    "LyelCCwdQq+kiKw1Cp/EOQwIT1T3Hs3/hZ6Y24QptHk=\n"
    "\n"
    "tlogverify.example/log\n"
    "3\n"
    "pkvybgkSj2/i/m+LLYyAHhZrV8BHp82bK4Ceepai8cs=\n"
    "\n"
    "— tlogverify.example/log "
    "asFn5XvkvfUUpcvHSyPlDyb9PfMlxK0fLxir/oP3jzqu5g+nqYiWrC4y2N/iiUwqZ4lv05aaR8oXWwCRoPoZjei5wAY=\n"
    "— police.example/witness "
    "FEKBbQAAAABpVGeAu5gdmEIlfYbMInSmEfn1HYYqnNKZIRMTozpyWy7nswIXwer6yczxzh0L3RxicPWcIuFQKW1FOl04VR0lwYKnAA==\n";

NoteKey log_key()
{
    return *parse_vkey("tlogverify.example/log+6ac167e5+AQ2GGTInnEjjK9IM0azbEhtMMXo8kFle1vIfUYSZaWpo");
}

std::string with(std::string_view from, std::string_view to)
{
    std::string text{kReceipt};
    std::size_t const at = text.find(from);
    EXPECT_NE(at, std::string::npos);
    return text.replace(at, from.size(), to);
}

TEST(TlogProof, ThePublishedReceiptProvesItsEntry)
{
    auto const proof = parse_proof(kReceipt);
    ASSERT_TRUE(proof);
    EXPECT_EQ(proof->index, 2U);
    auto const checkpoint = verify_proof(*proof, as_bytes("entry-2"), log_key());
    ASSERT_TRUE(checkpoint);
    EXPECT_EQ(checkpoint->size, 3U);
    EXPECT_EQ(proof_text(*proof), kReceipt);
}

TEST(TlogProof, OursIsThePublishedOneUpToTheWitness)
{
    MemoryTiles const tiles{sample_leaves(3)};
    Checkpoint const checkpoint{std::string{kSampleLog}, 3, tiles.tree.root()};
    TlogProof const proof{2, *inclusion_proof(tiles, 2, 3), sign_checkpoint(checkpoint, sample_log_key()), {}};
    EXPECT_EQ(proof_text(proof), kReceipt.substr(0, kReceipt.find("— police.example")));
}

TEST(TlogProof, OursWithTheWitnesssLineIsThePublishedOne)
{
    MemoryTiles const tiles{sample_leaves(3)};
    Note note = *parse_note(sign_checkpoint({std::string{kSampleLog}, 3, tiles.tree.root()}, sample_log_key()));
    note.signatures.push_back(cosign(note.text, sample_witness(), sample_witness_key(),
                                     std::chrono::sys_seconds{std::chrono::seconds{1767139200}}));
    TlogProof const proof{2, *inclusion_proof(tiles, 2, 3), note_text(note), {}};
    EXPECT_EQ(proof_text(proof), kReceipt);
}

TEST(TlogProof, ExtraDataIsKeptAndProvesNothing)
{
    std::string const text = with("index 2", "extra ZW50cnktMQ==\nindex 2");
    auto const proof = parse_proof(text);
    ASSERT_TRUE(proof);
    EXPECT_EQ(proof->extra, "entry-1");
    EXPECT_EQ(proof_text(*proof), text);
    EXPECT_TRUE(verify_proof(*proof, as_bytes("entry-2"), log_key()));
    EXPECT_FALSE(verify_proof(*proof, as_bytes(proof->extra), log_key()));
}

TEST(TlogProof, ProvesNoOtherEntryIndexPathOrLog)
{
    TlogProof const sound = *parse_proof(kReceipt);
    EXPECT_EQ(verify_proof(sound, as_bytes("entry-1"), log_key()).error().code, ProblemCode::kIntegrity);
    TlogProof moved = sound;
    moved.index = 1;
    EXPECT_FALSE(verify_proof(moved, as_bytes("entry-2"), log_key()));
    TlogProof longer = sound;
    longer.path.push_back(Digest{});
    EXPECT_FALSE(verify_proof(longer, as_bytes("entry-2"), log_key()));
    TlogProof changed = sound;
    changed.path.front()[0] ^= 1U;
    EXPECT_FALSE(verify_proof(changed, as_bytes("entry-2"), log_key()));
    EXPECT_FALSE(verify_proof(sound, as_bytes("entry-2"), note_key("other.example/log", log_key().key)));
}

TEST(TlogProof, NoChangedByteBeforeTheCosignatureProves)
{
    std::size_t const end = kReceipt.find("— police.example");
    for (std::size_t i = 0; i < end; ++i) {
        std::string changed{kReceipt};
        changed[i] = static_cast<char>(changed[i] ^ 1);
        auto const proof = parse_proof(changed);
        EXPECT_FALSE(proof && verify_proof(*proof, as_bytes("entry-2"), log_key())) << i;
    }
}

class TlogProofRefuses : public testing::TestWithParam<std::string> {};

TEST_P(TlogProofRefuses, AnotherSpelling)
{
    auto const proof = parse_proof(GetParam());
    ASSERT_FALSE(proof);
    EXPECT_EQ(proof.error().code, ProblemCode::kInvalidValue);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, TlogProofRefuses,
    testing::Values("", "c2sp.org/tlog-proof@v1\n", with("@v1", "@v2"), with("index 2", "index 02"),
                    with("index 2", "index -2"), with("index 2", "index"), with("index 2\n", ""),
                    with("index 2", "extra A\nindex 2"), with("index 2", "extra AAAA\nextra AAAA\nindex 2"),
                    with("LyelCCwd", "LyelCCw"), with("QptHk=", "QptHl="), with("QptHk=\n\n", "QptHk=\n"),
                    std::string{kReceipt.substr(0, kReceipt.find("tlogverify"))}));

TEST(TlogProof, APathLongerThanAnyTreeIsRefused)
{
    std::string lines;
    for (int i = 0; i < 64; ++i)
        lines += "LyelCCwdQq+kiKw1Cp/EOQwIT1T3Hs3/hZ6Y24QptHk=\n";
    EXPECT_FALSE(parse_proof(with("LyelCC", lines + "LyelCC")));
}

}  // namespace
}  // namespace micklegate::evidence
