// The registry of sessions: bounds, and the way down.
#include "gateway/receive/session_registry.hpp"

#include <gtest/gtest.h>

namespace micklegate::receive {
namespace {

struct RecordingSession final : Stoppable {
    void drain() override { drained = true; }
    void cut() override { was_cut = true; }
    bool drained = false;
    bool was_cut = false;
};

class SessionRegistryTest : public testing::Test {
protected:
    std::shared_ptr<RecordingSession> admitted()
    {
        auto session = std::make_shared<RecordingSession>();
        EXPECT_TRUE(registry_.admit(session));
        return session;
    }

    SessionRegistry registry_{3, 1};
    AgencyId const police_{"police.demo"};
    AgencyId const school_{"school.900001"};
};

TEST_F(SessionRegistryTest, AdmitsNoMoreThanItsBound)
{
    auto const first = admitted();
    auto const second = admitted();
    auto const third = admitted();
    auto const fourth = std::make_shared<RecordingSession>();

    EXPECT_FALSE(registry_.admit(fourth));
    registry_.leave(*first);
    EXPECT_TRUE(registry_.admit(fourth));
}

TEST_F(SessionRegistryTest, BoundsEachAgencyOnItsOwn)
{
    auto const first = admitted();
    auto const second = admitted();

    EXPECT_TRUE(registry_.name(*first, police_));
    EXPECT_FALSE(registry_.name(*second, police_));
    EXPECT_TRUE(registry_.name(*second, school_));
    registry_.leave(*first);
    auto const third = admitted();
    EXPECT_TRUE(registry_.name(*third, police_));
}

TEST_F(SessionRegistryTest, AnUnnamedSessionTakesNothingFromAnAgency)
{
    auto const first = admitted();
    auto const second = admitted();
    ASSERT_TRUE(registry_.name(*first, police_));
    ASSERT_FALSE(registry_.name(*second, police_));

    registry_.leave(*second);

    EXPECT_FALSE(registry_.name(*admitted(), police_));
}

TEST_F(SessionRegistryTest, CutsOneAgencyAndLeavesTheOthers)
{
    auto const first = admitted();
    auto const second = admitted();
    ASSERT_TRUE(registry_.name(*first, police_));
    ASSERT_TRUE(registry_.name(*second, school_));

    registry_.cut(police_);

    EXPECT_TRUE(first->was_cut);
    EXPECT_FALSE(second->was_cut);
}

TEST_F(SessionRegistryTest, AdmitsNobodyOnceItDrains)
{
    auto const session = admitted();

    registry_.drain_all();

    EXPECT_TRUE(session->drained);
    EXPECT_FALSE(registry_.admit(std::make_shared<RecordingSession>()));
    EXPECT_FALSE(registry_.wait_until_empty(std::chrono::milliseconds{0}));
    registry_.leave(*session);
    EXPECT_TRUE(registry_.wait_until_empty(std::chrono::milliseconds{0}));
}

}  // namespace
}  // namespace micklegate::receive
