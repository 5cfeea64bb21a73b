// A thread of turns ends when it is told to, whatever a turn does.
#include "gateway/serve/turns.hpp"

#include <gtest/gtest.h>

#include <future>
#include <latch>

namespace micklegate::serve {
namespace {

using namespace std::chrono_literals;

TEST(TurnsTest, TakesTurnsUntilItIsStopped)
{
    receive::Log const log = [](receive::Severity, std::string const&) {};
    std::latch three{3};
    Turns turns{"Counting",
                [&] {
                    if (!three.try_wait())
                        three.count_down();
                    return 0ms;
                },
                log};
    turns.start();
    three.wait();
    turns.stop();
    SUCCEED();
}

TEST(TurnsTest, StoppingEndsALongRest)
{
    receive::Log const log = [](receive::Severity, std::string const&) {};
    std::latch begun{1};
    int taken = 0;
    Turns turns{"Resting",
                [&]() -> std::chrono::milliseconds {
                    ++taken;
                    begun.count_down();
                    return std::chrono::hours{24};
                },
                log};
    turns.start();
    begun.wait();

    turns.stop();
    turns.stop();

    EXPECT_EQ(taken, 1);
}

TEST(TurnsTest, ATurnThatThrowsIsToldAndTheNextIsTaken)
{
    std::promise<std::string> told;
    receive::Log const log = [&](receive::Severity, std::string const& line) { told.set_value(line); };
    std::latch second{1};
    int taken = 0;
    Turns turns{"Counting",
                [&]() -> std::chrono::milliseconds {
                    if (++taken == 1)
                        throw std::runtime_error{"a bug"};
                    second.count_down();
                    return std::chrono::hours{24};
                },
                log};
    turns.start();

    EXPECT_EQ(told.get_future().get(), "Counting failed and goes on: std::runtime_error");
    second.wait();
    turns.stop();
    EXPECT_EQ(taken, 2);
}

TEST(TurnsTest, OneThatWasNeverStartedIsStopped)
{
    receive::Log const log = [](receive::Severity, std::string const&) {};
    Turns turns{"Nothing", [] { return 0ms; }, log};
    turns.stop();
    SUCCEED();
}

}  // namespace
}  // namespace micklegate::serve
