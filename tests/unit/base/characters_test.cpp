// Characters nobody sees, told apart from those a person reads.
#include "gateway/base/characters.hpp"

#include <gtest/gtest.h>

namespace micklegate {
namespace {

TEST(Characters, ControlsAreFoundWhereverTheyStand)
{
    for (char const* const text : {"\x1b[31m", "a\x7f", "a\xc2\x9b", "\u202eb", "a\u2066", "a\u2028b", "\xff"})
        EXPECT_TRUE(holds_control(text)) << text;
    for (char const* const text : {"", "Zoë Åkerman", "日本", "\U0001f600", "a\u200db"})
        EXPECT_FALSE(holds_control(text)) << text;
}

TEST(Characters, LineBreaksAreControlsUnlessAllowed)
{
    EXPECT_TRUE(holds_control("one\ntwo"));
    EXPECT_FALSE(holds_control("one\r\n\ttwo", "\r\n\t"));
    EXPECT_TRUE(holds_control("one\ntwo\x07", "\n"));
}

TEST(Characters, ATextOfSpacesAndInvisiblesIsBlank)
{
    for (char const* const text : {"", "   ", "\t\n", "\u00a0\u3000", "\u200b\ufeff", "\u2800", "\u2003"})
        EXPECT_TRUE(is_blank(text)) << text;
    for (char const* const text : {"a", " é ", "-", "\u2010"})
        EXPECT_FALSE(is_blank(text)) << text;
}

}  // namespace
}  // namespace micklegate
