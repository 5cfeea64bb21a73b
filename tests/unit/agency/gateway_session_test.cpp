#include "gateway/agency/gateway_session.hpp"

#include <gtest/gtest.h>

namespace micklegate::agency {
namespace {

TEST(MessageTarget, OnlyAMessageIdBecomesAPath)
{
    EXPECT_EQ(message_target("inbox", parse_message_id("0194a1b2-0000-7000-8000-000000000000").value()),
              "/v1/inbox/0194a1b2-0000-7000-8000-000000000000");
    EXPECT_FALSE(parse_message_id("../messages"));
    EXPECT_FALSE(parse_message_id(""));
}

}  // namespace
}  // namespace micklegate::agency
