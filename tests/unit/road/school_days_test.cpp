// A notice is due by the next bell of the school it goes to, by that school's own days.
#include "tests/unit/road/road_fixture.hpp"

namespace micklegate::road {
namespace {

using boost::json::object;

class SchoolDaysTest : public RoadTest {
protected:
    std::string deadline_with(std::string const& rows)
    {
        auto registers = std::make_shared<registers::Registers>(samples::registers());
        registers->days = registers::SchoolDays::import("urn,from,to,why,is\n" + rows).value();
        road::Setup now = setup;
        now.registers = registers;
        object event;
        event["specversion"] = "1.0";
        event["id"] = "night-" + std::to_string(++number);
        event["source"] = samples::kForce.get();
        event["type"] = "encompass.notification";
        event["data"] =
            samples::policy().catalogue.at(MessageType{"encompass.notification"}).schema.at("examples").at(0);
        auto intent =
            road.walk(read::read_event(event, {}).value(), {samples::kForce, now, clock.now()}, store->ledger());
        commit::Entry const entry = test::commit_one(*loop, std::move(intent)).value().entry;
        EXPECT_EQ(entry.recipient, "school.901233");
        return entry.deadline ? rfc3339(*entry.deadline) : "none";
    }

    int number = 0;
};

TEST_F(SchoolDaysTest, B16_AnInsetMondayOfThisSchoolMovesTheDeadline)
{
    EXPECT_EQ(deadline_with(""), "2026-11-23T08:30:00.000Z");
    EXPECT_EQ(deadline_with("901233,2026-11-23,,INSET day,closed\n"), "2026-11-24T08:30:00.000Z");
    EXPECT_EQ(deadline_with("901018,2026-11-23,,INSET day,closed\n"), "2026-11-23T08:30:00.000Z");
}

}  // namespace
}  // namespace micklegate::road
