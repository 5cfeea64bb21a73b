// What a witness answers: torchwood's requests as they were published, and each rule of tlog-witness in its order.
#include "gateway/witness/judge.hpp"

#include <gtest/gtest.h>

#include "tests/unit/witness/sample_log.hpp"

namespace micklegate::witness {
namespace {

// FiloSottile/torchwood, cmd/litewitness/testdata/litewitness.txt.
constexpr std::string_view kSigsumKey =
    "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562+5202289b+"
    "Af/cLU2Y5BJNP+r3iMDC+av9eWCD0fBJVDfzAux5zxAP";
constexpr std::string_view kOrigin =
    "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562";
constexpr std::string_view kOther =
    "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e563";
constexpr std::string_view kSignedOne =
    "UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+YeSPM3wfUQMFSzVnnNuWRTYrajXpNUbIQY=";
constexpr std::string_view kSignedThree =
    "UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6go=";
constexpr std::string_view kSignedThreeBadly =
    "UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6gx=";
constexpr std::string_view kSignedThreeBadlyInOneSpelling =
    "UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6gw=";
constexpr std::string_view kSignedFive =
    "UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0tW90dJWAShei7sDww=";
constexpr std::string_view kSignedWordFive =
    "UgIom4JTC2MerrFcJ5xDcWHzRPVB6zzGBIw4OFqcKDflqjH4q4xY5vMxUxyczvdIlEwFYf7ivQU4KoWan2bLmzLx0go=";
constexpr std::string_view kRootOne = "KgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
constexpr std::string_view kRootThree = "RcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0=";
constexpr std::string_view kRootFive = "QrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=";

std::string body(std::string_view old, std::vector<std::string_view> const& proof, std::string_view origin,
                 std::string_view size, std::string_view root, std::string_view signature)
{
    std::string text = "old " + std::string{old} + "\n";
    for (std::string_view const line : proof)
        text.append(line).append("\n");
    text.append("\n").append(origin).append("\n").append(size).append("\n").append(root).append("\n");
    if (!signature.empty())
        text.append("\n— ").append(origin).append(" ").append(signature).append("\n");
    return text;
}

TEST(Judge, AnswersLitewitnesssRequestsAsItDoes)
{
    // One answer differs: the bad signature's base64 has stray bits, which Go reads over (403) and we refuse (400).
    std::vector<std::string_view> const one_to_three{"KgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                                                     "KgIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="};
    std::vector<std::string_view> const wrong{"KgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                                              "KgIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABA="};
    std::vector<std::string_view> const one_to_five{
        "KgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "+fUDV+k970B4I3uKrqJM4aP1lloPZP8mvr2Z4wRw2LI=",
        "KgQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="};
    std::vector<std::string_view> const three_to_five{
        "KgIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "KgMAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "wgiIFdZfYNv6WU1OllBKsWnLYIS/DBMqt8Uh/S4OukE=", "KgQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="};
    struct Row {
        std::string request;
        unsigned status;
        std::string answer;
    };
    std::vector<Row> const rows{
        {body("0", {}, kOrigin, "1", kRootOne, kSignedOne), 200, "— police.north-yorkshire/witness "},
        {body("1", one_to_three, kOrigin, "3", kRootThree, kSignedThreeBadly), 400, ""},
        {body("1", one_to_three, kOrigin, "3", kRootThree, kSignedThreeBadlyInOneSpelling), 403, ""},
        {body("1", one_to_three, kOther, "3", kRootThree, kSignedThree), 404, ""},
        {body("1", {}, kOrigin, "3", kRootThree, kSignedThree), 422, "The consistency proof"},
        {body("1", wrong, kOrigin, "3", kRootThree, kSignedThree), 422, "The consistency proof"},
        {body("1", one_to_three, kOrigin, "3", kRootThree, kSignedThree), 200, "— police.north-yorkshire/witness "},
        {body("1", one_to_five, kOrigin, "5", kRootFive, kSignedFive), 409, "3\n"},
        {body("3", three_to_five, kOrigin, "5", kRootFive, kSignedFive), 200, "— police.north-yorkshire/witness "},
        {body("0", {}, kOrigin, "5", kRootFive, kSignedFive), 409, "5\n"},
        {body("5", {}, kOrigin, "5", kRootFive, ""), 400, ""},
        {body("5", {}, kOrigin, "five", kRootOne, kSignedWordFive), 400, ""},
    };
    WitnessFolder folder;
    Witness const witness = folder.witness({*evidence::parse_vkey(kSigsumKey)});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Answer const answer = witness.add_checkpoint(rows[i].request);
        EXPECT_EQ(answer.status, rows[i].status) << "request " << i << ": " << answer.body;
        EXPECT_TRUE(answer.body.starts_with(rows[i].answer)) << "request " << i << ": " << answer.body;
    }
}

unsigned status_of(std::string_view request, SampleLog const& log)
{
    auto const read = read_submission(request, {log.key()});
    auto const* const refused = std::get_if<Answer>(&read);
    return refused == nullptr ? 200 : refused->status;
}

TEST(Judge, ReadsAndKnowsAndVerifiesInTheSpecificationsOrder)
{
    SampleLog log;
    log.grow(5);
    SampleLog stranger{"stranger.example/log"};
    stranger.grow(5);
    EXPECT_EQ(status_of(log.request(3), log), 200U);
    EXPECT_EQ(status_of("old three\n\n" + log.note(), log), 400U);
    EXPECT_EQ(status_of("old 3\n\nnot a note\n", log), 400U);
    EXPECT_EQ(status_of(stranger.request(3), log), 404U);
    std::string const text = evidence::checkpoint_text(log.checkpoint());
    EXPECT_EQ(status_of("old 9\n\n" + evidence::sign_note(text, "x", stranger.signing_key()), log), 403U)
        << "who may not ask is not told about sizes";
    EXPECT_EQ(status_of("old 9\n\n" + log.note(), log), 400U);
}

TEST(Judge, ForbidsALineOfTheLogThatDoesNotVerifyEvenBesideASoundOne)
{
    SampleLog log;
    log.grow(5);
    auto note = *evidence::parse_note(log.note());
    note.signatures.push_back(note.signatures.front());
    note.signatures.back().signature[0] ^= 1U;
    EXPECT_EQ(status_of("old 0\n\n" + evidence::note_text(note), log), 403U);
}

TEST(Judge, TakesNoExtensionLines)
{
    SampleLog log;
    log.grow(5);
    std::string const text = evidence::checkpoint_text(log.checkpoint()) + "extension\n";
    EXPECT_EQ(status_of("old 0\n\n" + evidence::sign_note(text, log.origin(), log.signing_key()), log), 400U);
}

TEST(Judge, TrustsAnyOfSeveralKeysOfALog)
{
    SampleLog log;
    log.grow(5);
    crypto::SigningKey const newer = evidence::key_of_sentence("the log's next key");
    std::vector<NoteKey> const keys{log.key(), evidence::note_key(log.origin(), newer.verify_key())};
    auto const read = read_submission(
        "old 0\n\n" + evidence::sign_note(evidence::checkpoint_text(log.checkpoint()), log.origin(), newer), keys);
    ASSERT_TRUE(std::holds_alternative<Submission>(read));
    EXPECT_EQ(std::get<Submission>(read).log_lines.size(), 1U);
}

struct Refusal {
    char const* name;
    std::size_t held;      ///< entries of the log that were cosigned
    std::size_t old_size;  ///< as the log says
    std::size_t size;      ///< what it sends
    char const* branch;    ///< "entry": the same log
    unsigned status;
    unsigned status_v1;
};

class JudgeRefuses : public testing::TestWithParam<Refusal> {};

TEST_P(JudgeRefuses, WhatIsNotGrownFromWhatIsHeld)
{
    Refusal const& row = GetParam();
    SampleLog log;
    log.grow(row.held);
    auto const held = row.held == 0 ? std::nullopt : std::optional{log.checkpoint()};
    log.shrink_to(0).grow(row.size, row.branch);
    auto const proof = row.old_size == 0 ? std::vector<Digest>{} : log.proof_from(row.old_size);
    Submission const submission{row.old_size, proof, log.checkpoint(), {}};
    auto const status = [&](Edition edition) {
        auto const refusal = refusal_of(submission, held, edition);
        return refusal ? refusal->status : 200;
    };
    EXPECT_EQ(status(Edition::kMain), row.status);
    EXPECT_EQ(status(Edition::kV1), row.status_v1);
}

INSTANTIATE_TEST_SUITE_P(Rows, JudgeRefuses,
                         testing::Values(Refusal{"first", 0, 0, 7, "entry", 200, 200},
                                         Refusal{"first_and_empty", 0, 0, 0, "entry", 200, 200},
                                         Refusal{"first_with_old_size", 0, 3, 7, "entry", 409, 409},
                                         Refusal{"grown", 3, 3, 7, "entry", 200, 200},
                                         Refusal{"the_same_again", 7, 7, 7, "entry", 200, 200},
                                         Refusal{"old_size_too_small", 5, 3, 7, "entry", 409, 409},
                                         Refusal{"old_size_too_large", 3, 5, 7, "entry", 409, 409},
                                         Refusal{"old_size_forgotten", 3, 0, 7, "entry", 409, 409},
                                         Refusal{"rewound", 7, 3, 3, "entry", 409, 409},
                                         Refusal{"forked_at_the_same_size", 7, 7, 7, "other", 422, 409},
                                         Refusal{"forked_and_grown", 3, 3, 7, "other", 422, 422}),
                         [](auto const& row) { return row.param.name; });

TEST(Judge, SaysTheCosignedSizeAlone)
{
    SampleLog log;
    log.grow(12);
    auto const refusal = refusal_of({3, {}, log.checkpoint(), {}}, log.checkpoint(), Edition::kMain);
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->content_type, "text/x.tlog.size");
    EXPECT_EQ(refusal->body, "12\n");
}

TEST(Judge, WantsNoProofFromNothingAndTheEmptyRootOfNothing)
{
    SampleLog log;
    log.grow(5);
    Digest const stray = log.checkpoint().root;
    EXPECT_EQ(refusal_of({0, {stray}, log.checkpoint(), {}}, std::nullopt, Edition::kMain)->status, 422U);
    Checkpoint const hollow{log.origin(), 0, stray};
    EXPECT_EQ(refusal_of({0, {}, hollow, {}}, std::nullopt, Edition::kMain)->status, 422U);
    Checkpoint const empty{log.origin(), 0, evidence::empty_root()};
    EXPECT_EQ(refusal_of({0, {}, hollow, {}}, empty, Edition::kMain)->status, 422U);
    EXPECT_EQ(refusal_of({0, {}, log.checkpoint(), {}}, empty, Edition::kMain), std::nullopt);
}

}  // namespace
}  // namespace micklegate::witness
