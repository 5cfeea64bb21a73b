// What an officer is shown of an order that several agencies told of: whose names, and whose end.
#include "gateway/lookup/order_view.hpp"

#include <gmock/gmock.h>

namespace micklegate::lookup {
namespace {

using boost::json::array;
using boost::json::object;
using testing::Contains;
using testing::HasSubstr;
using testing::SizeIs;

Moment at(std::string_view text) { return parse_rfc3339(text).value(); }

bool is_court(std::string const& agency) { return agency == "court-wetherdale"; }

history::Told told(Sequence entry, std::string from, std::string what, object fields)
{
    history::Told each;
    each.entry = entry;
    each.recorded = at("2026-01-10T12:00:00Z");
    each.from = std::move(from);
    each.what = std::move(what);
    each.subject = "subject-" + std::to_string(entry);
    each.fields = std::move(fields);
    each.fields.emplace("order_ref", "NMO-1");
    each.fields.emplace("respondent_forename", "Damon");
    each.fields.emplace("respondent_surname", "Askrigg");
    return each;
}

history::Told made(Sequence entry, std::string from, object fields = {})
{
    object all{{"order_type", "non_molestation"},
               {"made_at", "2026-01-10T11:00:00Z"},
               {"end_kind", "specified"},
               {"ends_at", "2026-07-01T12:00:00Z"},
               {"sealed", true},
               {"terms", array{object{{"number", 1}, {"text", "Must not harass."}}}}};
    for (auto const& field : fields)
        all[field.key()] = field.value();
    return told(entry, std::move(from), "made", std::move(all));
}

std::string_view forename_in(OrderView const& order) { return order.fields.at("respondent_forename").as_string(); }

TEST(OrderView, ShowsWhomTheCourtNamedAndNotWhomASolicitorsCopyNames)
{
    auto const orders =
        orders_in({made(1, "court-wetherdale"), made(2, "solicitors", {{"respondent_forename", "Kell"}})},
                  at("2026-02-01T00:00:00Z"), is_court);
    ASSERT_THAT(orders, SizeIs(1));
    EXPECT_EQ(forename_in(orders[0]), "Damon");
    EXPECT_THAT(orders[0].subjects, testing::ElementsAre("subject-1"));
    EXPECT_THAT(orders[0].standing.why, Contains(HasSubstr("the court's stands")));
}

TEST(OrderView, ShowsWhatTheCourtToldBeforeWhatItsServerTold)
{
    history::Told const service = told(2, "servers", "served",
                                       {{"served_at", "2026-01-11T09:00:00Z"},
                                        {"service_kind", "served"},
                                        {"service_method", "personal"},
                                        {"served_by_kind", "process_server"},
                                        {"respondent_forename", "Kell"},
                                        {"respondent_address", "3 Kiln Yard"}});
    auto const orders = orders_in({made(1, "court-wetherdale"), service}, at("2026-02-01T00:00:00Z"), is_court);
    ASSERT_THAT(orders, SizeIs(1));
    EXPECT_EQ(forename_in(orders[0]), "Damon");
    EXPECT_EQ(orders[0].fields.at("respondent_address"), "3 Kiln Yard");
}

TEST(OrderView, ASolicitorsDischargeEndsNothing)
{
    history::Told const discharge =
        told(2, "solicitors", "discharged", {{"discharged_at", "2026-01-20T12:00:00Z"}, {"outcome", "discharged"}});
    auto const orders = orders_in({made(1, "court-wetherdale"), discharge}, at("2026-02-01T00:00:00Z"), is_court);
    ASSERT_THAT(orders, SizeIs(1));
    EXPECT_TRUE(orders[0].standing.in_force);
}

TEST(OrderView, ADischargeEndsTheOrderHoweverItSpellsItsReference)
{
    history::Told const discharge =
        told(2, "court-wetherdale", "discharged", {{"discharged_at", "2026-01-20T12:00:00Z"}, {"order_ref", "nmo 1"}});
    auto const orders = orders_in({made(1, "court-wetherdale"), discharge}, at("2026-02-01T00:00:00Z"), is_court);
    ASSERT_THAT(orders, SizeIs(1));
    EXPECT_FALSE(orders[0].standing.in_force);
}

}  // namespace
}  // namespace micklegate::lookup
