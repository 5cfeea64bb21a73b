// Time: RFC 3339 as senders write it, ages on birthdays, and London's two strange nights a year.
#include "gateway/base/moment.hpp"

#include <gtest/gtest.h>

namespace micklegate {
namespace {

using namespace std::chrono_literals;

Date day(std::string_view text) { return parse_iso_date(text).value(); }

TEST(Rfc3339, IsReadWithAnyOffsetAndWrittenInUtc)
{
    struct Row {
        char const* written;
        char const* utc;
    };
    for (auto const& [written, utc] : {Row{"2026-11-21T19:37:00Z", "2026-11-21T19:37:00.000Z"},
                                       Row{"2026-11-21t19:37:00z", "2026-11-21T19:37:00.000Z"},
                                       Row{"2026-07-01T00:30:00+01:00", "2026-06-30T23:30:00.000Z"},
                                       Row{"2026-12-31T23:59:59-00:30", "2027-01-01T00:29:59.000Z"},
                                       Row{"2026-11-21T19:37:00-00:00", "2026-11-21T19:37:00.000Z"},
                                       Row{"2024-02-29T12:00:00+00:00", "2024-02-29T12:00:00.000Z"},
                                       Row{"2026-11-21T19:37:00.5Z", "2026-11-21T19:37:00.500Z"},
                                       Row{"2026-11-21T19:37:00.123999999Z", "2026-11-21T19:37:00.123Z"},
                                       Row{"0001-01-01T01:00:00+01:00", "0001-01-01T00:00:00.000Z"},
                                       Row{"9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"},
                                       Row{"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"}}) {
        auto const moment = parse_rfc3339(written);
        ASSERT_TRUE(moment) << written;
        EXPECT_EQ(rfc3339(*moment), utc) << written;
    }
}

TEST(Rfc3339, RefusesWhatIsNoTime)
{
    for (char const* text : {"",
                             "2026-11-21",
                             "2026-11-21T19:37:00",
                             "2026-11-21 19:37:00Z",
                             "2026-11-21T19:37Z",
                             "2026-11-21T24:00:00Z",
                             "2026-11-21T19:60:00Z",
                             "2016-12-31T23:59:60Z",
                             "2026-02-29T00:00:00Z",
                             "2026-13-01T00:00:00Z",
                             "2026-11-21T19:37:00.Z",
                             "2026-11-21T19:37:00.1234567890Z",
                             "2026-11-21T19:37:00+24:00",
                             "2026-11-21T19:37:00+0100",
                             "2026-11-21T19:37:00+01:60",
                             "2026-11-21T19:37:00+01:00Z",
                             "2026-11-21T19:37:00Z ",
                             "2026-11-21T19:37:00+01",
                             "+026-11-21T19:37:00Z",
                             "9999-12-31T23:59:59-23:59",
                             "9999-12-31T23:59:00-00:01",
                             "0001-01-01T00:59:59+01:00",
                             "0000-06-01T12:00:00Z",
                             "2026-11-21T1 :37:00Z"})
        EXPECT_FALSE(parse_rfc3339(text)) << text;
}

TEST(IsoDate, RoundTripsAndRefusesImpossibleDays)
{
    EXPECT_EQ(iso_date(day("2024-02-29")), "2024-02-29");
    for (char const* text :
         {"", "2026-2-9", "2026-02-30", "2026-00-10", "20260210", "2026/02/10", "2026-02-10 ", "02-10-2026"})
        EXPECT_FALSE(parse_iso_date(text)) << text;
}

TEST(Age, ChangesOnTheBirthday)
{
    struct Row {
        char const* birth;
        char const* on;
        int years;
    };
    for (auto const& [birth, on, years] :
         {Row{"2008-11-21", "2026-11-20", 17}, Row{"2008-11-21", "2026-11-21", 18}, Row{"2008-11-21", "2026-11-22", 18},
          Row{"2008-02-29", "2026-02-28", 17}, Row{"2008-02-29", "2026-03-01", 18}, Row{"2008-02-29", "2028-02-29", 20},
          Row{"2026-11-21", "2026-11-21", 0}, Row{"2026-11-22", "2026-11-21", -1}})
        EXPECT_EQ(age_in_years(day(birth), day(on)), years) << birth << " on " << on;
}

TEST(London, DateTurnsAtLocalMidnight)
{
    struct Row {
        char const* utc;
        char const* date;
    };
    for (auto const& [utc, date] :
         {Row{"2026-01-10T23:59:59Z", "2026-01-10"}, Row{"2026-01-11T00:00:00Z", "2026-01-11"},
          Row{"2026-07-10T22:59:59Z", "2026-07-10"}, Row{"2026-07-10T23:00:00Z", "2026-07-11"}})
        EXPECT_EQ(iso_date(london_date(parse_rfc3339(utc).value())), date) << utc;
}

TEST(London, WallClockTimesFollowSummerTime)
{
    struct Row {
        char const* name;
        char const* date;
        std::chrono::minutes time;
        char const* utc;
    };
    for (auto const& row : {Row{"winter", "2026-11-23", 8h + 30min, "2026-11-23T08:30:00.000Z"},
                            Row{"summer", "2026-06-22", 8h + 30min, "2026-06-22T07:30:00.000Z"},
                            Row{"before the spring gap", "2026-03-29", 59min, "2026-03-29T00:59:00.000Z"},
                            Row{"in the spring gap", "2026-03-29", 1h + 30min, "2026-03-29T01:00:00.000Z"},
                            Row{"after the spring gap", "2026-03-29", 2h, "2026-03-29T01:00:00.000Z"},
                            Row{"in autumn's doubled hour", "2026-10-25", 1h + 30min, "2026-10-25T00:30:00.000Z"},
                            Row{"after the doubled hour", "2026-10-25", 2h, "2026-10-25T02:00:00.000Z"}})
        EXPECT_EQ(rfc3339(london_moment(day(row.date), row.time)), row.utc) << row.name;
}

}  // namespace
}  // namespace micklegate
