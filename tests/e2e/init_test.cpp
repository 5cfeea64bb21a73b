// Making a site: whole or not at all, whatever stops it.
#include "tests/e2e/site_test.hpp"

namespace micklegate::e2e {
namespace {

class InitTest : public testing::Test {
protected:
    /// What lies in the folder but the site itself.
    [[nodiscard]] std::vector<std::string> beside() const
    {
        std::vector<std::string> names;
        for (auto const& entry : fs::directory_iterator{folder_.path()})
            if (entry.path().filename() != "site")
                names.push_back(entry.path().filename().string());
        return names;
    }

    [[nodiscard]] std::string site() const { return (folder_.path() / "site").string(); }

    test::TmpFolder folder_;
};

TEST_F(InitTest, StoppedWhileBuildingItLeavesNoKeysBehind)
{
    auto const init = start({kExecutable, "init", site(), "--demo"});
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (beside().empty() && !fs::exists(site()) && std::chrono::steady_clock::now() < end)
        std::this_thread::yield();

    init->signal(SIGTERM);

    bool const made = init->wait() == 0;
    EXPECT_EQ(beside(), std::vector<std::string>{});
    EXPECT_EQ(fs::exists(site()), made) << "it ended before it was told to stop, or made nothing";
}

TEST_F(InitTest, KilledWhileBuildingItIsClearedAwayByTheNext)
{
    {
        auto const init = start({kExecutable, "init", site(), "--demo"});
        auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
        while (beside().empty() && !fs::exists(site()) && std::chrono::steady_clock::now() < end)
            std::this_thread::yield();
        init->signal(SIGKILL);
        init->wait();
    }
    fs::remove_all(site());

    Ran const again = run({kExecutable, "init", site(), "--demo"});

    EXPECT_EQ(again.code, 0) << again.err;
    EXPECT_EQ(beside(), std::vector<std::string>{});
}

}  // namespace
}  // namespace micklegate::e2e
