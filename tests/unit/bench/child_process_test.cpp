#include "gateway/bench/child_process.hpp"

#include <gtest/gtest.h>

#include <csignal>

namespace micklegate::bench {
namespace {

std::unique_ptr<ChildProcess> shell(std::string const& script)
{
    ChildProcess::Terms terms;
    terms.patience = std::chrono::seconds{30};
    return ChildProcess::start({"/bin/sh", "-c", script}, terms).value();
}

TEST(ChildProcess, IsHeardLineByLineToItsEnd)
{
    auto const child = shell("echo one; echo two; printf three; echo aside >&2; exit 7");

    EXPECT_EQ(child->next_line(), "one");
    EXPECT_EQ(child->next_line(), "two");
    EXPECT_EQ(child->next_line(), std::nullopt) << "a line without an end is none";
    EXPECT_EQ(child->wait(), 7);
    EXPECT_EQ(child->out(), "one\ntwo\nthree");
    EXPECT_EQ(child->err(), "aside\n");
}

TEST(ChildProcess, FailureIsToldInItsLastWords)
{
    auto const child = shell("echo first >&2; echo last >&2; exit 1");
    EXPECT_EQ(child->failed().detail, "A process of the measurement failed: last");
}

TEST(ChildProcess, SignalThatEndsItIsToldFromAnExitCode)
{
    auto const child = shell("exec sleep 60");
    child->signal(SIGTERM);
    EXPECT_EQ(child->wait(), 128 + SIGTERM);
}

TEST(ChildProcess, StopEndsWhoeverWaitsForIt)
{
    std::stop_source stop;
    ChildProcess::Terms terms;  // without patience: nothing else ends the wait
    terms.stop = stop.get_token();
    auto const child = ChildProcess::start({"/bin/sh", "-c", "echo ready; exec sleep 600"}, terms).value();
    EXPECT_EQ(child->next_line(), "ready");

    stop.request_stop();

    EXPECT_EQ(child->next_line(), std::nullopt);
    EXPECT_EQ(child->wait(), 128 + SIGKILL);
    EXPECT_FALSE(child->cost());
}

TEST(ChildProcess, ExecutableThatIsNoneEndsLikeAShellSays)
{
    ChildProcess::Terms const terms;
    EXPECT_EQ(ChildProcess::start({"/nonexistent"}, terms).value()->wait(), 127);
}

TEST(ChildProcess, CostsSomethingWhileItRuns)
{
    auto const child = shell("echo ready; exec sleep 60");
    ASSERT_EQ(child->next_line(), "ready");
    auto const cost = child->cost();
    ASSERT_TRUE(cost);
    EXPECT_GT(cost->most_memory, 0U);
}

}  // namespace
}  // namespace micklegate::bench
