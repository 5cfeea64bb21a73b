// A gateway that may open few files: it says so at the start, or has enough for its store and its site whoever comes.
#include "tests/component/receive/raw_client.hpp"
#include "tests/e2e/sample_events.hpp"

namespace micklegate::e2e {
namespace {

/// 64 connections and 17 that make room, 3 for each of two threads, 256 files of the store, 128 to spare.
constexpr int kEnough = 471;

class DescriptorsTest : public SiteTest {
protected:
    void SetUp() override
    {
        SiteTest::SetUp();
        fs::path const settings = site() / "micklegate.toml";
        std::string text = bytes_of(settings);
        std::size_t const at = text.find("# connections = ");
        ASSERT_NE(at, std::string::npos);
        write(settings, text.replace(at, text.find('\n', at) - at, "connections = 64"));
    }

    /// The soft limit is below what serving needs at all.
    void start_under(int hard) { gateway_.emplace(site(), "ulimit -S -n 48 && ulimit -H -n " + std::to_string(hard)); }

    /// Connections of strangers who never say a word; those of the last flood leave.
    void flood()
    {
        strangers_.clear();
        for (int i = 0; i < 400; ++i)
            strangers_.push_back(std::make_unique<test::PlainClient>(gateway_->port()));
    }

    [[nodiscard]] bool accepted(std::vector<object> const& events) const
    {
        auto conversation = session(kForce);
        return conversation && conversation->submit(lines_of(events), events.size());
    }

    [[nodiscard]] std::size_t in_inbox_of(std::string const& school) const
    {
        auto conversation = session(school);
        auto const page =
            conversation ? agency::fetch_inbox(*conversation) : Result<agency::InboxPage>{conversation.error()};
        return page ? page->messages.size() : 0;
    }

    /// While strangers are on their way out a member may be turned away too, and comes again.
    template <class Attempt>
    [[nodiscard]] static bool in_time(Attempt const& attempt)
    {
        auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{20};
        bool done = attempt();
        while (!done && std::chrono::steady_clock::now() < end)
            done = attempt();
        return done;
    }

    [[nodiscard]] std::string local(std::string const& path) const
    {
        test::PlainClient asking{gateway_->local_port()};
        asking.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        return asking.rest().value_or("");
    }

    std::vector<std::unique_ptr<test::PlainClient>> strangers_;
};

TEST_F(DescriptorsTest, AGatewayThatMayOpenTooFewFilesSaysSoAndDoesNotStart)
{
    start_under(kEnough - 1);

    EXPECT_FALSE(gateway_->ready());
    EXPECT_EQ(gateway_->wait(), 1);
    for (char const* const part :
         {"may open 470 files and connections, and 64 connections need 471", "LimitNOFILE", "limits.connections"})
        EXPECT_NE(gateway_->err().find(part), std::string::npos) << gateway_->err();
}

TEST_F(DescriptorsTest, AFloodOfStrangersTakesNoFileFromTheStoreOrTheSite)
{
    start_under(kEnough);
    ASSERT_TRUE(gateway_->ready()) << gateway_->err();

    flood();
    EXPECT_TRUE(in_time([&] { return accepted(notifications(1, 20)); }));
    EXPECT_TRUE(in_time([&] { return in_inbox_of(kSchool) == 20U; }));

    flood();
    ASSERT_EQ(cli("agency", "suspend", site().string(), kSchool).code, 0);
    EXPECT_TRUE(in_time([&] { return as(kSchool, "inbox", "list").err.find("suspended") != std::string::npos; }))
        << "the suspension was lost";

    flood();
    EXPECT_TRUE(local("/readyz").starts_with("HTTP/1.1 200 "));
    EXPECT_NE(local("/metrics").find("\nmicklegate_store_bytes "), std::string::npos);
    EXPECT_EQ(gateway_->err().find("Too many open files"), std::string::npos) << gateway_->err();
}

}  // namespace
}  // namespace micklegate::e2e
