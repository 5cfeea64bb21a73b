// Killed at any moment, or failed by its disk, the store holds every message it acknowledged, once, under a signed
// tree.
#include "tests/crash/crash_test.hpp"

#include <random>

namespace micklegate::crash {
namespace {

std::size_t rounds()
{
    char const* const asked = std::getenv("MICKLEGATE_CRASH_ROUNDS");
    return asked == nullptr ? 50 : std::stoul(asked);
}

using Kill9Test = CrashTest;

TEST_F(Kill9Test, LosesNothingAndDoublesNothing)
{
    std::mt19937 random{2026};
    std::uniform_int_distribution<std::size_t> lines{0, 120};
    for (std::size_t round = 0; round < rounds(); ++round) {
        ASSERT_EQ(run_writer(lines(random)).unopened, "") << "round " << round;
        reopen_and_compare();
        ASSERT_FALSE(HasFailure()) << "round " << round;
    }
    std::cout << rounds() << " kills, " << acknowledged.size() << " acknowledged, " << entries - acknowledged.size()
              << " more stored before anybody was told\n";
    EXPECT_GT(acknowledged.size(), rounds() * 10);
}

struct Failure {
    char const* name;
    char const* kind;
};

class FailingDisk : public Kill9Test, public testing::WithParamInterface<Failure> {};

TEST_P(FailingDisk, EndsAcknowledgementsAndLosesNone)
{
    std::string const shim = "LD_PRELOAD=" MICKLEGATE_FAILING_DISK;
    std::size_t failed = 0;
    for (int const after : {1, 3, 10, 11, 12, 13, 20, 40, 41, 80}) {
        Testimony const testimony = run_writer(4000, {shim, std::string{"MICKLEGATE_FAIL="} + GetParam().kind,
                                                      "MICKLEGATE_FAIL_AFTER=" + std::to_string(after)});
        EXPECT_EQ(testimony.acknowledged_after_refusal, 0U) << "after call " << after;
        failed += testimony.refused > 0 || !testimony.unopened.empty() ? 1U : 0U;
        reopen_and_compare();
        ASSERT_FALSE(HasFailure()) << "after call " << after;
    }
    EXPECT_EQ(failed, 10U) << "the fault was not met";
    EXPECT_GT(acknowledged.size(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Of, FailingDisk, testing::Values(Failure{"syncs", "sync"}, Failure{"space", "space"}),
                         [](auto const& row) { return row.param.name; });

}  // namespace
}  // namespace micklegate::crash
