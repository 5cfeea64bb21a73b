// What the duty desk can do: every hold has a word for the sender whose message comes back.
#include "gateway/model/hold_codes.hpp"

#include "gateway/model/return_codes.hpp"

#include <gtest/gtest.h>

namespace micklegate {
namespace {

TEST(HoldCodes, EachAsksTheSenderForSomethingTheDeskCanSay)
{
    for (HoldCode const& hold : kHoldCodes) {
        EXPECT_TRUE(is_return_code(hold.return_code)) << hold.code;
        EXPECT_EQ(hold_code(hold.code), &hold) << hold.code;
    }
    EXPECT_EQ(hold_code("not_allowed"), nullptr);
    EXPECT_FALSE(is_return_code("withheld_value_in_text"));
}

}  // namespace
}  // namespace micklegate
