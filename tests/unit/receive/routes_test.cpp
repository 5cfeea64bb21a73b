// Routes: who reaches which handler, and what everybody else is told.
#include "gateway/receive/routes.hpp"

#include <gtest/gtest.h>

namespace micklegate::receive {
namespace {

class RoutesTest : public testing::Test {
protected:
    static Route row(char const* method, char const* pattern, Access access = Access::kAgency,
                     Effect effect = Effect::kNone)
    {
        return Route{method, pattern, access, Handler{}, effect};
    }

    std::string pattern_for(char const* method, char const* path, bool has_peer = true) const
    {
        auto const found = routes_.find(method, path, has_peer);
        auto const* const match = std::get_if<Routes::Match>(&found);
        return match == nullptr ? "none" : match->route->pattern;
    }

    HttpResponse answer_for(char const* method, char const* path, bool has_peer = true) const
    {
        return std::get<HttpResponse>(routes_.find(method, path, has_peer));
    }

    Routes routes_{{row("GET", "/"), row("POST", "/v1/messages"), row("GET", "/v1/messages"),
                    Route{"GET", "/v1/inbox/stream", Access::kAgency, PushHandler{}},
                    row("GET", "/v1/inbox/{id}", Access::kAgency, Effect::kRecorded),
                    row("POST", "/v1/inbox/{id}/receipts"), row("GET", "/log/tile/{rest*}"),
                    row("GET", "/healthz", Access::kAnyoneWithoutCertificate)}};
};

TEST_F(RoutesTest, FindsARowByMethodAndPath)
{
    EXPECT_EQ(pattern_for("GET", "/"), "/");
    EXPECT_EQ(pattern_for("POST", "/v1/messages"), "/v1/messages");
    EXPECT_EQ(pattern_for("POST", "/v1/inbox/7/receipts"), "/v1/inbox/{id}/receipts");
}

TEST_F(RoutesTest, PrefersTheEarlierRow) { EXPECT_EQ(pattern_for("GET", "/v1/inbox/stream"), "/v1/inbox/stream"); }

TEST_F(RoutesTest, HandsOverWhatTheNamesMatched)
{
    auto const one = routes_.find("GET", "/v1/inbox/0191", true);
    auto const rest = routes_.find("GET", "/log/tile/0/x001/067", true);

    EXPECT_EQ(std::get<Routes::Match>(one).parameters, (TextMap{{"id", "0191"}}));
    EXPECT_EQ(std::get<Routes::Match>(rest).parameters, (TextMap{{"rest", "0/x001/067"}}));
}

TEST_F(RoutesTest, DoesNotMatchMoreOrLessThanThePattern)
{
    for (char const* path : {"/v1", "/v1/messages/7", "/v1/inbox", "/log/tile", "/v1/inbox/7/receipts/8"})
        EXPECT_EQ(answer_for("GET", path).status, 404U) << path;
}

TEST_F(RoutesTest, NamesTheMethodsOfAPathThatDoesNotTakeThisOne)
{
    HttpResponse const refusal = answer_for("DELETE", "/v1/messages");

    EXPECT_EQ(refusal.status, 405U);
    ASSERT_EQ(refusal.headers.size(), 1U);
    EXPECT_EQ(refusal.headers.front().second, "POST, GET, HEAD");
}

TEST_F(RoutesTest, TakesHeadWhereGetOnlyReads)
{
    EXPECT_EQ(pattern_for("HEAD", "/v1/messages"), "/v1/messages");
    for (char const* path : {"/v1/inbox/7", "/v1/inbox/stream"}) {
        HttpResponse const refusal = answer_for("HEAD", path);
        EXPECT_EQ(refusal.status, 405U) << path;
        EXPECT_EQ(refusal.headers.front().second, "GET") << path;
    }
    EXPECT_EQ(answer_for("HEAD", "/v1/inbox/7/receipts").headers.front().second, "POST");
}

TEST_F(RoutesTest, TellsACallerWithoutCertificateNothingOfTheRest)
{
    EXPECT_EQ(pattern_for("GET", "/healthz", false), "/healthz");
    EXPECT_EQ(answer_for("POST", "/v1/messages", false).body, answer_for("POST", "/no/such/path", true).body);
    EXPECT_EQ(answer_for("DELETE", "/v1/messages", false).status, 404U);
}

}  // namespace
}  // namespace micklegate::receive
