// Bytes as text: one spelling for each value, and no other is read.
#include "gateway/base/bytes.hpp"

#include <gtest/gtest.h>

namespace micklegate {
namespace {

TEST(Base64, AgreesWithRfc4648)
{
    struct Row {
        char const* plain;
        char const* encoded;
    };
    // RFC 4648 section 10.
    for (auto const& [plain, encoded] :
         {Row{"", ""}, Row{"f", "Zg=="}, Row{"fo", "Zm8="}, Row{"foo", "Zm9v"}, Row{"foob", "Zm9vYg=="},
          Row{"fooba", "Zm9vYmE="}, Row{"foobar", "Zm9vYmFy"}}) {
        EXPECT_EQ(base64(as_bytes(plain)), encoded);
        EXPECT_EQ(as_text(from_base64(encoded).value()), plain);
    }
    EXPECT_EQ(base64(Bytes{0xfb, 0xff, 0xfe}), "+//+");
}

TEST(Base64, RefusesEveryOtherSpelling)
{
    for (char const* text : {"Z", "Zg", "Zg=", "Zh==", "Zm9=", "Zg==\n", "Zg= =", "=Zg=", "====", "Z===", "-_-_",
                             "Zg==Zg==", "Zm9v\xc3\xa9"})
        EXPECT_FALSE(from_base64(text)) << text;
}

TEST(Hex, RoundTripsInLowerCase)
{
    EXPECT_EQ(hex(Bytes{0x00, 0x7f, 0xff}), "007fff");
    EXPECT_EQ(from_hex("007FfF").value(), (Bytes{0x00, 0x7f, 0xff}));
    for (char const* text : {"0", "0g", "0x", " 0", "00 "})
        EXPECT_FALSE(from_hex(text)) << text;
}

TEST(BigEndian, OrdersKeysAsNumbers)
{
    std::string last;
    for (std::uint64_t const value : {0ULL, 1ULL, 255ULL, 256ULL, 0x0102030405060708ULL, 0xffffffffffffffffULL}) {
        std::string key;
        append_be64(key, value);
        EXPECT_EQ(read_be64(as_bytes(key)), value);
        EXPECT_LT(last, key);
        last = key;
    }
}

}  // namespace
}  // namespace micklegate
