// Areas: a postcode in any spelling leads to its authority, and one that is not listed leads nowhere.
#include "tests/support/sample_registers.hpp"

#include <gtest/gtest.h>

namespace micklegate::registers {
namespace {

TEST(Areas, FindTheAuthorityOfAPostcodeInAnySpelling)
{
    AreaRegister const& areas = samples::registers().areas;
    EXPECT_EQ(areas.authority_of("YO98 5HQ"), "816");
    EXPECT_EQ(areas.authority_of("dl994ws"), "815");
    EXPECT_EQ(areas.authority_of("YO97 5HQ"), std::nullopt);
    EXPECT_EQ(areas.authority_of("YO9 85H"), std::nullopt);
    EXPECT_EQ(areas.authority_of("YO98"), std::nullopt);
}

TEST(Areas, NameTheLineTheyCannotUse)
{
    for (char const* text :
         {"outcode,la\nYO98,816\nYO98,815\n", "outcode,la\nYO98,816\nyo99,816\n", "outcode,la\nYO98,816\nYO 99,816\n",
          "outcode,la\nYO98,816\nYO99,81\n", "outcode,la\nYO98,816\nYO99 1AA,816\n"}) {
        auto const areas = AreaRegister::import(text);
        ASSERT_FALSE(areas) << text;
        EXPECT_NE(one_line(areas.error()).find("Line 3"), std::string::npos) << one_line(areas.error());
    }
    EXPECT_FALSE(AreaRegister::import("outcode\nYO98\n"));
}

}  // namespace
}  // namespace micklegate::registers
