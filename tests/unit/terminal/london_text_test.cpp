// Times for people in England, across both changes of the clock.
#include "gateway/terminal/london_text.hpp"

#include <gtest/gtest.h>

namespace micklegate::terminal {
namespace {

Moment moment(std::string_view rfc3339) { return parse_rfc3339(rfc3339).value(); }

TEST(LondonText, FollowsSummerTime)
{
    EXPECT_EQ(london_text(moment("2026-11-23T08:30:00Z")), "Mon 23 Nov 2026 08:30");
    EXPECT_EQ(london_text(moment("2026-07-01T23:30:00Z")), "Thu 2 Jul 2026 00:30");
    EXPECT_EQ(london_text(moment("2026-10-25T00:30:00Z")), "Sun 25 Oct 2026 01:30");
    EXPECT_EQ(london_text(moment("2026-10-25T01:30:59.500Z")), "Sun 25 Oct 2026 01:30");
    EXPECT_EQ(london_text(moment("2026-03-29T01:00:00Z")), "Sun 29 Mar 2026 02:00");
    EXPECT_EQ(london_text("no time"), "");
}

}  // namespace
}  // namespace micklegate::terminal
