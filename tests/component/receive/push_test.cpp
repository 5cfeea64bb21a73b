// The WebSocket side: text goes out as it comes, and both ends can end it.
#include "tests/component/receive/door_test.hpp"

#include <future>

namespace micklegate::test {
namespace {

class Push : public DoorTest {
protected:
    static constexpr std::string_view kUpgrade =
        "GET /stream HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    /// Unmasked text frames of a server (RFC 6455 section 5.2), and its close frame with code 1001.
    static constexpr std::string_view kFirst =
        "\x81\x05"
        "first";
    static constexpr std::string_view kSecond =
        "\x81\x06"
        "second";
    static constexpr std::string_view kGoingAway = "\x88\x02\x03\xe9";
};

TEST_F(Push, SendsWhatTheHandlerSendsAndThenCloses)
{
    open();
    auto client = connect();

    EXPECT_TRUE(client.exchange(kUpgrade).starts_with("HTTP/1.1 101 "));
    EXPECT_EQ(client.bytes(kFirst.size()), kFirst);
    ASSERT_TRUE(hold_.begun());
    hold_.release();
    EXPECT_EQ(client.bytes(kSecond.size()), kSecond);
    EXPECT_EQ(client.bytes(kGoingAway.size()), kGoingAway);
}

TEST_F(Push, EndsPolitelyWhenTheServerStops)
{
    open();
    auto client = std::make_unique<RawClient>(server_->port(), RawOptions{police_, pki_.ca()});
    ASSERT_TRUE(client->exchange(kUpgrade).starts_with("HTTP/1.1 101 "));
    ASSERT_TRUE(hold_.begun());

    auto stopping = std::async(std::launch::async, [this] { return server_->stop(); });

    EXPECT_EQ(client->bytes(kFirst.size() + kGoingAway.size()), std::string{kFirst} + std::string{kGoingAway});
    client.reset();
    EXPECT_TRUE(stopping.get());
}

TEST_F(Push, EndsWhenThePeerLeaves)
{
    open();
    {
        auto client = connect();
        ASSERT_TRUE(client.exchange(kUpgrade).starts_with("HTTP/1.1 101 "));
        ASSERT_TRUE(hold_.begun());
    }
    while (server_->sessions() > 0)
        std::this_thread::yield();
}

TEST_F(Push, TellsAPlainRequestToUpgrade)
{
    open();

    std::string const answer = connect().exchange(get("/stream"));

    EXPECT_TRUE(answer.starts_with("HTTP/1.1 426 "));
    EXPECT_NE(answer.find("Upgrade: websocket\r\n"), std::string::npos);
    EXPECT_NE(answer.find("\"status\":426"), std::string::npos) << answer;
}

TEST_F(Push, TellsAnUnsoundUpgradeWhatItTakes)
{
    open();
    std::string const sound{kUpgrade};
    for (auto const& [part, instead] : {std::pair{"Version: 13", "Version: 12"}, {"Sec-WebSocket-Key", "X-Key"}}) {
        std::string unsound = sound;
        unsound.replace(unsound.find(part), std::string_view{part}.size(), instead);

        std::string const answer = connect().exchange(unsound);

        EXPECT_TRUE(answer.starts_with("HTTP/1.1 426 ")) << answer;
        EXPECT_NE(answer.find("Sec-WebSocket-Version: 13\r\n"), std::string::npos) << answer;
        EXPECT_NE(answer.find("application/problem+json"), std::string::npos) << answer;
    }
}

TEST_F(Push, DoesNotTellWhichLibraryAnswers)
{
    open();
    auto client = connect();
    std::string const answer = client.exchange(kUpgrade);
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 101 ")) << answer;
    EXPECT_EQ(answer.find("Beast"), std::string::npos) << answer;
}

}  // namespace
}  // namespace micklegate::test
