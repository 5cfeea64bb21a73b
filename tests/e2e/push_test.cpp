// Post that comes by itself: the long poll and the WebSocket stream.
#include "tests/component/receive/raw_client.hpp"
#include "tests/e2e/sample_events.hpp"

#include <future>
#include <set>

namespace micklegate::e2e {
namespace {

class PushTest : public SiteTest {
protected:
    void SetUp() override
    {
        SiteTest::SetUp();
        serve();
    }

    std::string send_one(unsigned number)
    {
        auto const results = session(kForce)->submit(lines_of({notification(number)}), 1);
        EXPECT_TRUE(results) << one_line(results.error());
        return json::text_at(results->front(), "message");
    }
};

TEST_F(PushTest, ALongPollReturnsWhenPostArrives)
{
    auto school = session(kSchool);
    ASSERT_TRUE(school);
    auto const begun = std::chrono::steady_clock::now();
    auto asking = std::async(std::launch::async, [&] { return school->get("/v1/inbox?wait=25"); });
    ASSERT_EQ(asking.wait_for(std::chrono::milliseconds{300}), std::future_status::timeout) << "it did not wait";

    std::string const message = send_one(1);

    auto const told = asking.get();
    ASSERT_TRUE(told) << one_line(told.error());
    auto const& messages = json::array_at(*told, "messages");
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_EQ(json::text_at(messages.front().as_object(), "message"), message);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{20}) << "it waited to the end";
}

TEST_F(PushTest, AStreamDeliversWhatWaitsAndWhatComes)
{
    std::string const waiting = send_one(1);
    fs::path const own = identity(kSchool);
    test::RawClient socket{gateway_->port(),
                           {test::CertificateFiles{own / "tls.crt", own / "tls.key", ""}, own / "ca.crt"}};
    ASSERT_TRUE(socket
                    .exchange("GET /v1/inbox/stream HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                              "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                    .starts_with("HTTP/1.1 101 "));
    // An unmasked text frame with a 16-bit length (RFC 6455 section 5.2): each item takes between 126 and 65535 bytes.
    auto const next = [&] {
        std::string const head = socket.bytes(4);
        EXPECT_EQ(head.substr(0, 2), "\x81\x7e");
        auto const byte = [&](std::size_t i) {
            return static_cast<std::size_t>(static_cast<unsigned char>(head.at(i)));
        };
        return json::text_at(json_of(socket.bytes(byte(2) * 256 + byte(3))), "message");
    };

    EXPECT_EQ(next(), waiting);
    std::string const fresh = send_one(2);
    EXPECT_EQ(next(), fresh);
}

TEST_F(PushTest, WatchingFromTheCommandLineShowsNewPost)
{
    auto const watching = start({kExecutable, "inbox", "watch", "--for", "25", "--json", "--as",
                                 identity(kSchool).string(), "--gateway", gateway_->url()});
    // Sent until seen: the watcher shows only what comes after it has looked.
    std::set<std::string> sent;
    auto seen = std::async(std::launch::async, [&] { return watching->next_line(); });
    for (unsigned number = 1; seen.wait_for(std::chrono::milliseconds{200}) == std::future_status::timeout; ++number)
        sent.insert(send_one(number));

    auto const line = seen.get();
    ASSERT_TRUE(line) << watching->err();
    EXPECT_TRUE(sent.contains(json::text_at(json_of(*line), "message"))) << *line;
}

}  // namespace
}  // namespace micklegate::e2e
