// Cosignatures: two published ones, signed again byte for byte, and every way a line can fail.
#include "gateway/evidence/cosignature.hpp"

#include "gateway/evidence/checkpoint.hpp"

#include <gtest/gtest.h>

#include "tests/unit/evidence/sample_keys.hpp"
#include "tests/unit/evidence/sample_tree.hpp"

namespace micklegate::evidence {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

constexpr sys_seconds kTime{seconds{1767139200}};

// FiloSottile/sunlight, cmd/skylight/testdata/gen.go.
constexpr std::string_view kMirrorKey = "mirror.example.org+3fb148ef+BAAjjch9GyYz0sJsJx7ALhbdAtz2ov0unbzSl1vMp94O";
constexpr std::string_view kMirrorText = "rome2026h1.example.org\n300\ngw31yQrqZZCcEOPrzX+bpy3nJ6QgngTKn8G1m0i62uU=\n";
constexpr std::string_view kMirrorLine =
    "— mirror.example.org "
    "P7FI7wAAAABpVGeAjA1S4pJm6MbcXjX7UUImu4azZtrfcVW2uyr/"
    "LXIYlwEJzXC0N0EiZkbqfLdXt/4gVEEuGmxJjAfXKMCISpsJAg==\n";

// Made with golang.org/x/mod over the tree of "entry-0" to "entry-2".
constexpr std::string_view kSampleText = "tlogverify.example/log\n3\npkvybgkSj2/i/m+LLYyAHhZrV8BHp82bK4Ceepai8cs=\n";
constexpr std::string_view kSampleLine =
    "— police.example/witness "
    "FEKBbQAAAABpVGeAu5gdmEIlfYbMInSmEfn1HYYqnNKZIRMTozpyWy7nswIXwer6yczxzh0L3RxicPWcIuFQKW1FOl04VR0lwYKnAA==\n";

Note note_of(std::string_view text, std::string_view lines)
{
    return {std::string{text}, *parse_signature_lines(lines)};
}

TEST(Cosignature, VerifiesSunlightsMirror)
{
    MemoryTiles tiles{{}};
    for (int i = 0; i < 300; ++i)
        tiles.append(leaf_hash(as_bytes("record " + std::to_string(i))));
    EXPECT_EQ(checkpoint_text({"rome2026h1.example.org", 300, tiles.tree.root()}), kMirrorText);
    auto const time = cosigned_at(note_of(kMirrorText, kMirrorLine), *parse_vkey(kMirrorKey, KeyType::kCosignature));
    ASSERT_TRUE(time);
    EXPECT_EQ(*time, kTime);
}

TEST(Cosignature, SignsByteForByteAsSunlight)
{
    crypto::SigningKey const key = key_of_sentence("skylight test mirror key");
    NoteKey const mirror = note_key("mirror.example.org", key.verify_key(), KeyType::kCosignature);
    EXPECT_EQ(vkey_text(mirror), kMirrorKey);
    EXPECT_EQ(signature_line(cosign(kMirrorText, mirror, key, kTime)), kMirrorLine);
}

TEST(Cosignature, SignsByteForByteAsGo)
{
    EXPECT_EQ(vkey_text(sample_witness()),
              "police.example/witness+1442816d+BOfs6mP4QRrvT22vNzf8Zem5JzJ5XJfxzEWznQ1/as2a");
    EXPECT_EQ(signature_line(cosign(kSampleText, sample_witness(), sample_witness_key(), kTime)), kSampleLine);
}

TEST(Cosignature, OfNobodyAskedForIsNoProblem)
{
    auto const time = cosigned_at(note_of(kMirrorText, kMirrorLine), sample_witness());
    ASSERT_TRUE(time);
    EXPECT_EQ(*time, std::nullopt);
}

TEST(Cosignature, SaysTheEarliestOfSeveralTimes)
{
    Note note = note_of(kSampleText, kSampleLine);
    for (int const later : {60, -60, 30})
        note.signatures.push_back(cosign(kSampleText, sample_witness(), sample_witness_key(), kTime + seconds{later}));
    EXPECT_EQ(cosigned_at(note, sample_witness()).value(), kTime - seconds{60});
}

TEST(Cosignature, NoFlippedBitVerifies)
{
    Note const sound = note_of(kSampleText, kSampleLine);
    for (std::size_t bit = 0; bit < sound.signatures[0].signature.size() * 8; ++bit) {
        Note changed = sound;
        changed.signatures[0].signature[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        auto const time = cosigned_at(changed, sample_witness());
        ASSERT_FALSE(time) << bit;
        EXPECT_EQ(time.error().code, ProblemCode::kIntegrity);
    }
}

TEST(Cosignature, OfAnotherTextOrLengthRejectsTheNoteEvenBesideASoundOne)
{
    Note note = note_of(kSampleText, std::string{kSampleLine} + std::string{kSampleLine});
    note.signatures[1].signature.push_back(0);
    EXPECT_FALSE(cosigned_at(note, sample_witness()));
    note.signatures[1].signature.resize(64);
    EXPECT_FALSE(cosigned_at(note, sample_witness()));
    EXPECT_FALSE(cosigned_at(note_of(std::string{kSampleText} + "extension\n", kSampleLine), sample_witness()));
}

TEST(Cosignature, IsNoSignatureOfTheNoteAndASignatureOfTheNoteIsNone)
{
    // One key may hold both offices: the messages begin differently, and the key ids differ.
    crypto::SigningKey const key = sample_witness_key();
    NoteKey const plain = note_key(std::string{kSampleWitness}, key.verify_key());
    Note note{std::string{kSampleText}, {cosign(kSampleText, sample_witness(), key, kTime)}};
    EXPECT_FALSE(verify_note(note, plain));
    note.signatures[0].id = plain.id;
    note.signatures[0].signature.erase(note.signatures[0].signature.begin(), note.signatures[0].signature.begin() + 8);
    EXPECT_FALSE(verify_note(note, plain));

    Note signed_note = *parse_note(sign_note(kSampleText, kSampleWitness, key));
    signed_note.signatures[0].id = sample_witness().id;
    signed_note.signatures[0].signature.insert(signed_note.signatures[0].signature.begin(), 8, 0);
    EXPECT_FALSE(cosigned_at(signed_note, sample_witness()));
}

}  // namespace
}  // namespace micklegate::evidence
