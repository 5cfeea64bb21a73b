// What a command shows: aligned for a person, and nothing but results for a pipe.
#include "gateway/terminal/progress.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace micklegate::terminal {
namespace {

class ConsoleTest : public testing::Test {
protected:
    std::ostringstream out_;
    std::ostringstream err_;
    Console console_{out_, err_, false, false};
};

TEST_F(ConsoleTest, StaysQuietInAPipe)
{
    Progress progress{console_, "Working", 2};
    progress.advance();
    progress.finish();
    console_.remark("for people");
    EXPECT_TRUE(err_.str().empty());
    EXPECT_TRUE(out_.str().empty());
}

TEST_F(ConsoleTest, AlignsTablesByWhatIsSeen)
{
    console_.print_table({{"NAME", "N"}, {"Éa", "1"}});
    EXPECT_EQ(out_.str(), "NAME  N\nÉa    1\n");
}

TEST_F(ConsoleTest, GrowingTableHasOneHeadingAndKeepsItsColumns)
{
    std::vector<std::size_t> widths;
    console_.print_part({{"NAME", "N"}, {"Éabcd", "1"}}, widths);
    console_.print_part({{"NAME", "N"}, {"b", "2"}}, widths);
    EXPECT_EQ(out_.str(), "NAME   N\nÉabcd  1\nb      2\n");
}

}  // namespace
}  // namespace micklegate::terminal
