// The accept loop: what goes wrong with one connection keeps no other out.
#include "gateway/receive/listener.hpp"
#include "tests/component/receive/door_test.hpp"
#include "tests/support/no_descriptors.hpp"

namespace micklegate::test {
namespace {

class ListenerTest : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(listener_.listen("127.0.0.1", 0));
        listener_.start();
        pool_.start();
    }

    void TearDown() override
    {
        listener_.close();
        pool_.join(false);
    }

    void take()
    {
        if (failures_left_ > 0) {
            --failures_left_;
            throw std::runtime_error{"/var/lib/a/path"};
        }
        log_.add("taken");
    }

    LogBook log_;
    receive::Log const to_log_ = [this](receive::Severity, std::string const& line) { log_.add(line); };
    std::atomic<int> failures_left_{0};
    receive::IoPool pool_{1, [](std::exception const&) { FAIL() << "the loop of a thread was left"; }};
    receive::Listener listener_{pool_, to_log_, [this](boost::asio::ip::tcp::socket) { take(); }};
};

TEST_F(ListenerTest, GoesOnAfterAConnectionThatCouldNotBeTaken)
{
    failures_left_ = 1;
    PlainClient const first{listener_.port()};
    ASSERT_TRUE(log_.wait_for("A connection could not be accepted: std::runtime_error."));

    PlainClient const second{listener_.port()};

    EXPECT_TRUE(log_.wait_for("taken"));
    EXPECT_EQ(log_.count("/var"), 0);
}

TEST_F(ListenerTest, GoesOnWhenFilesCanBeOpenedAgain)
{
    if (kSanitizerNeedsDescriptors)
        GTEST_SKIP();
    std::unique_ptr<PlainClient> client;
    {
        NoDescriptors const but_the_clients{1};
        client = std::make_unique<PlainClient>(listener_.port());
        ASSERT_TRUE(log_.wait_for("A connection could not be accepted: Too many open files."));
        EXPECT_EQ(log_.count("taken"), 0);
    }
    EXPECT_TRUE(log_.wait_for("taken"));
}

}  // namespace
}  // namespace micklegate::test
