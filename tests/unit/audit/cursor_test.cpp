// A cursor: opaque, and of one search.
#include "gateway/audit/cursor.hpp"

#include <gtest/gtest.h>

namespace micklegate::audit {
namespace {

TEST(Cursor, LeadsWhereItWasMadeFor)
{
    for (Cursor const made : {Cursor{0, 0}, Cursor{7, 7}, Cursor{10'000'000'000, 9'999'999'999}}) {
        auto const read = read_cursor(cursor_text(made));
        ASSERT_TRUE(read);
        EXPECT_EQ(read->search, made.search);
        EXPECT_EQ(read->below, made.below);
    }
}

TEST(Cursor, NeverLeadsBeyondItsSearch) { EXPECT_FALSE(read_cursor(cursor_text({41, 42}))); }

TEST(Cursor, IsNothingElse)
{
    std::string const sound = cursor_text({9, 8});
    for (std::string const& wrong : {std::string{}, sound.substr(1), sound + "00", std::string(32, 'g'), "9," + sound})
        EXPECT_FALSE(read_cursor(wrong)) << wrong;
}

}  // namespace
}  // namespace micklegate::audit
