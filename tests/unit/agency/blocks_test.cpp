// Contact blocks as people read them: which prison answers, since when another is awaited, how the channels stand.
#include "gateway/agency/blocks.hpp"

#include <boost/json/parse.hpp>

#include <gmock/gmock.h>

namespace micklegate::agency {
namespace {

using testing::ElementsAre;

TEST(BlocksTable, SaysWhoAnswersWhoIsAwaitedAndHowTheChannelsStand)
{
    auto const block = boost::json::parse(R"({"block_ref":"NYP-CB-2026-00417","prisoner_number":"A9001AA",
        "responsible_prison":"HLI","holding_prison":"LEI","awaited_since":"2026-06-22T10:15:51Z",
        "gap_running_since":"2026-06-22T10:15:51Z","gap_minutes":104,"review_on":"2027-02-20","due":["acknowledge"],
        "channels":[{"channel":"mail","state":"active"},{"channel":"visits","state":"not_blocked"},
        {"channel":"pin_phone","state":"active"}],"duty_desk":false})")
                           .as_object();
    auto const rows = blocks_table({block});
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_THAT(rows[1], ElementsAre("NYP-CB-2026-00417", "A9001AA", "HLI", "LEI", "Mon 22 Jun 2026 11:15",
                                     "1 h 44 min, running", "2 active, 1 not_blocked", "2027-02-20", "acknowledge"));
}

TEST(BlocksTable, LeavesOutWhatWasNotToldAndShowsNoControlCharacters)
{
    auto const block =
        boost::json::parse(R"({"block_ref":"B1\u001b[2J","gap_minutes":0,"duty_desk":true})").as_object();
    auto const rows = blocks_table({block});
    EXPECT_EQ(rows[1][0].find('\x1b'), std::string::npos);
    EXPECT_EQ(rows[1][2], "");
    EXPECT_EQ(rows[1].back(), "duty desk");
}

}  // namespace
}  // namespace micklegate::agency
