// Responses: problems as RFC 9457, heads that cannot be split by a value.
#include "gateway/receive/response_head.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace micklegate::receive {
namespace {

TEST(ProblemResponse, CarriesWhatARequesterCanActOn)
{
    Problem fault = problem(ProblemCode::kInvalidValue, "A value is impossible.", "Correct it.");
    fault.errors.push_back({"/data/dob", "is in the future"});

    HttpResponse const response = problem_response(fault);

    EXPECT_EQ(response.status, 422U);
    EXPECT_EQ(response.content_type, "application/problem+json");
    EXPECT_EQ(response.body,
              R"({"detail":"A value is impossible.","errors":[{"detail":"is in the future","pointer":"/data/dob"}],)"
              R"("next":"Correct it.","status":422,"title":"A value cannot be read or is impossible",)"
              R"("type":"urn:micklegate:problem:invalid-value"})");
}

TEST(ResponseHead, HasALengthAndIsNotStored)
{
    HttpResponse const response{200, "text/plain", "hello", {{"ETag", "\"7\""}}};

    EXPECT_EQ(response_head(response, true),
              "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\nX-Content-Type-Options: nosniff\r\n"
              "ETag: \"7\"\r\nCache-Control: no-store\r\n\r\n");
}

TEST(ResponseHead, LetsAHandlerSayHowLongToKeepIt)
{
    HttpResponse const response{200, "", "", {{"Cache-Control", "max-age=60"}}};

    EXPECT_EQ(response_head(response, true).find("no-store"), std::string::npos);
}

TEST(ResponseHead, SaysThatTheConnectionEnds)
{
    EXPECT_NE(response_head(HttpResponse{}, false).find("Connection: close\r\n"), std::string::npos);
}

TEST(ResponseHead, NeverWritesAValueThatWouldSplitIt)
{
    HttpResponse response;
    for (char const* value : {"a\r\nSet-Cookie: b", "a\nb", "a\rb", "a\x7f", "\xc3\xa9"}) {
        response.headers = {{"X-Note", value}};
        EXPECT_THROW((void)response_head(response, true), std::logic_error);
    }
    response.headers = {{"X Note", "a"}};
    EXPECT_THROW((void)response_head(response, true), std::logic_error);
}

}  // namespace
}  // namespace micklegate::receive
