// Targets: a path and a query that every later step reads the same way.
#include "gateway/receive/target.hpp"

#include <gtest/gtest.h>

namespace micklegate::receive {
namespace {

class TargetRefuses : public testing::TestWithParam<char const*> {};

TEST_P(TargetRefuses, TheText)
{
    auto const read = read_target(GetParam());

    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ProblemCode::kMalformedRequest);
}

INSTANTIATE_TEST_SUITE_P(Ambiguous, TargetRefuses,
                         testing::Values("", "v1", "?x=1", "//", "//v1", "/v1//inbox", "/v1/", "/.", "/..",
                                         "/v1/../log", "/v1/%2e%2e/log", "/v1/.%2E/log", "/a%2fb", "/a%2Fb", "/a%5cb",
                                         "/a\\b", "/a%00", "/a%0a", "/a%7f", "/a%c3%a9", "/a%", "/a%2", "/a%zz", "/a#b",
                                         "/a?x=%", "/a?x=%0d%0a", "/a?=1", "/a?&x=1", "/a?x=%e9"));

TEST(Target, DecodesOnce)
{
    auto const target = read_target("/v1/a%20b%252f?after=10&purpose=safe+guarding%2B&flag");

    ASSERT_TRUE(target) << one_line(target.error());
    EXPECT_EQ(target->path, "/v1/a b%2f");
    EXPECT_EQ(target->query, (TextMap{{"after", "10"}, {"purpose", "safe guarding+"}, {"flag", ""}}));
}

TEST(Target, NamesAParameterThatIsGivenTwice)
{
    std::string const twice = std::string(100, 'p') + "=1&";
    for (auto const& [target, pointer] : {std::pair<std::string, std::string>{"/a?x=1&y=2&x=3", "?x"},
                                          {"/a?y=2&%78=1&x=1", "?x"},
                                          {"/a?" + twice + twice, "?" + std::string(64, 'p')}}) {
        auto const read = read_target(target);
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().code, ProblemCode::kInvalidValue);
        ASSERT_EQ(read.error().errors.size(), 1U);
        EXPECT_EQ(read.error().errors.front().pointer, pointer);
    }
}

TEST(Target, KnowsTheRoot) { EXPECT_EQ(read_target("/")->path, "/"); }

TEST(Target, DoesNotTakeMoreQueryFieldsThanABound)
{
    std::string query;
    for (int i = 0; i < 32; ++i)
        query += "k" + std::to_string(i) + "=1&";

    EXPECT_TRUE(read_target("/a?" + query));
    EXPECT_FALSE(read_target("/a?" + query + "one=more"));
}

}  // namespace
}  // namespace micklegate::receive
