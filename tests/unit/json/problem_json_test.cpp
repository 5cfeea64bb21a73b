#include "gateway/json/problem_json.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

namespace micklegate::json {
namespace {

Problem read(std::string_view text) { return problem_in(boost::json::parse(text).as_object()); }

TEST(ProblemJson, ProblemIsReadBackWhole)
{
    Problem const told =
        read(R"({"type":"urn:micklegate:problem:id-reused","status":409,"detail":"Used.","next":"Use another.",
                                 "errors":[{"pointer":"/id","detail":"was used"}]})");

    EXPECT_EQ(told.code, ProblemCode::kIdReused);
    EXPECT_EQ(told.detail, "Used.");
    EXPECT_EQ(told.next, "Use another.");
    ASSERT_EQ(told.errors.size(), 1U);
    EXPECT_EQ(told.errors.front().pointer, "/id");
    EXPECT_EQ(told.errors.front().detail, "was used");
}

TEST(ProblemJson, UnknownTypeAndMissingPartsStillMakeAProblem)
{
    EXPECT_EQ(read(R"({"type":"urn:micklegate:problem:of-a-later-version","errors":[1],"detail":2})").code,
              ProblemCode::kInternal);
    EXPECT_EQ(read("{}").code, ProblemCode::kInternal);
}

}  // namespace
}  // namespace micklegate::json
