// A gateway's address: a host, perhaps a port, and nothing that would be silently left out.
#include "gateway/model/endpoint.hpp"

#include <gtest/gtest.h>

namespace micklegate {
namespace {

TEST(EndpointOf, AnAddressIsItsHostAndPort)
{
    struct Row {
        char const* url;
        char const* host;
        std::uint16_t port;
    };
    for (auto const& [url, host, port] :
         {Row{"https://gate.example", "gate.example", 443}, Row{"https://127.0.0.1:8443", "127.0.0.1", 8443},
          Row{"https://[::1]:8443", "::1", 8443}, Row{"https://[::1]", "::1", 443},
          Row{"https://gate.example:9/", "gate.example", 9}}) {
        auto const endpoint = endpoint_of(url);
        ASSERT_TRUE(endpoint) << url;
        EXPECT_EQ(endpoint->host, host);
        EXPECT_EQ(endpoint->port, port);
    }
}

TEST(EndpointOf, AnythingElseIsRefused)
{
    for (char const* const url : {"",
                                  "https://",
                                  "https:///",
                                  "https://:8443",
                                  "http://gate.example",
                                  "gate.example:8443",
                                  "https://gate.example/v1",
                                  "https://gate.example?a",
                                  "https://gate.example#a",
                                  "https://me@gate.example",
                                  "https://gate.example:",
                                  "https://gate.example:0",
                                  "https://gate.example:8443x",
                                  "https://gate.example:65536",
                                  "https://gate.example:8x",
                                  "https://gate example",
                                  "https://[::1",
                                  "https://[::1]8443",
                                  "https://[127.0.0.1]",
                                  "https://[gate.example]",
                                  "https://[",
                                  "https://::1"})
        EXPECT_FALSE(endpoint_of(url)) << url;
}

TEST(HttpUrlOf, AnAddressIsItsHostItsPortAndItsPath)
{
    struct Row {
        char const* url;
        char const* host;
        std::uint16_t port;
        char const* path;
    };
    for (auto const& [url, host, port, path] :
         {Row{"http://witness.example", "witness.example", 80, ""},
          Row{"http://127.0.0.1:9000/", "127.0.0.1", 9000, ""},
          Row{"http://[::1]:9000/police/witness", "::1", 9000, "/police/witness"},
          Row{"http://witness.example/a-b_c~.d/", "witness.example", 80, "/a-b_c~.d"}}) {
        auto const plain = http_url_of(url);
        ASSERT_TRUE(plain) << url;
        EXPECT_EQ(plain->endpoint.host, host);
        EXPECT_EQ(plain->endpoint.port, port);
        EXPECT_EQ(plain->path, path);
    }
}

TEST(HttpUrlOf, AnythingElseIsRefused)
{
    for (char const* const url :
         {"", "http://", "https://witness.example", "http://:80", "http://witness.example:0",
          "http://witness.example:x", "http://witness.example/a//b", "http://witness.example//",
          "http://witness.example?a", "http://witness.example/a?b", "http://witness.example/a#b",
          "http://witness.example/%41", "http://witness.example/a b", "http://me@witness.example", "http://[::1/a",
          "http://witness.example/a\r\nHost:"})
        EXPECT_FALSE(http_url_of(url)) << url;
}

TEST(MailUrlOf, NamesAServerAndItsPort)
{
    EXPECT_EQ(mail_url_of("smtp://mail.agency.example")->endpoint.port, 587);
    EXPECT_EQ(mail_url_of("smtps://mail.agency.example")->endpoint.port, 465);
    EXPECT_TRUE(mail_url_of("smtps://mail.agency.example")->tls_from_start);
    EXPECT_EQ(mail_url_of("smtp://[::1]:443")->endpoint.host, "::1");
    EXPECT_EQ(mail_url_of("smtp://[::1]:443")->endpoint.port, 443);
    EXPECT_FALSE(mail_url_of("smtp://[::1]:443")->tls_from_start);
}

TEST(MailUrlOf, AnythingElseIsRefused)
{
    for (char const* const url : {"", "smtp://", "mail.agency.example", "https://mail.agency.example",
                                  "smtp://mail.agency.example/", "smtp://me@mail.agency.example", "smtp://:25",
                                  "smtp://mail.agency.example:0", "smtp://mail.agency.example\r\nRCPT"})
        EXPECT_FALSE(mail_url_of(url)) << url;
}

TEST(IpAddress, IsNoNameAndNoPartOfAnAddress)
{
    for (char const* const text : {"127.0.0.1", "0.0.0.0", "::", "::1", "2001:db8::1"})
        EXPECT_TRUE(is_ip_address(text)) << text;
    for (std::string_view const text : {"", "localhost", "127.0.0", "127.0.0.1:80", "[::1]", "256.0.0.1"})
        EXPECT_FALSE(is_ip_address(text)) << text;
    EXPECT_FALSE(is_ip_address(std::string_view{"::1\0x", 5}));
}

}  // namespace
}  // namespace micklegate
