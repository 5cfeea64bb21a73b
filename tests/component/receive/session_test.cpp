// The life of a connection: kept alive, ended in order, and never able to hurt the server.
#include "adapters/gateway_client/client.hpp"
#include "gateway/receive/throttled_log.hpp"
#include "tests/component/receive/door_test.hpp"

#include <future>

namespace micklegate::test {
namespace {

class Sessions : public DoorTest {
protected:
    gateway_client::ClientSettings settings() const
    {
        return {"127.0.0.1", server_->port(), pki_.ca(), police_.certificate, police_.key};
    }

    gateway_client::Client client()
    {
        auto connected = gateway_client::Client::connect(settings());
        EXPECT_TRUE(connected) << one_line(connected.error());
        return std::move(*connected);
    }
};

TEST_F(Sessions, CarryOneRequestAfterTheOther)
{
    open();
    auto raw = connect();

    for (std::string const body : {"one", "", "three"})
        EXPECT_TRUE(raw.exchange(post(body)).ends_with("\r\n\r\n" + body));
    EXPECT_EQ(server_->sessions(), 1U);
}

TEST_F(Sessions, AnswerPipelinedRequestsInOrder)
{
    open();
    auto raw = connect();
    raw.send(post("one") + post("two"));

    EXPECT_TRUE(raw.response().ends_with("one"));
    EXPECT_TRUE(raw.response().ends_with("two"));
}

TEST_F(Sessions, TakeAHeadInSingleBytesAndABodyInChunks)
{
    open();
    auto raw = connect();
    std::string const head = "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (char const c : head)
        raw.send({&c, 1});

    EXPECT_TRUE(raw.exchange("3;note=x\r\nabc\r\n2\r\nde\r\n0\r\nHost: other\r\n\r\n").ends_with("\r\n\r\nabcde"));
    EXPECT_TRUE(raw.exchange(post("next")).ends_with("next"));
}

TEST_F(Sessions, CloseWhenAskedTo)
{
    open();
    auto raw = connect();
    raw.send("GET /whoami HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    EXPECT_NE(raw.rest()->find("Connection: close"), std::string::npos);
}

TEST_F(Sessions, AnswerHeadWithTheLengthAndNoBody)
{
    open();
    auto raw = connect();
    raw.send("HEAD /whoami HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    auto const answer = raw.rest();

    EXPECT_NE(answer->find("Content-Length: 11\r\n"), std::string::npos);
    EXPECT_TRUE(answer->ends_with("\r\n\r\n"));
}

TEST_F(Sessions, DoNotRunARecordedResourceForHead)
{
    open();
    auto raw = connect();
    raw.send("HEAD /recorded HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    auto const answer = raw.rest();

    EXPECT_TRUE(answer->starts_with("HTTP/1.1 405 "));
    EXPECT_NE(answer->find("Allow: GET\r\n"), std::string::npos);
    EXPECT_TRUE(answer->ends_with("\r\n\r\n"));
    EXPECT_EQ(requests_, 0);
}

TEST_F(Sessions, InviteABodyThatWaitsToBeInvited)
{
    open();
    auto raw = connect();

    EXPECT_EQ(raw.exchange("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"),
              "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_TRUE(raw.exchange("abc").ends_with("\r\n\r\nabc"));
}

TEST_F(Sessions, OfTheLocalListenerReachOnlyWhatIsForAnyone)
{
    open();
    PlainClient local{server_->local_port()};
    local.send(get("/healthz") + "GET /whoami HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    auto const answers = local.rest();

    ASSERT_TRUE(answers);
    EXPECT_TRUE(answers->starts_with("HTTP/1.1 200 "));
    EXPECT_NE(answers->find("HTTP/1.1 404 "), std::string::npos);
}

TEST_F(Sessions, OfTheLocalListenerAnswerNoOtherHost)
{
    open();
    for (std::string const host : {"rebind.example", "localhost.rebind.example:80"}) {
        PlainClient local{server_->local_port()};
        local.send("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

        auto const answer = local.rest();

        ASSERT_TRUE(answer);
        EXPECT_TRUE(answer->starts_with("HTTP/1.1 421 ")) << *answer;
        EXPECT_EQ(requests_, 0);
    }
    PlainClient local{server_->local_port()};
    local.send("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server_->local_port()) +
               "\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(local.rest().value_or("").starts_with("HTTP/1.1 200 "));
}

TEST_F(Sessions, OutliveAHandlerThatThrows)
{
    open();
    auto raw = connect();

    EXPECT_TRUE(raw.exchange(get("/fail")).starts_with("HTTP/1.1 500 "));
    EXPECT_TRUE(raw.exchange(get("/whoami")).starts_with("HTTP/1.1 200 "));
    EXPECT_TRUE(log_.wait_for("A handler failed: std::runtime_error."));
    EXPECT_EQ(log_.count("a bug"), 0) << "what an exception says may hold a path or a caller's data";
}

TEST_F(Sessions, ThatMeetABugOverAndOverDoNotFillTheLog)
{
    open();
    auto raw = connect();
    for (std::uint64_t i = 0; i < receive::ThrottledLog::kBurst + 5; ++i)
        ASSERT_TRUE(raw.exchange(get("/fail")).starts_with("HTTP/1.1 500 "));

    EXPECT_EQ(log_.count("A handler failed"), std::ptrdiff_t{receive::ThrottledLog::kBurst});
}

TEST_F(Sessions, RunningRequestsAreFinishedWhenTheServerStops)
{
    open();
    auto busy = connect();
    auto idle = connect();
    ASSERT_NE(idle.exchange(get("/whoami")), "");
    busy.send(get("/hold"));
    ASSERT_TRUE(hold_.begun());

    auto stopping = std::async(std::launch::async, [this] { return server_->stop(); });
    EXPECT_EQ(idle.rest(), "");
    hold_.release();

    EXPECT_TRUE(busy.response().ends_with("finished"));
    EXPECT_EQ(busy.rest(), "");
    EXPECT_TRUE(stopping.get());
}

TEST_F(Sessions, RequestsThatDoNotEndAreCutAtTheDrainTimeout)
{
    Limits limits;
    limits.drain_timeout = std::chrono::milliseconds{100};
    open(limits);
    ends_cleanly_ = false;
    auto busy = connect();
    busy.send(get("/hold"));
    ASSERT_TRUE(hold_.begun());

    EXPECT_FALSE(server_->stop());
    EXPECT_EQ(server_->sessions(), 0U);
    ends_cleanly_ = true;
}

TEST_F(Sessions, ClientReusesItsConnectionAndReopensAClosedOne)
{
    Limits limits;
    limits.idle_timeout = std::chrono::milliseconds{100};
    open(limits);
    auto talking = client();
    ASSERT_EQ(talking.request("POST", "/echo", "text/plain", "one")->body, "one");
    ASSERT_EQ(server_->sessions(), 1U);
    while (server_->sessions() > 0)
        std::this_thread::yield();

    auto const second = talking.request("POST", "/echo", "text/plain", "two");

    ASSERT_TRUE(second) << one_line(second.error());
    EXPECT_EQ(second->body, "two");
}

TEST_F(Sessions, ClientCarriesABatchBothWays)
{
    open();
    std::string const batch(3'000'000, 'a');

    auto const reply = client().request("POST", "/echo", "application/json", batch);

    ASSERT_TRUE(reply) << one_line(reply.error());
    EXPECT_EQ(reply->body.size(), batch.size());
}

TEST_F(Sessions, ClientPassesARefusalOnAsTheGatewayToldIt)
{
    open();

    auto const reply = client().request("GET", "/no/such/path");

    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 404U);
    EXPECT_EQ(gateway_client::problem_of(*reply).code, ProblemCode::kNotFound);
}

TEST_F(Sessions, ClientSaysThatItsCertificateWasRevoked)
{
    pki_.revoke({police_.serial});
    open();

    auto connected = gateway_client::Client::connect(settings());
    auto const refusal = connected ? connected->request("GET", "/whoami").error() : connected.error();

    EXPECT_EQ(refusal.detail, "The gateway refused this identity's certificate: it was revoked.");
}

TEST_F(Sessions, ClientDoesNotTrustAnotherAuthoritysGateway)
{
    open();
    auto stranger = settings();
    stranger.ca = TestPki{folder_.path() / "other", "Another partnership"}.ca();

    auto const connected = gateway_client::Client::connect(stranger);

    ASSERT_FALSE(connected);
    EXPECT_EQ(connected.error().code, ProblemCode::kNotAllowed);
}

TEST_F(Sessions, ClientAsksWhetherTheGatewayRuns)
{
    open();
    auto const gone = settings();
    ASSERT_TRUE(server_->stop());

    auto const connected = gateway_client::Client::connect(gone);

    ASSERT_FALSE(connected);
    EXPECT_NE(connected.error().next.find("micklegate serve SITE"), std::string::npos);
}

}  // namespace
}  // namespace micklegate::test
