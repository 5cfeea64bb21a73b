// Every bound on a stranger: what goes past it is refused, and the door stays open for others.
#include "gateway/receive/body_budget.hpp"
#include "gateway/receive/throttled_log.hpp"
#include "tests/component/receive/door_test.hpp"

#include <thread>

namespace micklegate::test {
namespace {

using receive::BodyBudget;
using std::chrono::milliseconds;

class DoorLimits : public DoorTest {
protected:
    void expect_open_for_others() { EXPECT_TRUE(connect().exchange(get("/whoami")).starts_with("HTTP/1.1 200 ")); }

    /// Sends all of it, and expects one refusal and then the end.
    void expect_one_refusal(std::string_view bytes, unsigned status)
    {
        auto client = connect();
        client.send(bytes);

        auto const answers = client.rest();

        ASSERT_TRUE(answers) << "the connection stays open";
        EXPECT_TRUE(answers->starts_with("HTTP/1.1 " + std::to_string(status) + " ")) << *answers;
        EXPECT_EQ(answers->find("X-Content-Type-Options"), answers->rfind("X-Content-Type-Options"))
            << "left-over bytes became a request";
        EXPECT_NE(answers->find("Connection: close"), std::string::npos);
        EXPECT_EQ(requests_, 0);
    }
};

std::string post_head(std::string const& fields)
{
    return "POST /echo HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

TEST_F(DoorLimits, HeaderBytes)
{
    open();
    expect_one_refusal(post_head("X-Long: " + std::string(Limits{}.header_bytes, 'a') + "\r\n"), 431);
    expect_open_for_others();
}

TEST_F(DoorLimits, HeaderBytesWithoutEnd)
{
    open();
    expect_one_refusal("GET /" + std::string(Limits{}.header_bytes, 'a'), 431);
}

TEST_F(DoorLimits, HeaderFields)
{
    open();
    std::string fields;
    for (std::size_t i = 0; i < Limits{}.header_fields; ++i)
        fields += "a: b\r\n";
    expect_one_refusal(post_head(fields), 431);
}

TEST_F(DoorLimits, DeclaredBodyIsRefusedBeforeItIsSent)
{
    Limits limits;
    limits.body_bytes = 1000;
    open(limits);
    expect_one_refusal(post_head("Content-Length: 1001\r\nExpect: 100-continue\r\n"), 413);
    expect_open_for_others();
}

TEST_F(DoorLimits, ChunkedBody)
{
    Limits limits;
    limits.body_bytes = 1000;
    open(limits);
    std::string const chunk = "1f4\r\n" + std::string(500, 'a') + "\r\n";
    expect_one_refusal(post_head("Transfer-Encoding: chunked\r\n") + chunk + chunk + chunk + "0\r\n\r\n", 413);
}

/// A pool in which one agency may take 1,000 bytes, and ten more of its own.
Limits little_memory()
{
    Limits limits;
    limits.body_bytes_in_flight = BodyBudget::kParts * 1'000;
    limits.message_bytes = 10 / BodyBudget::kSinglesOfAgency;
    return limits;
}

TEST_F(DoorLimits, BodyBytesInFlight)
{
    open(little_memory());
    auto busy = connect();
    busy.send("POST /hold HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n" + std::string(900, 'a'));
    ASSERT_TRUE(hold_.begun());
    for (std::string const& body :
         {post(std::string(111, 'a')),
          post_head("Transfer-Encoding: chunked\r\n") + "6f\r\n" + std::string(111, 'a') + "\r\n0\r\n\r\n"}) {
        auto client = connect();
        client.send(body);
        auto const refused = client.rest();
        ASSERT_TRUE(refused);
        EXPECT_TRUE(refused->starts_with("HTTP/1.1 503 ")) << *refused;
        EXPECT_NE(refused->find("Retry-After: 1\r\n"), std::string::npos) << *refused;
        EXPECT_EQ(requests_, 0);
    }
    EXPECT_TRUE(
        connect_as(pki_.agency("school.900001")).exchange(post(std::string(111, 'a'))).starts_with("HTTP/1.1 200 "));

    hold_.release();
    EXPECT_TRUE(busy.response().ends_with("finished"));
    EXPECT_TRUE(connect().exchange(post(std::string(1'000, 'a'))).starts_with("HTTP/1.1 200 "))
        << "nothing was given back";
}

TEST_F(DoorLimits, ABodyThatIsDeclaredAndNotSentTakesNoMemory)
{
    open(little_memory());
    auto idle = connect();
    // The invitation says that the gateway waits for the body.
    ASSERT_TRUE(
        idle.exchange(post_head("Content-Length: 1000\r\nExpect: 100-continue\r\n")).starts_with("HTTP/1.1 100 "));

    EXPECT_TRUE(connect().exchange(post(std::string(1'000, 'a'))).starts_with("HTTP/1.1 200 "));
}

TEST_F(DoorLimits, AMessageOfAnAgencyThatHoldsLittleIsTakenThoughThePoolIsFull)
{
    Limits limits = little_memory();
    limits.message_bytes = 100;
    limits.body_bytes_in_flight = 1;
    open(limits);
    auto busy = connect_as(pki_.agency("school.900001"));
    busy.send("POST /hold HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n" + std::string(900, 'a'));
    ASSERT_TRUE(hold_.begun());

    EXPECT_TRUE(connect().exchange(post(std::string(500, 'a'))).starts_with("HTTP/1.1 503 "));
    EXPECT_TRUE(connect().exchange(post(std::string(100, 'a'))).starts_with("HTTP/1.1 200 "));
    hold_.release();
    EXPECT_NE(busy.response(), "");
}

TEST_F(DoorLimits, ABodyIsForgottenBeforeItsAnswerIsTaken)
{
    Limits limits = little_memory();
    limits.body_bytes = 20'000'000;
    limits.write_timeout = std::chrono::minutes{1};
    open(limits);
    auto slow = connect();
    // More than the sockets' buffers hold: the answer waits for a reader who never comes.
    ASSERT_TRUE(slow.send(post(std::string(limits.body_bytes, 'a'))));
    auto const deadline = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    auto const next_is_taken = [&] {
        return connect().exchange(post(std::string(1'000, 'a'))).starts_with("HTTP/1.1 200 ");
    };
    bool taken = false;
    while (!taken && std::chrono::steady_clock::now() < deadline)
        taken = requests_ > 0 && next_is_taken();

    EXPECT_TRUE(taken);
}

TEST_F(DoorLimits, OnlyPostMayCarryABody)
{
    open();
    for (std::string const request : {"GET /whoami", "GET /hold", "GET /stream", "HEAD /whoami"})
        for (std::string const framing : {"Content-Length: 5", "Transfer-Encoding: chunked"})
            expect_one_refusal(request + " HTTP/1.1\r\nHost: localhost\r\n" + framing + "\r\n\r\n", 400);
    EXPECT_TRUE(connect()
                    .exchange("GET /whoami HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                    .starts_with("HTTP/1.1 200 "));
}

TEST_F(DoorLimits, ABodyThatNobodyTakesIsNotRead)
{
    open();
    expect_one_refusal("POST /whoami HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n", 405);
    expect_one_refusal("POST /nothing HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n", 404);
}

TEST_F(DoorLimits, ABodyOfExactlyTheBoundIsTaken)
{
    Limits limits;
    limits.body_bytes = 300'000;
    open(limits);
    auto client = connect();

    std::string const answer = client.exchange(post(std::string(300'000, 'a')));

    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 "));
    EXPECT_TRUE(answer.ends_with(std::string(300'000, 'a')));
}

TEST_F(DoorLimits, Connections)
{
    Limits limits;
    limits.connections = 2;
    open(limits);
    auto first = connect();
    auto second = connect();
    ASSERT_NE(first.exchange(get("/whoami")), "");
    ASSERT_NE(second.exchange(get("/whoami")), "");

    EXPECT_FALSE(connect().shaken());
    EXPECT_TRUE(log_.wait_for("turned away"));
    EXPECT_TRUE(first.exchange(get("/whoami")).starts_with("HTTP/1.1 200 "));
}

TEST_F(DoorLimits, ConnectionsOfOneAgency)
{
    Limits limits;
    limits.connections_per_agency = 1;
    open(limits);
    auto first = connect();
    ASSERT_NE(first.exchange(get("/whoami")), "");

    EXPECT_TRUE(connect().exchange(get("/whoami")).starts_with("HTTP/1.1 429 "));
    EXPECT_TRUE(connect_as(pki_.agency("school.900001")).exchange(get("/whoami")).starts_with("HTTP/1.1 200 "));
}

TEST_F(DoorLimits, AnAgencyWithTooManyConnectionsHidesNoRefusalOfAnother)
{
    Limits limits;
    limits.connections_per_agency = 1;
    open(limits);
    auto first = connect();
    ASSERT_NE(first.exchange(get("/whoami")), "");
    std::uint64_t const loud = receive::ThrottledLog::kBurst + 5;
    for (std::uint64_t i = 0; i < loud; ++i)
        ASSERT_NE(connect().exchange(get("/whoami")), "");
    suspended_ = true;

    EXPECT_TRUE(connect_as(pki_.agency("school.900001")).exchange(get("/whoami")).starts_with("HTTP/1.1 403 "));

    EXPECT_TRUE(log_.wait_for("A connection of school.900001 is refused"));
    EXPECT_EQ(server_->over_agency_limit(), loud);
    EXPECT_EQ(server_->unwelcome(), 1U);
}

class DoorPatience : public DoorLimits {
protected:
    static Limits impatient()
    {
        Limits limits;
        limits.handshake_timeout = limits.header_timeout = limits.body_timeout = limits.idle_timeout =
            milliseconds{100};
        return limits;
    }
};

TEST_F(DoorPatience, EndsWithASlowHeader)
{
    open(impatient());
    auto client = connect();
    client.send("GET /whoami HTTP/1.1\r\n");
    EXPECT_EQ(client.rest(), "");
}

TEST_F(DoorPatience, EndsWithASlowBody)
{
    open(impatient());
    auto client = connect();
    client.send(post_head("Content-Length: 10\r\n") + "half");
    EXPECT_EQ(client.rest(), "");
    EXPECT_EQ(requests_, 0);
}

TEST_F(DoorPatience, EndsWithAnIdleConnection)
{
    open(impatient());
    auto client = connect();
    ASSERT_NE(client.exchange(get("/whoami")), "");
    EXPECT_EQ(client.rest(), "");
}

TEST_F(DoorPatience, EndsWithAHandshakeThatNeverComes)
{
    open(impatient());
    PlainClient client{server_->port()};
    EXPECT_EQ(client.rest(), "");
}

TEST_F(DoorPatience, EndsWithAReaderThatNeverTakesItsAnswers)
{
    Limits limits;
    limits.write_timeout = milliseconds{100};
    open(limits);
    auto client = connect();
    // More than the sockets' buffers hold, so the session waits for a reader, and only its own patience ends that.
    std::string const body(3'000'000, 'x');
    for (int i = 0; i < 4; ++i)
        client.send(post_head("Content-Length: 3000000\r\n") + body);
    auto const deadline = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (server_->sessions() > 0 && std::chrono::steady_clock::now() < deadline)
        std::this_thread::yield();
    EXPECT_EQ(server_->sessions(), 0U);
}

class Smuggling : public DoorLimits, public testing::WithParamInterface<char const*> {};

TEST_P(Smuggling, GetsOneRefusalAndTheRestIsNeverRead)
{
    open();
    expect_one_refusal("POST /echo HTTP/1.1\r\n" + std::string{GetParam()} + "\r\n\r\n0\r\n\r\n" + get("/whoami"), 400);
}

INSTANTIATE_TEST_SUITE_P(Shapes, Smuggling,
                         testing::Values("Host: a\r\nTransfer-Encoding: cow",
                                         "Host: a\r\nTransfer-Encoding: chunked, identity",
                                         "Host: a\r\nTransfer-Encoding: gzip, chunked",
                                         "Host: a\r\nTransfer-Encoding: identity\r\nContent-Length: 3",
                                         "Host: a\r\nTransfer-Encoding:\r\n chunked",
                                         "Host: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked",
                                         "Host: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5",
                                         "Host: a\r\nContent-Length: 3\r\nContent-Length: 3",
                                         "Host: a\r\nContent-Length: 3, 3", "Host: a\r\nContent-Length: 0x0",
                                         "Host: a\r\nHost: a", "Accept: a", "Host: a\r\nExpect: x",
                                         "Host: a\r\nX: 1\nContent-Length: 5", "Host: a\r\nContent-Length : 5"));

class BadChunks : public DoorLimits, public testing::WithParamInterface<char const*> {};

TEST_P(BadChunks, GetOneRefusalAndTheRestIsNeverRead)
{
    open();
    expect_one_refusal(post_head("Transfer-Encoding: chunked\r\n") + GetParam() + get("/whoami"), 400);
}

INSTANTIATE_TEST_SUITE_P(Shapes, BadChunks,
                         testing::Values("x\r\nabc\r\n0\r\n\r\n", "-1\r\na\r\n0\r\n\r\n", "3\r\nabcd\r\n0\r\n\r\n",
                                         "3\nabc\n0\n\n", "ffffffffffffffffff\r\na\r\n0\r\n\r\n"));

}  // namespace
}  // namespace micklegate::test
