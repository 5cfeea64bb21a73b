// The limits, exceeded over a real connection: the problem is named and nothing is stored.
#include "tests/e2e/sample_events.hpp"

namespace micklegate::e2e {
namespace {

constexpr char const* kSingle = "application/cloudevents+json";
constexpr char const* kBatch = "application/cloudevents-batch+json";
constexpr char const* kLines = "application/x-ndjson";

class LimitsTest : public SiteTest {
protected:
    gateway_client::Reply send(char const* type, std::string body)
    {
        auto force = client(kForce);
        auto reply = force ? force->request("POST", "/v1/messages", type, std::move(body))
                           : Result<gateway_client::Reply>{force.error()};
        EXPECT_TRUE(reply) << one_line(reply.error());
        return reply ? *std::move(reply) : gateway_client::Reply{};
    }

    static std::string problem_in(gateway_client::Reply const& reply)
    {
        EXPECT_EQ(reply.content_type, "application/problem+json");
        return json::text_at(json_of(reply.body), "type").substr(std::string_view{"urn:micklegate:problem:"}.size());
    }

    static object with_summary(std::string summary)
    {
        object event = notification(1);
        event["data"].as_object()["summary"] = std::move(summary);
        return event;
    }

    static boost::json::array array_of(std::vector<object> const& events)
    {
        boost::json::array array;
        for (object const& event : events)
            array.push_back(event);
        return array;
    }
};

TEST_F(LimitsTest, WhatIsTooMuchIsNamedAndNotStored)
{
    serve();
    auto const before = recorded();

    gateway_client::Reply reply = send(kLines, lines_of(notifications(1, 501)));
    EXPECT_EQ(reply.status, 413U);
    EXPECT_EQ(problem_in(reply), "batch-too-large");

    reply = send(kBatch, boost::json::serialize(array_of(notifications(1, 501))));
    EXPECT_EQ(reply.status, 413U);
    EXPECT_EQ(problem_in(reply), "batch-too-large");

    reply = send(kLines, std::string(4 * 1024 * 1024 + 1, ' '));
    EXPECT_EQ(reply.status, 413U);
    EXPECT_EQ(problem_in(reply), "body-too-large");

    object large = notification(1);
    for (int i = 0; i < 5; ++i)
        large["data"].as_object()["x" + std::to_string(i)] = std::string(15 * 1024, 'x');
    reply = send(kSingle, boost::json::serialize(large));
    EXPECT_EQ(reply.status, 413U);
    EXPECT_EQ(problem_in(reply), "body-too-large");

    reply = send(kSingle, boost::json::serialize(with_summary(std::string(16 * 1024 + 1, 'x'))));
    EXPECT_EQ(reply.status, 400U);
    EXPECT_EQ(problem_in(reply), "string-too-long");
    EXPECT_NE(reply.body.find("/data/summary"), std::string::npos) << reply.body;

    object deep = notification(1);
    deep["data"] = json_of(std::string(R"({"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}})"));
    reply = send(kSingle, boost::json::serialize(deep));
    EXPECT_EQ(reply.status, 400U);
    EXPECT_EQ(problem_in(reply), "too-deep");

    EXPECT_EQ(recorded(), before);
    EXPECT_EQ(inbox(kSchool).size(), 0U);
}

TEST_F(LimitsTest, OneTooLargeMessageSpoilsOnlyItsOwnPlace)
{
    serve();
    object large = notification(2);
    for (int i = 0; i < 5; ++i)
        large["data"].as_object()["x" + std::to_string(i)] = std::string(15 * 1024, 'x');

    gateway_client::Reply const reply = send(kLines, lines_of({notification(1), large, notification(3)}));

    EXPECT_EQ(reply.status, 202U);
    object const told = json_of(reply.body);
    auto const& results = json::array_at(told, "results");
    ASSERT_EQ(results.size(), 3U);
    EXPECT_EQ(json::text_at(results.at(0).as_object(), "outcome"), "accepted");
    EXPECT_EQ(json::text_at(results.at(1).as_object(), "outcome"), "problem");
    EXPECT_EQ(json::text_at(results.at(2).as_object(), "outcome"), "accepted");
    EXPECT_EQ(inbox(kSchool).size(), 2U);
}

TEST_F(LimitsTest, AnAgencyBeyondItsBudgetIsToldWhenToComeBack)
{
    fs::path const settings = site() / "micklegate.toml";
    std::string text = bytes_of(settings);
    for (std::string const key : {"messages_per_agency_burst", "messages_per_agency_second"}) {
        std::size_t const at = text.find("# " + key);
        ASSERT_NE(at, std::string::npos);
        text.replace(at, text.find('\n', at) - at, key + (key.ends_with("burst") ? " = 5" : " = 1"));
    }
    write(settings, text);
    serve();
    ASSERT_EQ(send(kLines, lines_of(notifications(1, 5))).status, 202U);
    auto const before = recorded();

    gateway_client::Reply const reply = send(kLines, lines_of(notifications(6, 5)));

    EXPECT_EQ(reply.status, 429U);
    EXPECT_EQ(problem_in(reply), "over-budget");
    EXPECT_NE(reply.body.find("Try again in "), std::string::npos);
    EXPECT_EQ(recorded(), before);
    EXPECT_EQ(as(kSchool, "inbox", "list").code, 0) << "listing costs no budget";
}

}  // namespace
}  // namespace micklegate::e2e
