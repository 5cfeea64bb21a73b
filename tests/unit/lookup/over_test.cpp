// An order is out of the register once it has been over for as long as it is kept, and not while it may matter.
#include "gateway/lookup/over.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace micklegate::lookup {
namespace {

using boost::json::array;
using boost::json::object;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::chrono::days kKept{30};

std::vector<Sequence> over(std::vector<history::Told> const& told, Moment now, std::chrono::days kept)
{
    return over_for(told, now, kept, [](std::string const&) { return true; });
}

Moment at(std::string_view text) { return parse_rfc3339(text).value(); }

history::Told told(Sequence entry, std::string what, object fields)
{
    history::Told each;
    each.entry = entry;
    each.recorded = at("2026-01-10T12:00:00Z");
    each.what = std::move(what);
    each.fields = std::move(fields);
    each.fields["order_ref"] = "NMO-1";
    each.fields["case_number"] = "YO26F00123";
    return each;
}

history::Told made(std::string_view end_kind = "specified")
{
    object fields{{"order_type", "non_molestation"},
                  {"made_at", "2026-01-10T11:00:00Z"},
                  {"end_kind", end_kind},
                  {"terms", array{object{{"number", 1}, {"text", "Must not harass."}}}},
                  {"sealed", true}};
    if (end_kind == "specified")
        fields["ends_at"] = "2026-03-01T12:00:00Z";
    return told(1, "made", std::move(fields));
}

history::Told discharged()
{
    return told(
        2, "discharged",
        {{"discharged_at", "2026-02-01T12:00:00Z"}, {"outcome", "discharged"}, {"made_at", "2026-01-10T11:00:00Z"}});
}

history::Told served()
{
    return told(3, "served",
                {{"served_at", "2026-01-11T09:00:00Z"},
                 {"service_kind", "served"},
                 {"service_method", "personal"},
                 {"served_by_kind", "process_server"}});
}

TEST(Over, AnOrderIsKeptForItsDaysBehindItsEnd)
{
    EXPECT_THAT(over({made(), served()}, at("2026-03-31T12:00:00Z"), kKept), IsEmpty());
    EXPECT_THAT(over({made(), served()}, at("2026-03-31T12:00:01Z"), kKept), ElementsAre(1, 3));
}

TEST(Over, ADischargeEndsItEarlier)
{
    EXPECT_THAT(over({made(), discharged()}, at("2026-03-02T12:00:00Z"), kKept), IsEmpty());
    EXPECT_THAT(over({discharged(), made()}, at("2026-03-03T12:00:01Z"), kKept), ElementsAre(2, 1));
}

TEST(Over, AMistypedYearTakesNothingOutOnTheDayItCame)
{
    history::Told old = made();
    old.fields["made_at"] = "2016-01-10T11:00:00Z";
    old.fields["ends_at"] = "2016-03-01T12:00:00Z";
    EXPECT_THAT(over({old}, at("2026-01-11T12:00:00Z"), kKept), IsEmpty());
    EXPECT_THAT(over({old}, at("2026-02-09T12:00:01Z"), kKept), ElementsAre(1));
}

TEST(Over, AnOrderWithoutEndStays)
{
    EXPECT_THAT(over({made("no_end")}, at("2066-01-01T00:00:00Z"), kKept), IsEmpty());
}

TEST(Over, WhatFollowedAnOrderThatNeverCameStays)
{
    EXPECT_THAT(over({served()}, at("2066-01-01T00:00:00Z"), kKept), IsEmpty());
    EXPECT_THAT(over({}, at("2066-01-01T00:00:00Z"), kKept), IsEmpty());
}

}  // namespace
}  // namespace micklegate::lookup
