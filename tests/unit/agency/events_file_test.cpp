#include "gateway/agency/events_file.hpp"

#include <gtest/gtest.h>

namespace micklegate::agency {
namespace {

using Events = std::vector<std::string>;

TEST(EventsFile, OneObjectIsOneEventHoweverItIsLaidOut)
{
    EXPECT_EQ(events_in("{\n  \"id\": \"a\"\n}\n").value(), (Events{R"({"id":"a"})"}));
}

TEST(EventsFile, ArrayHoldsItsEventsInOrder)
{
    EXPECT_EQ(events_in(R"([ {"id":"a"},
 {"id":"b"} ])")
                  .value(),
              (Events{R"({"id":"a"})", R"({"id":"b"})"}));
}

TEST(EventsFile, LinesGoOnAsTheyStandAndEmptyOnesAreSkipped)
{
    EXPECT_EQ(events_in("{\"id\":\"a\"}\r\n\n{\"id\": \"b\", \"id\": \"b\"}\n").value(),
              (Events{R"({"id":"a"})", R"({"id": "b", "id": "b"})"}));
}

TEST(EventsFile, BrokenJsonIsRefused)
{
    EXPECT_FALSE(events_in("{\"id\": \n"));
    EXPECT_FALSE(events_in("{\"id\":\"a\"}\n{\"id\":\"b\"")) << "the file was cut short";
    for (std::string_view const nothing : {"", "\n", " \r\n\t"})
        EXPECT_EQ(events_in(nothing).error().detail, "The file is empty.");
}

}  // namespace
}  // namespace micklegate::agency
