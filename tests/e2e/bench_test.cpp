// The measurement as its user ends it.
#include "tests/e2e/site_test.hpp"

namespace micklegate::e2e {
namespace {

class BenchTest : public testing::TestWithParam<int> {
protected:
    [[nodiscard]] bool empty() const { return fs::is_empty(folder_.path()); }

    test::TmpFolder folder_;
};

TEST_P(BenchTest, StoppedItLeavesNoFolderBehind)
{
    auto const bench = start({kExecutable, "bench", "--folder", folder_.path().string()});
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (empty() && std::chrono::steady_clock::now() < end)
        std::this_thread::yield();
    ASSERT_FALSE(empty());

    bench->signal(GetParam());

    EXPECT_EQ(bench->wait(), 1);
    EXPECT_NE(bench->err().find("was stopped"), std::string::npos) << bench->err();
    EXPECT_TRUE(empty());
}

INSTANTIATE_TEST_SUITE_P(Signal, BenchTest, testing::Values(SIGINT, SIGTERM));

}  // namespace
}  // namespace micklegate::e2e
