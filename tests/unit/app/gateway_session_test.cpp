#include "gateway/app/gateway_session.hpp"

#include <gtest/gtest.h>

namespace micklegate::app {
namespace {

void expect_endpoint(std::string_view url, std::string_view host, std::uint16_t port)
{
    auto const endpoint = endpoint_of(url);
    ASSERT_TRUE(endpoint) << url;
    EXPECT_EQ(endpoint->host, host);
    EXPECT_EQ(endpoint->port, port);
}

TEST(Endpoint, HostAndPortAreReadFromTheUrl)
{
    expect_endpoint("https://127.0.0.1:8443", "127.0.0.1", 8443);
    expect_endpoint("https://gate.example/", "gate.example", 443);
    expect_endpoint("https://[::1]:8443", "::1", 8443);
    expect_endpoint("https://[::1]", "::1", 443);
}

TEST(Endpoint, WhatIsNoGatewayAddressIsRefused)
{
    for (std::string_view const url :
         {"", "gate.example", "http://gate.example", "https://", "https://:8443", "https://gate:0",
          "https://gate:70000", "https://gate:8443x", "https://gate/path", "https://user@gate", "https://[::1"})
        EXPECT_FALSE(endpoint_of(url)) << url;
}

TEST(MessageTarget, OnlyAMessageIdBecomesAPath)
{
    EXPECT_EQ(message_target("inbox", parse_message_id("0194a1b2-0000-7000-8000-000000000000").value()),
              "/v1/inbox/0194a1b2-0000-7000-8000-000000000000");
    EXPECT_FALSE(parse_message_id("../messages"));
    EXPECT_FALSE(parse_message_id(""));
}

}  // namespace
}  // namespace micklegate::app
