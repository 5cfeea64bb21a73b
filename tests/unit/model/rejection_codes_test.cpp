// The words of a rejection: a closed list, each with what it means.
#include "gateway/model/rejection_codes.hpp"

#include <gtest/gtest.h>

#include <set>

namespace micklegate {
namespace {

TEST(RejectionCodes, AreAClosedList)
{
    EXPECT_TRUE(is_rejection_code("not_on_roll"));
    EXPECT_TRUE(is_rejection_code("declined_by_person"));
    for (char const* code : {"", "Not_on_roll", "the child is not here"})
        EXPECT_FALSE(is_rejection_code(code)) << code;
}

TEST(RejectionCodes, AreExplainedAndNoneTwice)
{
    std::set<std::string_view> codes;
    for (RejectionCode const& row : kRejectionCodes) {
        EXPECT_TRUE(codes.insert(row.code).second) << row.code;
        EXPECT_TRUE(row.meaning.ends_with('.')) << row.code;
    }
}

}  // namespace
}  // namespace micklegate
