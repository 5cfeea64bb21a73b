// What is due as people read it: London's times, how late, and who was turned to.
#include "gateway/agency/due.hpp"

#include <boost/json/parse.hpp>

#include <gmock/gmock.h>

namespace micklegate::agency {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

TEST(SpanText, HasTheTwoLargestParts)
{
    EXPECT_EQ(span_text(0ms), "under a minute");
    EXPECT_EQ(span_text(59'999ms), "under a minute");
    EXPECT_EQ(span_text(-5min), "under a minute") << "the clocks of two machines differ";
    EXPECT_EQ(span_text(1min), "1 min");
    EXPECT_EQ(span_text(130min), "2 h 10 min");
    EXPECT_EQ(span_text(24h), "1 day 0 h");
    EXPECT_EQ(span_text(76h + 59min), "3 days 4 h");
}

TEST(DueTable, SaysWhatIsLateInLondonsTime)
{
    auto const late = boost::json::parse(R"({"message":"m1","type":"encompass.notification/1","from":"police.a",
        "to":"school.b","state":"delivered","deadline":"2026-06-23T07:30:00.000Z","acknowledgement":"opened","late":true,
        "you_are":"escalated_to","escalations":[{"target":"deputy","to":"school.b"},{"target":"la_childrens","to":"la.c"}]})")
                          .as_object();
    auto const coming = boost::json::parse(R"({"message":"m2\u001b[2J","deadline":"2026-06-23T12:00:00Z","late":false,
        "you_are":"sender"})")
                            .as_object();
    auto const rows = due_table({late, coming}, parse_rfc3339("2026-06-23T09:40:00Z").value());
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_THAT(rows[1], ElementsAre("Tue 23 Jun 2026 08:30", "late by 2 h 10 min", "encompass.notification/1",
                                     "police.a", "school.b", "opened", "delivered", "turned to",
                                     "deputy (school.b), la_childrens (la.c)", "m1"));
    EXPECT_EQ(rows[2][1], "in 2 h 20 min");
    EXPECT_EQ(rows[2].back().find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace micklegate::agency
