// Boxes: opened by their key alone, unchanged or not at all, and never twice the same.
#include "gateway/crypto/sealed_box.hpp"
#include "gateway/crypto/secret_box.hpp"

#include <gtest/gtest.h>

namespace micklegate::crypto {
namespace {

constexpr std::string_view kContent = "A. Reader, deputy DSL";

class BoxesTest : public testing::Test {
protected:
    static void SetUpTestSuite() { initialise(); }
};

TEST_F(BoxesTest, ALockedBoxOpensWithItsKeyAlone)
{
    Secret const key = Secret::random(32);
    Secret const other = Secret::random(32);
    for (std::string_view const content : {std::string_view{}, kContent}) {
        Bytes const box = lock(key.view(), as_bytes(content));
        EXPECT_EQ(as_text(unlock(key.view(), box).value()), content);
        EXPECT_NE(lock(key.view(), as_bytes(content)), box);
        EXPECT_EQ(unlock(other.view(), box).error().code, ProblemCode::kIntegrity);
    }
}

TEST_F(BoxesTest, AChangedLockedBoxIsRefused)
{
    Secret const key = Secret::random(32);
    Bytes const box = lock(key.view(), as_bytes(kContent));
    for (std::size_t at = 0; at < box.size(); ++at) {
        Bytes changed = box;
        changed[at] ^= 0x80U;
        EXPECT_FALSE(unlock(key.view(), changed)) << "byte " << at;
        EXPECT_FALSE(unlock(key.view(), ByteView{box}.first(at))) << "cut to " << at;
    }
}

TEST_F(BoxesTest, ASealedBoxOpensForItsRecipientAlone)
{
    OpeningKey const key = OpeningKey::generate();
    for (std::string_view const content : {std::string_view{}, kContent}) {
        Bytes const box = seal_to(key.seal_key(), as_bytes(content));
        EXPECT_EQ(box.size(), content.size() + kSealOverhead);
        EXPECT_EQ(as_text(key.open(box).value()), content);
        EXPECT_NE(seal_to(key.seal_key(), as_bytes(content)), box);
        EXPECT_EQ(OpeningKey::generate().open(box).error().code, ProblemCode::kIntegrity);
        EXPECT_FALSE(key.open(ByteView{box}.first(box.size() - 1)));
    }
    EXPECT_FALSE(key.open({}));
}

TEST_F(BoxesTest, AnOpeningKeyIsItsSecret)
{
    OpeningKey const key = OpeningKey::generate();
    OpeningKey const again = OpeningKey::from_secret(Secret::copy_of(key.secret()));
    EXPECT_EQ(again.seal_key(), key.seal_key());
    // RFC 7748 section 6.1, Alice.
    Bytes const secret = from_hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a").value();
    EXPECT_EQ(hex(OpeningKey::from_secret(Secret::copy_of(secret)).seal_key()),
              "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
}

}  // namespace
}  // namespace micklegate::crypto
