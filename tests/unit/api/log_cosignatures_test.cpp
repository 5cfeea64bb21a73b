// Checkpoints that are handed in: what they cost an agency.
#include "tests/unit/api/services_fixture.hpp"

namespace micklegate::api {
namespace {

class LogCosignatures : public ServicesTest {
protected:
    unsigned hand_in()
    {
        return answer_to(log_cosignatures, request_of_school("text/plain", "no note"), services).status;
    }
};

TEST_F(LogCosignatures, AreChargedToABudgetOfTheirOwn)
{
    AgencyId const school{"school.901233"};
    budgets.charge(school, 11, clock.now());
    EXPECT_EQ(hand_in(), 422U) << "messages are spent, and it is looked at all the same";
    for (int i = 0; i < 9; ++i)
        EXPECT_EQ(hand_in(), 422U) << i;
    EXPECT_EQ(hand_in(), 429U);
    clock.advance(std::chrono::seconds{2});
    EXPECT_EQ(budgets.spend(school, 9, clock.now()).count(), 0) << "they left the messages alone";
    EXPECT_EQ(hand_in(), 422U);
}

}  // namespace
}  // namespace micklegate::api
