// A change of the site that could not be taken over is not forgotten: a suspension least of all.
#include "gateway/serve/setup_keeper.hpp"

#include "gateway/site/membership.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/no_descriptors.hpp"
#include "tests/unit/site/sample_site.hpp"

namespace micklegate::serve {
namespace {

namespace fs = std::filesystem;

class SetupKeeperTest : public site::SampleSite {
protected:
    void SetUp() override
    {
        SampleSite::SetUp();
        site::NewSite wanted = plan();
        wanted.members.push_back(site::Member{AgencyId{wanted.settings.desk}, "duty_desk", "Desk"});
        auto const built = site::build_site(wanted, system_now(), kGoOn);
        ASSERT_TRUE(built) << one_line(built.error());
        site_ = site::Site{wanted.root, wanted.settings};
        auto keeper = SetupKeeper::open(site_, clock_.clock(), std::make_shared<policy::PolicySet const>());
        ASSERT_TRUE(keeper) << one_line(keeper.error());
        keeper_ = *std::move(keeper);
    }

    [[nodiscard]] bool suspended() const { return keeper_->current().agencies->at(kSchool).suspended; }
    [[nodiscard]] SetupKeeper::Change poll() const { return keeper_->poll(kGoOn); }

    AgencyId const kSchool{"school.901233"};
    /// Long after any file was made: a change is seen by its time alone.
    test::ManualClock clock_{"2999-01-01T00:00:00Z"};
    site::Site site_;
    std::unique_ptr<SetupKeeper> keeper_;
};

TEST_F(SetupKeeperTest, ASuspensionThatCannotBeReadIsTriedAgain)
{
    if (test::kSanitizerNeedsDescriptors)
        GTEST_SKIP();
    ASSERT_TRUE(site::set_suspended(site_, kSchool, true));
    {
        test::NoDescriptors const flood;
        for (int i = 0; i < 3; ++i)
            EXPECT_EQ(poll().pending.size(), 1U);
        EXPECT_FALSE(suspended());
    }

    SetupKeeper::Change const change = poll();

    EXPECT_TRUE(suspended());
    EXPECT_EQ(change.ended, std::vector{kSchool});
    EXPECT_TRUE(change.pending.empty());
    EXPECT_TRUE(poll().ended.empty()) << "what is in force is not taken over again";
}

TEST_F(SetupKeeperTest, ARevocationThatTheDoorDidNotTakeIsTriedAgain)
{
    ASSERT_TRUE(site::revoke(site_, kSchool, system_now()));
    int asked = 0;
    auto const refuse = [&asked]() -> Result<void> {
        ++asked;
        return problem(ProblemCode::kConfiguration, "The gateway's TLS key cannot be used.");
    };
    EXPECT_EQ(keeper_->poll(refuse).pending.size(), 1U);
    EXPECT_EQ(keeper_->poll(refuse).pending.size(), 1U);
    auto const take = [&asked] {
        ++asked;
        return Result<void>{};
    };
    EXPECT_TRUE(keeper_->poll(take).pending.empty());
    EXPECT_EQ(asked, 3);

    EXPECT_TRUE(keeper_->poll(take).pending.empty());
    EXPECT_EQ(asked, 3) << "what is in force is not taken over again";
}

TEST_F(SetupKeeperTest, ASecondChangeWithinOneTickOfTheFilesClockIsSeen)
{
    ASSERT_TRUE(site::set_suspended(site_, kSchool, true));
    fs::file_time_type const tick = fs::last_write_time(site_.agencies());
    auto const now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::file_clock::to_sys(tick));
    clock_.advance(now - clock_.now());
    EXPECT_TRUE(poll().pending.empty());
    EXPECT_TRUE(suspended());

    ASSERT_TRUE(site::set_suspended(site_, kSchool, false));
    fs::last_write_time(site_.agencies(), tick);
    clock_.advance(std::chrono::milliseconds{250});
    EXPECT_TRUE(poll().pending.empty());

    EXPECT_FALSE(suspended());
    auto const settled = keeper_->current().agencies;
    EXPECT_TRUE(poll().pending.empty());
    EXPECT_EQ(keeper_->current().agencies, settled) << "what has settled is not read again";
}

TEST_F(SetupKeeperTest, RegistersThatCannotBeReadAreTriedAgain)
{
    if (test::kSanitizerNeedsDescriptors)
        GTEST_SKIP();
    ASSERT_TRUE(site::replace_register_files(site_.registers(), {"", "", ""}));
    {
        test::NoDescriptors const flood;
        EXPECT_EQ(poll().pending.size(), 1U);
    }
    auto const before = keeper_->current().registers;
    EXPECT_TRUE(poll().pending.empty());
    EXPECT_NE(keeper_->current().registers, before);
}

TEST_F(SetupKeeperTest, RegistersThatAreNotSoundAreToldOfOnce)
{
    ASSERT_TRUE(site::replace_register_files(site_.registers(), {"no header", "", ""}));
    EXPECT_EQ(poll().unsound.size(), 1U);
    SetupKeeper::Change const next = poll();
    EXPECT_TRUE(next.unsound.empty());
    EXPECT_TRUE(next.pending.empty());
}

}  // namespace
}  // namespace micklegate::serve
