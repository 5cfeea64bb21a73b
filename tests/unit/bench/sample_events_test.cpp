#include "gateway/bench/sample_events.hpp"
#include "gateway/decide/decide.hpp"
#include "gateway/minimise/minimise.hpp"
#include "gateway/read/cloud_event.hpp"
#include "tests/support/sample_partnership.hpp"
#include "tests/support/sample_policy.hpp"

#include <gtest/gtest.h>

#include <set>

namespace micklegate::bench {
namespace {

std::vector<std::string> events(std::size_t count, std::size_t bytes)
{
    return sample_events(samples::registers().schools, {samples::kForce, system_now(), count, bytes});
}

TEST(SampleEvents, AreAsLongAsAskedAndAllDifferent)
{
    auto const made = events(500, 1'500);

    EXPECT_EQ(std::set(made.begin(), made.end()).size(), 500U);
    for (std::string const& event : made) {
        EXPECT_GE(event.size(), 1'500U);
        EXPECT_LT(event.size(), 1'650U);
        EXPECT_EQ(event.find('\n'), std::string::npos);
    }
}

TEST(SampleEvents, WalkTheWholeRoad)
{
    samples::Partnership const partnership;
    auto const agencies = partnership.agencies();
    Moment const now = system_now();
    for (std::string const& text : events(500, 1'500)) {
        auto places = read::read_body(read::Framing::kSingle, text, Limits{});
        ASSERT_TRUE(places.value().front().event);
        auto const message = recognise::recognise(places->front().event->event,
                                                  {samples::policy().catalogue, *agencies, samples::registers(), now});
        ASSERT_TRUE(message) << message.error().why;
        auto const decision = decide::decide(samples::policy(), *message, now);
        ASSERT_TRUE(decision) << decision.error().why;
        EXPECT_TRUE(minimise::minimise(*message, *decision)) << text;
    }
}

}  // namespace
}  // namespace micklegate::bench
