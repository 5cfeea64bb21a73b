// A gateway without a desk that reads says so.
#include "gateway/serve/desk_guard.hpp"

#include <gtest/gtest.h>

namespace micklegate::serve {
namespace {

TEST(DeskGuard, IsUnavailableWhileTheDeskIsSuspended)
{
    AgencyId const desk{"desk.north-yorkshire"};
    Agencies agencies{{desk, Agency{desk, "duty_desk", "Desk", {}, {}, false}}};
    EXPECT_TRUE(check_desk(agencies, desk));

    agencies.at(desk).suspended = true;

    EXPECT_EQ(check_desk(agencies, desk).error().code, ProblemCode::kUnavailable);
    EXPECT_FALSE(check_desk({}, desk));
}

}  // namespace
}  // namespace micklegate::serve
