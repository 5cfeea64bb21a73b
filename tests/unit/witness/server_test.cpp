// The witness over HTTP: what it answers, and what it does not let a stranger do.
#include "gateway/witness/server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/component/receive/raw_client.hpp"
#include "tests/unit/witness/sample_log.hpp"

namespace micklegate::witness {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

class WitnessServer : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(server_.start()); }
    void TearDown() override { EXPECT_TRUE(server_.stop()); }

    [[nodiscard]] std::string ask(std::string const& head, std::string const& body = {}) const
    {
        test::PlainClient client{server_.port()};
        client.send(head + " HTTP/1.1\r\nHost: witness.example\r\nConnection: close\r\n" +
                    (body.empty() ? "" : "Content-Length: " + std::to_string(body.size()) + "\r\n") + "\r\n" + body);
        return client.rest().value_or("never closed");
    }
    [[nodiscard]] std::string post(std::string const& body) const { return ask("POST /add-checkpoint", body); }
    [[nodiscard]] std::string shown() const
    {
        return ask("GET /" + evidence::origin_hash(log_.origin()) + "/checkpoint");
    }

    static receive::PlainServerSettings settings()
    {
        receive::PlainServerSettings chosen;
        chosen.limits = witness_limits();
        return chosen;
    }

    SampleLog log_;
    WitnessFolder folder_;
    Witness witness_ = folder_.witness({log_.key()});
    receive::PlainServer server_{settings(), witness_routes(witness_), [](receive::Severity, std::string const&) {}};
};

TEST_F(WitnessServer, CosignsAndShowsWhatItCosigned)
{
    EXPECT_THAT(shown(), StartsWith("HTTP/1.1 404 "));
    log_.grow(5);

    std::string const answer = post(log_.request(0));

    EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 "));
    std::string const line = answer.substr(answer.find("\r\n\r\n") + 4);
    EXPECT_THAT(shown(), EndsWith("\r\n\r\n" + log_.note() + line));
}

TEST_F(WitnessServer, TellsTheSizeInItsOwnMediaType)
{
    ASSERT_THAT(post(log_.grow(5).request(0)), StartsWith("HTTP/1.1 200 "));
    std::string const answer = post(log_.grow(1).request(0));
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 409 "));
    EXPECT_THAT(answer, HasSubstr("\r\nContent-Type: text/x.tlog.size\r\n"));
    EXPECT_THAT(answer, EndsWith("\r\n\r\n5\n"));
}

TEST_F(WitnessServer, AnswersWhatIsNoRequestWithoutBreaking)
{
    EXPECT_THAT(post("nonsense"), StartsWith("HTTP/1.1 400 "));
    EXPECT_THAT(ask("POST /add-checkpoint"), StartsWith("HTTP/1.1 400 "));
    EXPECT_THAT(ask("GET /add-checkpoint"), StartsWith("HTTP/1.1 405 "));
    EXPECT_THAT(ask("GET /x/checkpoint"), StartsWith("HTTP/1.1 404 "));
    EXPECT_THAT(ask("GET /"), StartsWith("HTTP/1.1 404 "));
    EXPECT_THAT(post(log_.grow(5).request(0)), StartsWith("HTTP/1.1 200 "));
}

TEST_F(WitnessServer, ReadsNoBodyAboveItsBound)
{
    std::size_t const most = witness_limits().body_bytes;
    EXPECT_THAT(post(std::string(most, 'x')), StartsWith("HTTP/1.1 400 "));
    EXPECT_THAT(post(std::string(most + 1, 'x')), StartsWith("HTTP/1.1 413 "));
}

TEST_F(WitnessServer, ManyIdleStrangersKeepNobodyOut)
{
    std::vector<std::unique_ptr<test::PlainClient>> idle;
    for (std::size_t i = 0; i < witness_limits().connections + 10; ++i)
        idle.push_back(std::make_unique<test::PlainClient>(server_.port()));
    EXPECT_THAT(post(log_.grow(5).request(0)), StartsWith("HTTP/1.1 200 "));
}

TEST_F(WitnessServer, SaysNothingOfWhatItHoldsThatWasDamaged)
{
    ASSERT_THAT(post(log_.grow(5).request(0)), StartsWith("HTTP/1.1 200 "));
    std::filesystem::resize_file(folder_.file_of(log_), 10);
    EXPECT_THAT(shown(), StartsWith("HTTP/1.1 500 "));
    EXPECT_THAT(post(log_.request(5)), StartsWith("HTTP/1.1 500 "));
}

}  // namespace
}  // namespace micklegate::witness
