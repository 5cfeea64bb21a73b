// Who waits for post is woken by it, and by the end.
#include "gateway/api/mailroom.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <gtest/gtest.h>

namespace micklegate::api {
namespace {

using namespace std::chrono_literals;

class MailroomTest : public testing::Test {
protected:
    /// Starts a wait that lasts an hour unless it is woken.
    void wait_on(std::shared_ptr<Mailroom::Watch> const& watch)
    {
        ++waiting_;
        auto waiting = [](std::shared_ptr<Mailroom::Watch> bell, int& left) -> boost::asio::awaitable<void> {
            bool const rang = co_await bell->wait(1h);
            EXPECT_TRUE(rang);
            --left;
        };
        boost::asio::co_spawn(context_, waiting(watch, waiting_), boost::asio::detached);
        context_.poll();
        context_.restart();
    }

    /// How many still wait once all that is due has happened.
    int still_waiting()
    {
        context_.poll();
        context_.restart();
        return waiting_;
    }

    Mailroom mailroom_;

private:
    boost::asio::io_context context_;
    int waiting_ = 0;
};

TEST_F(MailroomTest, PostWakesItsOwnAgencyAlone)
{
    wait_on(mailroom_.watch("school.901233"));
    wait_on(mailroom_.watch("la.815"));
    mailroom_.notify("la.815");
    EXPECT_EQ(still_waiting(), 1);
}

TEST_F(MailroomTest, PostBetweenTheLookAndTheWaitIsNotMissed)
{
    auto const watch = mailroom_.watch("la.815");
    mailroom_.notify("la.815");
    wait_on(watch);
    EXPECT_EQ(still_waiting(), 0);
}

TEST_F(MailroomTest, ClosedItLetsNobodyWait)
{
    wait_on(mailroom_.watch("la.815"));
    mailroom_.close();
    EXPECT_EQ(still_waiting(), 0);
    wait_on(mailroom_.watch("school.901233"));
    EXPECT_EQ(still_waiting(), 0) << "who came after the end would hold the gateway up";
}

}  // namespace
}  // namespace micklegate::api
