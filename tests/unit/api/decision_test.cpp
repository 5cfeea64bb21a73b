// What a person decides: one reading for every resource, so that the same slip is told the same way everywhere.
#include "gateway/api/decision.hpp"

#include <gtest/gtest.h>

namespace micklegate::api {
namespace {

Result<Decision> read(std::string body, Reason reason = Reason::kRequired, std::string type = "application/json")
{
    receive::HttpRequest request;
    request.content_type = std::move(type);
    request.body = std::move(body);
    return read_decision(request, reason, [](json::RecordReader& reader) { (void)reader.text_or("code", ""); });
}

std::string fault(std::string body, Reason reason = Reason::kRequired)
{
    auto const decision = read(std::move(body), reason);
    return decision || decision.error().errors.empty() ? "none" : decision.error().errors.front().pointer;
}

constexpr char const* kSound = R"({"by":{"name":"Ada Lythe","role":"officer"},"reason":"Because.","code":"x"})";

TEST(Decision, SaysWhoAndWhy)
{
    auto const decision = read(kSound);
    ASSERT_TRUE(decision) << one_line(decision.error());
    EXPECT_EQ(decision->person, "Ada Lythe, officer");
    EXPECT_EQ(decision->reason, "Because.");
}

TEST(Decision, TellsTheFormThenWhoThenWhy)
{
    EXPECT_EQ(read("{", Reason::kRequired, "text/plain").error().code, ProblemCode::kUnsupportedMediaType);
    EXPECT_EQ(fault(R"({"by":{"name":" ","role":"officer"},"reason":" ","colour":"red"})"), "/colour");
    EXPECT_EQ(fault(R"({"by":{"name":" ","role":"officer"},"reason":" ","code":7})"), "/code");
    EXPECT_EQ(fault(R"({"by":{"name":" ","role":"officer"},"reason":" "})"), "/by");
    EXPECT_EQ(fault(R"({"by":{"name":"Ada","role":"officer"},"reason":" "})"), "/reason");
    EXPECT_EQ(fault(R"({"reason":"Because."})"), "/by");
}

TEST(Decision, AReasonIsRequiredOrOptionalOrNoFieldAtAll)
{
    std::string const without = R"({"by":{"name":"Ada","role":"officer"}})";
    EXPECT_EQ(fault(without), "/reason");
    EXPECT_TRUE(read(without, Reason::kOptional));
    EXPECT_TRUE(read(without, Reason::kNone));
    EXPECT_EQ(read(kSound, Reason::kOptional)->reason, "Because.");
    EXPECT_EQ(fault(kSound, Reason::kNone), "/reason");
    EXPECT_EQ(fault(R"({"by":{"name":"Ada","role":"officer"},"reason":""})", Reason::kOptional), "/reason");
}

}  // namespace
}  // namespace micklegate::api
