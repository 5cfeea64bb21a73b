// Signed notes: the published vectors, and every way a note can be unsound.
#include "gateway/evidence/signed_note.hpp"

#include <gtest/gtest.h>

#include "tests/unit/evidence/sample_keys.hpp"

namespace micklegate::evidence {
namespace {

// C2SP signed-note.md.
constexpr std::string_view kFooKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
constexpr std::string_view kFooText = "This is an example message.\n";
constexpr std::string_view kFooLine =
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
constexpr std::string_view kStrangerLine = "— witness.example/x AAAAAAAAAAAA\n";

// golang.org/x/mod, sumdb/note.
constexpr std::string_view kNeumannKey =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
constexpr std::string_view kNeumannText =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
constexpr std::string_view kNeumannLine =
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

crypto::SigningKey neumann()
{
    crypto::initialise();
    Bytes const typed_seed = *from_base64(kNeumannKey.substr(kNeumannKey.find("AYEK")));
    return crypto::SigningKey::from_seed(ByteView{typed_seed}.subspan(1));
}

NoteKey foo() { return *parse_vkey(kFooKey); }

std::string foo_note(std::string_view lines) { return std::string{kFooText} + "\n" + std::string{lines}; }

TEST(SignedNote, OpensTheSpecificationsExample)
{
    auto const text = open_note(foo_note(kFooLine), foo());
    ASSERT_TRUE(text);
    EXPECT_EQ(*text, kFooText);
}

TEST(SignedNote, SignsByteForByteAsGo)
{
    EXPECT_EQ(sign_note(kNeumannText, "PeterNeumann", neumann()),
              std::string{kNeumannText} + "\n" + std::string{kNeumannLine});
    EXPECT_EQ(note_key("PeterNeumann", neumann().verify_key()).id, 0xc74f20a3U);
}

TEST(SignedNote, TextMayHoldEmptyLinesAndWhatLooksLikeASignature)
{
    std::string const text = "first\n\n— example.com/foo AAAA\n\nlast\n";
    auto const opened =
        open_note(sign_note(text, "PeterNeumann", neumann()), note_key("PeterNeumann", neumann().verify_key()));
    ASSERT_TRUE(opened);
    EXPECT_EQ(*opened, text);
}

TEST(SignedNote, IgnoresUnknownSignersAroundTheKnownOne)
{
    std::string lines;
    for (int i = 0; i < 8; ++i)
        lines += kStrangerLine;
    EXPECT_TRUE(open_note(foo_note(lines + std::string{kFooLine} + lines), foo()));
}

TEST(SignedNote, AKnownNameWithAnotherKeyIdIsAnUnknownSigner)
{
    std::string const other_id = "— example.com/foo AAAAAAAAAAAA\n";
    EXPECT_TRUE(open_note(foo_note(other_id + std::string{kFooLine}), foo()));
    EXPECT_FALSE(open_note(foo_note(other_id), foo()));
}

TEST(SignedNote, AFailingLineOfTheKnownKeyRejectsTheNoteEvenBesideASoundOne)
{
    std::string const failing = "— example.com/foo Uw2QOkn8srV1\n";
    auto const opened = open_note(foo_note(std::string{kFooLine} + failing), foo());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ProblemCode::kIntegrity);
}

TEST(SignedNote, NoChangedByteOpens)
{
    std::string const note = foo_note(kFooLine);
    for (std::size_t i = 0; i < note.size(); ++i) {
        std::string changed = note;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        EXPECT_FALSE(open_note(changed, foo())) << i;
    }
    for (std::size_t length = 0; length < note.size(); ++length)
        EXPECT_FALSE(open_note(std::string_view{note}.substr(0, length), foo())) << length;
}

struct Unsound {
    char const* name;
    std::string note;
};

class SignedNoteRefuses : public testing::TestWithParam<Unsound> {};

TEST_P(SignedNoteRefuses, WhatIsNotANoteBeforeAskingWhoSigned)
{
    auto const opened = open_note(GetParam().note, foo());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ProblemCode::kInvalidValue);
}

INSTANTIATE_TEST_SUITE_P(
    Notes, SignedNoteRefuses,
    testing::Values(Unsound{"empty", ""}, Unsound{"no_signature", foo_note("")},
                    Unsound{"no_empty_line", std::string{kFooText} + std::string{kFooLine}},
                    Unsound{"trailing_text", foo_note(std::string{kFooLine} + "more\n")},
                    Unsound{"trailing_empty_line", foo_note(std::string{kFooLine} + "\n")},
                    Unsound{"hyphen_for_dash", foo_note("- example.com/foo AAAAAAAAAAAA\n" + std::string{kFooLine})},
                    Unsound{"stranger_not_base64", foo_note("— x AAAA*AAAAAAA\n" + std::string{kFooLine})},
                    Unsound{"stranger_unpadded", foo_note("— x AAAAAAAAAA\n" + std::string{kFooLine})},
                    Unsound{"stranger_loose_padding", foo_note("— x AAAAAAAAAB==\n" + std::string{kFooLine})},
                    Unsound{"id_without_signature", foo_note("— x AAAAAA==\n" + std::string{kFooLine})},
                    Unsound{"nameless", foo_note("—  AAAAAAAAAAAA\n" + std::string{kFooLine})},
                    Unsound{"plus_in_name", foo_note("— a+b AAAAAAAAAAAA\n" + std::string{kFooLine})},
                    Unsound{"carriage_return", "a\r\n" + foo_note(kFooLine)},
                    Unsound{"not_utf8", "\xff\n" + foo_note(kFooLine)}),
    [](auto const& row) { return row.param.name; });

TEST(SignedNote, UnderStrangersOnlyIsRefused)
{
    EXPECT_EQ(open_note(foo_note(kStrangerLine), foo()).error().code, ProblemCode::kIntegrity);
}

TEST(SignedNote, TakesSixtyFourSignaturesAndNoMore)
{
    std::string lines{kFooLine};
    for (std::size_t i = 1; i < kMostSignatures; ++i)
        lines += kStrangerLine;
    EXPECT_TRUE(open_note(foo_note(lines), foo()));
    EXPECT_FALSE(open_note(foo_note(lines + std::string{kStrangerLine}), foo()));
}

TEST(SignedNote, IsWrittenByteForByteAsItWasRead)
{
    std::string const note = foo_note(std::string{kFooLine} + std::string{kStrangerLine} + std::string{kFooLine});
    auto const parsed = parse_note(note);
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->text, kFooText);
    ASSERT_EQ(parsed->signatures.size(), 3U);
    EXPECT_TRUE(parsed->signatures[0].is_of(foo()));
    EXPECT_FALSE(parsed->signatures[1].is_of(foo()));
    EXPECT_EQ(note_text(*parsed), note);
}

TEST(SignatureLines, AreReadAloneAsAWitnessAnswersThem)
{
    auto const lines = parse_signature_lines(std::string{kFooLine} + std::string{kStrangerLine});
    ASSERT_TRUE(lines);
    ASSERT_EQ(lines->size(), 2U);
    EXPECT_EQ(signature_line(lines->front()), kFooLine);
    EXPECT_TRUE(parse_signature_lines("")->empty());
    EXPECT_FALSE(parse_signature_lines(kFooLine.substr(0, kFooLine.size() - 1)));
    EXPECT_FALSE(parse_signature_lines(std::string{kFooLine} + "\n"));
}

TEST(VerifierKey, IsWrittenAsItIsRead)
{
    EXPECT_EQ(vkey_text(foo()), kFooKey);
    EXPECT_EQ(foo().name, "example.com/foo");
    EXPECT_EQ(foo().id, 0x530d903aU);
    EXPECT_EQ(vkey_text(note_key(std::string{kSampleLog}, sample_log_key().verify_key())),
              "tlogverify.example/log+6ac167e5+AQ2GGTInnEjjK9IM0azbEhtMMXo8kFle1vIfUYSZaWpo");
}

TEST(VerifierKey, WithAPlusInItsBase64IsRead)
{
    constexpr std::string_view kWithPlus =
        "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562+5202289b+"
        "Af/cLU2Y5BJNP+r3iMDC+av9eWCD0fBJVDfzAux5zxAP";
    auto const key = parse_vkey(kWithPlus);
    ASSERT_TRUE(key);
    EXPECT_EQ(vkey_text(*key), kWithPlus);
}

TEST(VerifierKey, ForCosignaturesIsReadOnlyWhereOneIsExpected)
{
    constexpr std::string_view kMirror = "mirror.example.org+3fb148ef+BAAjjch9GyYz0sJsJx7ALhbdAtz2ov0unbzSl1vMp94O";
    auto const key = parse_vkey(kMirror, KeyType::kCosignature);
    ASSERT_TRUE(key);
    EXPECT_EQ(key->type, KeyType::kCosignature);
    EXPECT_EQ(vkey_text(*key), kMirror);
    EXPECT_FALSE(parse_vkey(kFooKey, KeyType::kCosignature));
    EXPECT_NE(note_key("a", key->key).id, note_key("a", key->key, KeyType::kCosignature).id);
}

class VerifierKeyRefuses : public testing::TestWithParam<std::string> {};

TEST_P(VerifierKeyRefuses, WhatIsNotOne)
{
    auto const key = parse_vkey(GetParam());
    ASSERT_FALSE(key);
    EXPECT_EQ(key.error().code, ProblemCode::kInvalidValue);
}

INSTANTIATE_TEST_SUITE_P(Texts, VerifierKeyRefuses,
                         testing::Values("", "example.com/foo", "example.com/foo+530d903a", "+530d903a+AekyeRrm56hA",
                                         "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                                         "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                                         "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                                         "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                                         "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
                                         "example.com foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                                         // A cosignature key (type 0x04), and PeterNeumann's private one.
                                         "mirror.example.org+3fb148ef+BAAjjch9GyYz0sJsJx7ALhbdAtz2ov0unbzSl1vMp94O",
                                         std::string{kNeumannKey}));

TEST(KeyName, HoldsNoSpaceOfAnyKindNoPlusAndNoControlCharacter)
{
    EXPECT_TRUE(valid_key_name("york.example/log"));
    EXPECT_TRUE(valid_key_name("żółw.example"));
    for (char const* const name :
         {"", "a b", "a+b", "a\nb", "a\tb", "a\u0085b", "a\u00a0b", "a\u2003b", "a\u3000", "a\xff"})
        EXPECT_FALSE(valid_key_name(name)) << hex(as_bytes(name));
}

}  // namespace
}  // namespace micklegate::evidence
