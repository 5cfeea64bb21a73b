// Sealing: only the recipient opens it, nobody changes it, and its length tells little.
#include "gateway/seal/seal.hpp"

#include "gateway/crypto/hash.hpp"
#include "gateway/json/canonical_json.hpp"

#include <boost/json/parse.hpp>

#include <gtest/gtest.h>

namespace micklegate::seal {
namespace {

class SealTest : public testing::Test {
protected:
    static void SetUpTestSuite() { crypto::initialise(); }

    crypto::OpeningKey const school = crypto::OpeningKey::generate();
    boost::json::object const letter =
        boost::json::parse(R"({"to":"school.901233","data":{"child_forename":"Zoë","risk":"high"}})").as_object();
};

TEST_F(SealTest, OpensForTheRecipientAlone)
{
    Sealed const sealed = seal(letter, school.seal_key());
    auto const opened = open(school, sealed.bytes);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->body, letter);
    EXPECT_EQ(opened->commitment, sealed.commitment);
    EXPECT_EQ(open(crypto::OpeningKey::generate(), sealed.bytes).error().code, ProblemCode::kIntegrity);
}

TEST_F(SealTest, AnyChangedByteIsRefused)
{
    Sealed const sealed = seal(letter, school.seal_key());
    for (std::size_t at = 0; at < sealed.bytes.size(); ++at) {
        Bytes changed = sealed.bytes;
        changed[at] ^= 1U;
        ASSERT_FALSE(open(school, changed)) << "byte " << at;
    }
    EXPECT_FALSE(open(school, ByteView{sealed.bytes}.first(sealed.bytes.size() - 1)));
    EXPECT_FALSE(open(school, {}));
}

TEST_F(SealTest, TheLogCommitsToBytesAndContent)
{
    Sealed const sealed = seal(letter, school.seal_key());
    EXPECT_EQ(sealed.sha256, hex(crypto::sha256(sealed.bytes)));

    auto const content = boost::json::parse(as_text(school.open(sealed.bytes).value())).as_object();
    EXPECT_EQ(content.at("format").as_string(), "micklegate-sealed/1");
    auto const salt = from_base64(std::string{content.at("salt").as_string()}).value();
    EXPECT_GE(salt.size(), 16U);
    EXPECT_EQ(sealed.commitment, crypto::commitment(salt, as_bytes(json::canonical(content.at("body")))));
}

TEST_F(SealTest, EqualLettersLookDifferent)
{
    Sealed const first = seal(letter, school.seal_key());
    Sealed const second = seal(letter, school.seal_key());
    EXPECT_NE(first.bytes, second.bytes);
    EXPECT_NE(first.commitment, second.commitment);
}

TEST_F(SealTest, LengthIsPadded)
{
    for (std::size_t const length : {0U, 1U, 100U, 150U, 151U, 200U, 1000U}) {
        Sealed const sealed = seal({{"text", std::string(length, 'x')}}, school.seal_key());
        EXPECT_EQ((sealed.bytes.size() - crypto::kSealOverhead) % 256, 0U) << length;
    }
    EXPECT_EQ(seal({{"text", ""}}, school.seal_key()).bytes.size(),
              seal({{"text", "a few words"}}, school.seal_key()).bytes.size());
}

TEST_F(SealTest, OtherContentIsNotTakenForALetter)
{
    for (char const* content :
         {"", "no JSON", "[]", "{}", R"({"body":{},"format":"micklegate-sealed/2","salt":"AAAAAAAAAAAAAAAAAAAAAA=="})",
          R"({"body":[],"format":"micklegate-sealed/1","salt":"AAAAAAAAAAAAAAAAAAAAAA=="})",
          R"({"body":{},"format":"micklegate-sealed/1","salt":"AAAA"})",
          R"({"body":{},"format":"micklegate-sealed/1"})"})
        EXPECT_EQ(open(school, crypto::seal_to(school.seal_key(), as_bytes(content))).error().code,
                  ProblemCode::kIntegrity)
            << content;
}

}  // namespace
}  // namespace micklegate::seal
