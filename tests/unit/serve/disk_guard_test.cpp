// The reserve of disk space below which nothing new is taken, and the floor below which nothing is recorded.
#include "gateway/serve/disk_guard.hpp"

#include "tests/support/tmp_folder.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace micklegate::serve {
namespace {

constexpr std::size_t kMoreThanThereIs = std::numeric_limits<std::size_t>::max();

commit::Admitted with(std::size_t reserve, std::size_t floor)
{
    test::TmpFolder const folder;
    Limits limits;
    limits.disk_reserve_bytes = reserve;
    limits.disk_floor_bytes = floor;
    return check_disk(folder.path(), limits);
}

TEST(DiskGuard, TakesNothingNewBelowTheReserve)
{
    commit::Admitted const admitted = with(kMoreThanThereIs, 0);
    ASSERT_FALSE(admitted.anything);
    EXPECT_EQ(admitted.anything.error().code, ProblemCode::kStorageFull);
    EXPECT_TRUE(admitted.from_reserve) << "what frees space goes on";
}

TEST(DiskGuard, RecordsNothingAtAllBelowTheFloor)
{
    commit::Admitted const admitted = with(kMoreThanThereIs, kMoreThanThereIs);
    ASSERT_FALSE(admitted.from_reserve);
    EXPECT_EQ(admitted.from_reserve.error().code, ProblemCode::kStorageFull);
    EXPECT_FALSE(admitted.anything);
}

TEST(DiskGuard, AFloorAboveTheReserveCountsAsTheReserve) { EXPECT_TRUE(with(0, kMoreThanThereIs).anything); }

TEST(DiskGuard, WhatIsSpareLiesAboveTheFloor)
{
    test::TmpFolder const folder;
    Limits limits;
    limits.disk_floor_bytes = 0;
    EXPECT_GT(spare_bytes(folder.path(), limits), 0U);
    limits.disk_floor_bytes = limits.disk_reserve_bytes = kMoreThanThereIs;
    EXPECT_EQ(spare_bytes(folder.path(), limits), 0U);
    EXPECT_EQ(spare_bytes(folder.path() / "gone", {}), 0U);
}

TEST(DiskGuard, TakesMessagesAboveTheReserve) { EXPECT_TRUE(with(0, 0).anything); }

TEST(DiskGuard, TakesNothingNewWhereTheSpaceCannotBeRead)
{
    test::TmpFolder const folder;
    commit::Admitted const admitted = check_disk(folder.path() / "gone", {});
    for (Result<void> const& checked : {admitted.anything, admitted.from_reserve}) {
        ASSERT_FALSE(checked);
        EXPECT_EQ(checked.error().code, ProblemCode::kUnavailable);
    }
}

}  // namespace
}  // namespace micklegate::serve
