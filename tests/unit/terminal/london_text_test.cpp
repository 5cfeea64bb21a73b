// Times as another side's answers give them.
#include "gateway/terminal/london_text.hpp"

#include <gtest/gtest.h>

namespace micklegate::terminal {
namespace {

TEST(LondonText, IsReadFromRfc3339AndEmptyWhereThatIsNone)
{
    EXPECT_EQ(london_text("2026-07-01T23:30:00Z"), "Thu 2 Jul 2026 00:30");
    EXPECT_EQ(london_text("no time"), "");
}

}  // namespace
}  // namespace micklegate::terminal
