// The parameters of a mailbox: cut down to the gateway's bounds, refused by name where they cannot be read.
#include "gateway/api/query.hpp"

#include <gtest/gtest.h>

namespace micklegate::api {
namespace {

Result<InboxQuery> read(receive::TextMap query)
{
    receive::HttpRequest request;
    request.query = std::move(query);
    return read_inbox_query(request, Limits{});
}

TEST(InboxQuery, TakesWhatIsWithinBounds)
{
    auto const query = read({{"after", "7"}, {"limit", "2"}, {"wait", "3"}});
    ASSERT_TRUE(query);
    EXPECT_EQ(query->after, 7U);
    EXPECT_EQ(query->limit, 2U);
    EXPECT_EQ(query->wait, std::chrono::seconds{3});
}

TEST(InboxQuery, CutsAPageDownToTheLimit)
{
    EXPECT_EQ(read({{"limit", "1000000"}})->limit, Limits{}.inbox_page);
    EXPECT_EQ(read({{"limit", "0"}})->limit, 1U);
}

TEST(InboxQuery, CutsAWaitDownToTheLongest)
{
    EXPECT_EQ(read({{"wait", "18446744073709551615"}})->wait, Limits{}.longest_wait);
}

TEST(InboxQuery, NamesTheParameterThatIsWrong)
{
    EXPECT_EQ(read({{"limit", "many"}}).error().errors.front().pointer, "?limit");
    EXPECT_EQ(read({{"before", "1"}}).error().code, ProblemCode::kUnknownField);
}

}  // namespace
}  // namespace micklegate::api
