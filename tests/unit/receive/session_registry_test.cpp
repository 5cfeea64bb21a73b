// The registry of sessions: bounds, and the way down.
#include "gateway/receive/session_registry.hpp"

#include <gtest/gtest.h>

namespace micklegate::receive {
namespace {

class SessionRegistryTest : public testing::Test {
protected:
    std::optional<SessionNumber> admit()
    {
        return registry_.admit({[this] { ++drained_; }, [this] { ++cut_; }});
    }

    SessionNumber admitted()
    {
        auto const number = admit();
        EXPECT_TRUE(number);
        return *number;
    }

    SessionRegistry registry_{3, 1};
    AgencyId const police_{"police.demo"};
    AgencyId const school_{"school.900001"};
    int drained_ = 0;
    int cut_ = 0;
};

TEST_F(SessionRegistryTest, AdmitsNoMoreThanItsBound)
{
    auto const first = admitted();
    auto const second = admitted();
    auto const third = admitted();
    EXPECT_TRUE(registry_.name(first, police_));
    EXPECT_TRUE(registry_.name(second, school_));
    EXPECT_TRUE(registry_.name(third, AgencyId{"school.900002"}));

    EXPECT_FALSE(admit());
    registry_.leave(first);
    EXPECT_TRUE(admit());
    EXPECT_EQ(cut_, 0);
}

TEST_F(SessionRegistryTest, StrangersMakeRoomButOnlySoMuchAtATime)
{
    ASSERT_TRUE(registry_.name(admitted(), police_));
    static_cast<void>(admitted());
    static_cast<void>(admitted());

    EXPECT_TRUE(admit()) << "one stranger is on his way out";
    EXPECT_EQ(cut_, 1);
    EXPECT_FALSE(admit()) << "a flood does not outrun the leaving";
    EXPECT_EQ(registry_.size(), 4U);
}

TEST_F(SessionRegistryTest, BoundsEachAgencyOnItsOwn)
{
    auto const first = admitted();
    auto const second = admitted();

    EXPECT_TRUE(registry_.name(first, police_));
    EXPECT_FALSE(registry_.name(second, police_));
    EXPECT_TRUE(registry_.name(second, school_));
    registry_.leave(first);
    auto const third = admitted();
    EXPECT_TRUE(registry_.name(third, police_));
}

TEST_F(SessionRegistryTest, RenewalEndsWhatIsOpenAndKeepsTheDoorOpen)
{
    static_cast<void>(admitted());
    static_cast<void>(admitted());
    registry_.renew_all();
    EXPECT_EQ(drained_, 2);
    EXPECT_EQ(cut_, 0);
    EXPECT_TRUE(admit());
}

TEST_F(SessionRegistryTest, AnUnnamedSessionTakesNothingFromAnAgency)
{
    auto const first = admitted();
    auto const second = admitted();
    ASSERT_TRUE(registry_.name(first, police_));
    ASSERT_FALSE(registry_.name(second, police_));

    registry_.leave(second);

    EXPECT_FALSE(registry_.name(admitted(), police_));
}

TEST_F(SessionRegistryTest, CutsOneAgencyAndLeavesTheOthers)
{
    auto const first = admitted();
    auto const second = admitted();
    ASSERT_TRUE(registry_.name(first, police_));
    ASSERT_TRUE(registry_.name(second, school_));

    registry_.cut(police_);

    EXPECT_EQ(cut_, 1);
}

TEST_F(SessionRegistryTest, AdmitsNobodyOnceItDrains)
{
    auto const session = admitted();

    registry_.drain_all();

    EXPECT_EQ(drained_, 1);
    EXPECT_FALSE(admit());
    EXPECT_FALSE(registry_.wait_until_empty(std::chrono::milliseconds{0}));
    registry_.leave(session);
    EXPECT_TRUE(registry_.wait_until_empty(std::chrono::milliseconds{0}));
}

}  // namespace
}  // namespace micklegate::receive
