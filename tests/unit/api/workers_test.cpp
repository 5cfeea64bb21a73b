// Agencies take the workers in turns, whoever has more to do.
#include "gateway/api/workers.hpp"

#include "tests/unit/api/failing_allocation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <future>

namespace micklegate::api {
namespace {

AgencyId const kPolice{"police.north-yorkshire"};
AgencyId const kSchool{"school.901233"};
AgencyId const kCourt{"court.york"};

class WorkersTest : public testing::Test {
protected:
    /// Keeps the one thread busy until the returned promise is kept.
    std::promise<void> occupy()
    {
        std::promise<void> begun;
        std::promise<void> release;
        workers.post(kPolice, [&begun, released = release.get_future().share()] {
            begun.set_value();
            released.wait();
        });
        begun.get_future().wait();
        return release;
    }

    void post(AgencyId const& agency)
    {
        workers.post(agency, [this, agency] { done.push_back(agency); });
    }

    std::vector<AgencyId> done;
    Workers workers{1};
};

TEST_F(WorkersTest, AnAgencyWithMuchToDoDoesNotKeepOthersWaiting)
{
    auto release = occupy();
    for (int i = 0; i < 100; ++i)
        post(kPolice);
    post(kSchool);
    post(kCourt);
    post(kSchool);

    release.set_value();
    workers.join();

    std::vector<AgencyId> const first{done.begin(), done.begin() + 5};
    EXPECT_EQ(first, (std::vector{kCourt, kPolice, kSchool, kPolice, kSchool}));
    EXPECT_EQ(done.size(), 103U);
}

TEST_F(WorkersTest, JoiningRunsWhatWaits)
{
    auto release = occupy();
    for (int i = 0; i < 10; ++i)
        post(kSchool);

    release.set_value();
    workers.join();

    EXPECT_EQ(std::ranges::count(done, kSchool), 10);
}

TEST_F(WorkersTest, WhatMemoryDidNotSufficeForNeverRunsAndKeepsNobodyWaiting)
{
    auto release = occupy();
    std::size_t failed = 0;
    std::vector<std::size_t> ran;
    for (bool posted = false; !posted;) {
        std::function<void()> work = [&ran, failed] { ran.push_back(failed); };
        try {
            test::FailingAllocation const fails{failed};
            workers.post(kSchool, std::move(work));
            posted = true;
        } catch (std::bad_alloc const&) {
            ++failed;
        }
    }
    post(kCourt);

    release.set_value();
    workers.join();

    EXPECT_GT(failed, 1U);
    EXPECT_EQ(ran, std::vector{failed});
    EXPECT_EQ(done, std::vector{kCourt});
}

}  // namespace
}  // namespace micklegate::api
