// The fold: what is no record changes no projection.
#include "gateway/storage/fold.hpp"

#include "tests/support/memory_journal.hpp"

#include <gtest/gtest.h>

namespace micklegate::storage {
namespace {

TEST(Fold, RefusesWhatIsNoEntry)
{
    test::MemoryKeyValues projections;
    EXPECT_EQ(fold(0, {"{}", {}, {}}, projections).error().code, ProblemCode::kIntegrity);
    EXPECT_TRUE(projections.values.empty());
}

}  // namespace
}  // namespace micklegate::storage
