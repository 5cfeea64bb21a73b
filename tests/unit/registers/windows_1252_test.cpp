// Windows-1252: every byte of the code page becomes the UTF-8 that Unicode's mapping table gives it.
#include "gateway/registers/windows_1252.hpp"

#include <gtest/gtest.h>

namespace micklegate::registers {
namespace {

TEST(Windows1252, DecodesAsciiLatin1AndThePrintersMarks)
{
    EXPECT_EQ(utf8_from_windows_1252("plain, \"quoted\"\r\n"), "plain, \"quoted\"\r\n");
    EXPECT_EQ(utf8_from_windows_1252("Bront\xEB \xC9"
                                     "cole \xFF"),
              "Brontë École ÿ");
    EXPECT_EQ(utf8_from_windows_1252("St Mary\x92s \x96 \x80"
                                     "5 \x8A\x9F"),
              "St Mary’s – €5 ŠŸ");
}

TEST(Windows1252, GivesTheFiveOpenBytesTheReplacementCharacter)
{
    EXPECT_EQ(utf8_from_windows_1252("\x81\x8D\x8F\x90\x9D"), "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
}

}  // namespace
}  // namespace micklegate::registers
