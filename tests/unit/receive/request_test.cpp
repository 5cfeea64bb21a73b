// Requests as the routes get them, and whom the local listener answers.
#include "gateway/receive/request.hpp"

#include <gtest/gtest.h>

namespace micklegate::receive {
namespace {

Head head_for(std::string const& host)
{
    Head head;
    head.method = "GET";
    head.target = "/healthz";
    head.headers.emplace("host", host);
    return head;
}

TEST(LocalHost, IsThisMachineByNameOrAddress)
{
    for (char const* host : {"localhost", "LocalHost:8444", "127.0.0.1", "127.0.0.1:8444", "[::1]", "[::1]:8444"})
        EXPECT_TRUE(is_for_this_machine(head_for(host))) << host;
}

TEST(LocalHost, IsNoNameThatMerelyResolvesToIt)
{
    for (char const* host : {"rebind.example", "localhost.rebind.example", "127.0.0.1.rebind.example:8444",
                             "localhost:rebind", "127.0.0.2", "[::2]", "xlocalhost", "127.0.0.1:80:80"})
        EXPECT_FALSE(is_for_this_machine(head_for(host))) << host;
}

TEST(Requests, CarryTheMediaTypeAloneInLowerCase)
{
    Head head = head_for("localhost");
    head.headers.emplace("content-type", "Application/JSON ; charset=utf-8");

    auto const request = assemble(head, AgencyId{"police.demo"});

    EXPECT_EQ(request.value().content_type, "application/json");
    EXPECT_EQ(request.value().peer, AgencyId{"police.demo"});
}

}  // namespace
}  // namespace micklegate::receive
