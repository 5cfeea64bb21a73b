// Other people's text on a terminal and in JSON: nothing in it moves, turns or hides anything.
#include "gateway/terminal/safe_text.hpp"

#include <boost/json/parse.hpp>

#include <gtest/gtest.h>

namespace micklegate::terminal {
namespace {

TEST(SafeText, NothingTurnsTheOrderOfATextOrIsNoUtf8)
{
    EXPECT_EQ(safe_text("a\u202eb\u2066c\u061cd\u2028e"), "a?b?c?d?e");
    EXPECT_EQ(safe_text("a\xff\xc3"), "a??");
    EXPECT_EQ(safe_text("one\rtwo\tthree"), "one two three");
}

TEST(JsonText, InvisibleCharactersAreEscapedAndTheValueStaysTheSame)
{
    boost::json::value const value("Zoë \u202e\u0085\x7f\u200d\U000e0041 日本\n");

    std::string const text = json_text(value);

    EXPECT_EQ(text, R"("Zoë \u202e\u0085\u007f\u200d\udb40\udc41 日本\n")");
    EXPECT_EQ(boost::json::parse(text), value);
}

TEST(SafeText, OtherAlphabetsPass) { EXPECT_EQ(safe_text("Zoë Åkerman 日本 £5"), "Zoë Åkerman 日本 £5"); }

}  // namespace
}  // namespace micklegate::terminal
