// A folder is looked at once it has come to rest, and again only when it has changed.
#include "gateway/serve/folder_watch.hpp"

#include "gateway/serve/settled.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/small_policies.hpp"
#include "tests/support/tmp_folder.hpp"

#include <gtest/gtest.h>

namespace micklegate::serve {
namespace {

namespace fs = std::filesystem;

class FolderWatchTest : public testing::Test {
protected:
    void SetUp() override { put("a.json", "one"); }
    void put(std::string const& name, std::string const& text) { samples::write_policies({{name, text}}, path_); }
    void consider()
    {
        EXPECT_EQ(watch_.poll(), FolderState::kChanging);
        EXPECT_EQ(watch_.poll(), FolderState::kAtRest);
        watch_.consider();
        EXPECT_EQ(watch_.poll(), FolderState::kConsidered);
    }

    test::TmpFolder const folder_;
    fs::path const path_ = folder_.path() / "policies";
    test::ManualClock clock_{"2999-01-01T00:00:00Z"};
    FolderWatch watch_{path_, clock_.clock()};
};

TEST_F(FolderWatchTest, EachChangeIsSeenOnceItRests)
{
    consider();
    put("b.json", "two");
    consider();
    put("b.json", "too");
    consider();
    fs::rename(path_ / "b.json", path_ / "c.json");
    consider();
    fs::remove(path_ / "c.json");
    consider();
}

TEST_F(FolderWatchTest, AFileOfTheSameSizeAndTimeAsTheOneItReplacesIsSeen)
{
    consider();
    auto const time = fs::last_write_time(path_ / "a.json");
    put("a.json", "two");
    fs::last_write_time(path_ / "a.json", time);
    consider();
}

TEST_F(FolderWatchTest, WhatIsStillWrittenIsNotAtRest)
{
    consider();
    for (char const* const text : {"t", "tw", "two"}) {
        put("b.json", text);
        EXPECT_EQ(watch_.poll(), FolderState::kChanging);
    }
    EXPECT_EQ(watch_.poll(), FolderState::kAtRest);
}

TEST_F(FolderWatchTest, AChangeWhileItIsReadIsNoticed)
{
    EXPECT_EQ(watch_.poll(), FolderState::kChanging);
    EXPECT_EQ(watch_.poll(), FolderState::kAtRest);
    EXPECT_TRUE(watch_.still());
    put("b.json", "two");
    EXPECT_FALSE(watch_.still());
}

TEST_F(FolderWatchTest, ASwapFileOfAnEditorIsNoChange)
{
    consider();
    put(".a.json.swp", "x");
    EXPECT_EQ(watch_.poll(), FolderState::kConsidered);
}

TEST_F(FolderWatchTest, AFolderThatGoesIsAChangeToo)
{
    consider();
    fs::remove_all(path_);
    consider();
}

TEST_F(FolderWatchTest, WhatIsPutBackBeforeItRestsWasNeverAway)
{
    consider();
    fs::rename(path_, folder_.path() / "aside");
    EXPECT_EQ(watch_.poll(), FolderState::kChanging);
    fs::rename(folder_.path() / "aside", path_);
    EXPECT_EQ(watch_.poll(), FolderState::kConsidered);
}

}  // namespace
}  // namespace micklegate::serve
