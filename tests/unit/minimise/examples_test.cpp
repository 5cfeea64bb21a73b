// Each example of the catalogue passes the leak guard on every way that its agreements allow it to go.
#include "gateway/minimise/minimise.hpp"
#include "tests/support/sample_policy.hpp"

#include <gtest/gtest.h>

namespace micklegate::minimise {
namespace {

Moment noon() { return parse_rfc3339("2026-11-22T12:00:00Z").value(); }

TEST(Examples, AreNotHeldOnAnyWayTheyMayGo)
{
    std::size_t ways = 0;
    for (auto const& [type, spec] : samples::policy().catalogue)
        for (auto const& example : spec.schema.at("examples").as_array())
            for (std::string const& from : spec.senders)
                for (std::string const& to : spec.recipients) {
                    auto message = samples::message(type.get(), from, to);
                    message.event.data = example.as_object();
                    auto const decision = decide::decide(samples::policy(), message, noon());
                    if (!decision)
                        continue;
                    ++ways;
                    auto const release = minimise(message, *decision);
                    EXPECT_TRUE(release) << type.get() << " from " << from << " to " << to << ": "
                                         << release.error().why;
                }
    EXPECT_GE(ways, 100U);
}

}  // namespace
}  // namespace micklegate::minimise
