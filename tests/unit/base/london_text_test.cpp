// Times for people in England, across both changes of the clock.
#include "gateway/base/london_text.hpp"

#include <gtest/gtest.h>

namespace micklegate {
namespace {

Moment moment(std::string_view rfc3339) { return parse_rfc3339(rfc3339).value(); }

TEST(LondonText, FollowsSummerTime)
{
    EXPECT_EQ(london_text(moment("2026-11-23T08:30:00Z")), "Mon 23 Nov 2026 08:30");
    EXPECT_EQ(london_text(moment("2026-07-01T23:30:00Z")), "Thu 2 Jul 2026 00:30");
    EXPECT_EQ(london_text(moment("2026-10-25T00:30:00Z")), "Sun 25 Oct 2026 01:30");
    EXPECT_EQ(london_text(moment("2026-10-25T01:30:59.500Z")), "Sun 25 Oct 2026 01:30");
    EXPECT_EQ(london_text(moment("2026-03-29T01:00:00Z")), "Sun 29 Mar 2026 02:00");
}

TEST(LondonText, NamesTheZoneSoThatTheDoubledHourIsTwoTimes)
{
    EXPECT_EQ(london_text_with_zone(moment("2026-10-25T01:30:00+01:00")), "Sun 25 Oct 2026 01:30 BST");
    EXPECT_EQ(london_text_with_zone(moment("2026-10-25T01:30:00Z")), "Sun 25 Oct 2026 01:30 GMT");
    EXPECT_EQ(london_text_with_zone(moment("2026-07-01T23:30:00Z")), "Thu 2 Jul 2026 00:30 BST");
    EXPECT_EQ(london_text_with_zone(moment("2026-12-31T23:59:59.999Z")), "Thu 31 Dec 2026 23:59 GMT");
}

}  // namespace
}  // namespace micklegate
