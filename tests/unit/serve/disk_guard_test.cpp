// The reserve of disk space below which nothing new is taken.
#include "gateway/serve/disk_guard.hpp"

#include "tests/support/tmp_folder.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace micklegate::serve {
namespace {

TEST(DiskGuard, TakesNothingNewBelowTheReserve)
{
    test::TmpFolder const folder;
    auto const checked = check_disk(folder.path(), std::numeric_limits<std::size_t>::max());
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, ProblemCode::kStorageFull);
}

TEST(DiskGuard, TakesMessagesAboveTheReserve)
{
    test::TmpFolder const folder;
    EXPECT_TRUE(check_disk(folder.path(), 0));
}

TEST(DiskGuard, TakesNothingNewWhereTheSpaceCannotBeRead)
{
    test::TmpFolder const folder;
    auto const checked = check_disk(folder.path() / "gone", 0);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, ProblemCode::kUnavailable);
}

}  // namespace
}  // namespace micklegate::serve
