// What cannot be routed goes to the desk whole, so it is kept only where an agreement in force could have allowed it.
#include "tests/unit/road/road_fixture.hpp"

namespace micklegate::road {
namespace {

using namespace std::chrono_literals;
using boost::json::object;
using commit::EntryKind;

class UnroutableTest : public RoadTest {
protected:
    static object for_an_unknown_school()
    {
        object event{{"specversion", "1.0"},
                     {"id", "night-1"},
                     {"source", samples::kForce.get()},
                     {"type", "encompass.notification"},
                     {"purpose", "child_safeguarding"},
                     {"time", "2026-11-22T05:00:00Z"}};
        object data = samples::policy()
                          .catalogue.at(MessageType{"encompass.notification"})
                          .schema.at("examples")
                          .at(0)
                          .as_object();
        data["school_name"] = "Nowhere Primary";
        for (char const* const clue : {"school_urn", "school_postcode"})
            data.erase(clue);
        event["data"] = std::move(data);
        return event;
    }

    /// Sent where `change` was made to every agreement.
    template <class Change>
    commit::Entry sent_where(Change change)
    {
        auto policies = std::make_shared<policy::PolicySet>(policy::load_policy_set(samples::policy_files()).value());
        for (policy::Agreement& agreement : policies->agreements)
            change(agreement);
        road::Setup const changed{policies, setup.agencies, setup.registers};
        auto walked = road.walk(read::read_event(for_an_unknown_school(), {}).value(),
                                {samples::kForce, changed, clock.now()}, store->ledger());
        return test::commit_one(*loop, std::move(walked)).value().entry;
    }
};

TEST_F(UnroutableTest, IsHeldOnTheFirstAndOnTheLastDayOfAnAgreement)
{
    auto const entry = sent_where([](policy::Agreement& agreement) {
        agreement.valid_from = agreement.valid_until = 2026y / std::chrono::November / 22;
    });
    EXPECT_EQ(entry.kind, EntryKind::kHeld);
    EXPECT_EQ(entry.code, "school_not_found");
}

TEST_F(UnroutableTest, IsRefusedUnseenUnderASuspendedAgreement)
{
    auto const entry = sent_where([](policy::Agreement& agreement) { agreement.suspended = true; });
    EXPECT_EQ(entry.kind, EntryKind::kRefused);
    EXPECT_EQ(entry.code, "not_allowed");
    EXPECT_FALSE(store->ledger().sealed(0)) << "kept for the desk";
}

TEST_F(UnroutableTest, IsRefusedUnseenUnderALapsedAgreement)
{
    auto const entry =
        sent_where([](policy::Agreement& agreement) { agreement.valid_until = 2026y / std::chrono::November / 21; });
    EXPECT_EQ(entry.kind, EntryKind::kRefused);
    EXPECT_EQ(entry.code, "not_allowed");
}

TEST_F(UnroutableTest, IsRefusedUnseenBeforeAnAgreementIsValid)
{
    auto const entry =
        sent_where([](policy::Agreement& agreement) { agreement.valid_from = 2026y / std::chrono::November / 23; });
    EXPECT_EQ(entry.kind, EntryKind::kRefused);
    EXPECT_EQ(entry.code, "not_allowed");
}

}  // namespace
}  // namespace micklegate::road
