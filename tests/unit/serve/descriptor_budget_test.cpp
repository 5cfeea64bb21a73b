// Strangers, the store and the site each have the descriptors they may need.
#include "gateway/serve/descriptor_budget.hpp"

#include <gtest/gtest.h>

namespace micklegate::serve {
namespace {

TEST(DescriptorBudget, CountsConnectionsTheRoomMadeForMembersThreadsAndTheStore)
{
    EXPECT_EQ(descriptors_needed({}), 1024U + 257U + 6U + 256U + 128U) << "docs/operations.md names the sum";
}

TEST(DescriptorBudget, OneTooFewIsRefusedWithWhatToDo)
{
    std::size_t const needed = descriptors_needed({});
    EXPECT_TRUE(check_descriptors({}, needed));
    auto const refused = check_descriptors({}, needed - 1);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ProblemCode::kConfiguration);
    EXPECT_NE(refused.error().next.find("LimitNOFILE="), std::string::npos);
}

}  // namespace
}  // namespace micklegate::serve
