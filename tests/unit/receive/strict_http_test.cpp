// Request heads: what any two readers could frame differently is refused.
#include "gateway/receive/strict_http.hpp"

#include <gtest/gtest.h>

namespace micklegate::receive {
namespace {

constexpr std::size_t kFields = 64;

struct Refusal {
    char const* name;
    std::string head;
    ProblemCode code = ProblemCode::kMalformedRequest;
};

std::string post(std::string const& fields)
{
    return "POST /v1/messages HTTP/1.1\r\nHost: gateway\r\n" + fields + "\r\n";
}

class StrictHttpRefuses : public testing::TestWithParam<Refusal> {};

TEST_P(StrictHttpRefuses, TheHead)
{
    auto const read = read_head(GetParam().head, kFields);

    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, GetParam().code);
}

std::string many_fields(std::size_t count)
{
    std::string fields;
    for (std::size_t i = 0; i < count; ++i)
        fields += "x-" + std::to_string(i) + ": 1\r\n";
    return fields;
}

INSTANTIATE_TEST_SUITE_P(
    Smuggling, StrictHttpRefuses,
    testing::Values(
        Refusal{"UnknownTransferEncoding", post("Transfer-Encoding: cow\r\n")},
        Refusal{"ChunkedThenIdentity", post("Transfer-Encoding: chunked, identity\r\n")},
        Refusal{"GzipThenChunked", post("Transfer-Encoding: gzip, chunked\r\n")},
        Refusal{"ChunkedTwice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")},
        Refusal{"EmptyTransferEncoding", post("Transfer-Encoding:\r\n")},
        Refusal{"QuotedChunked", post("Transfer-Encoding: \"chunked\"\r\n")},
        Refusal{"IdentityWithLength", post("Transfer-Encoding: identity\r\nContent-Length: 3\r\n")},
        Refusal{"LengthThenChunked", post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n")},
        Refusal{"ChunkedThenLength", post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n")},
        Refusal{"FoldedTransferEncoding", post("Transfer-Encoding:\r\n chunked\r\n")},
        Refusal{"TabFoldedField", post("X-Note: a\r\n\tb\r\n")},
        Refusal{"EqualLengthsTwice", post("Content-Length: 3\r\nContent-Length: 3\r\n")},
        Refusal{"DifferentLengths", post("Content-Length: 3\r\nContent-Length: 4\r\n")},
        Refusal{"LengthList", post("Content-Length: 3, 3\r\n")},
        Refusal{"SignedLength", post("Content-Length: +3\r\n")}, Refusal{"HexLength", post("Content-Length: 0x3\r\n")},
        Refusal{"EmptyLength", post("Content-Length:\r\n")},
        Refusal{"LengthPastAnyBody", post("Content-Length: 18446744073709551617\r\n")},
        Refusal{"TwoHosts", post("Host: other\r\n")},
        Refusal{"TwoWhoAct", post("Micklegate-Acting-Name: A\r\nMicklegate-Acting-Name: B\r\n")},
        Refusal{"TwoRoles", post("Micklegate-Acting-Role: A\r\nMicklegate-Acting-Role: B\r\n")},
        Refusal{"NoHost", "GET / HTTP/1.1\r\nAccept: */*\r\n\r\n"},
        Refusal{"EmptyHost", "GET / HTTP/1.1\r\nHost:\r\n\r\n"},
        Refusal{"HostWithPath", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"},
        Refusal{"AbsoluteTargetOfAnotherHost", "GET https://other/v1 HTTP/1.1\r\nHost: gateway\r\n\r\n"},
        Refusal{"AbsoluteTargetWithLongerHost", "GET https://gateway.other/v1 HTTP/1.1\r\nHost: gateway\r\n\r\n"},
        Refusal{"AuthorityTarget", "CONNECT gateway:443 HTTP/1.1\r\nHost: gateway\r\n\r\n"},
        Refusal{"AsteriskTarget", "OPTIONS * HTTP/1.1\r\nHost: gateway\r\n\r\n"},
        Refusal{"OddExpectation", post("Expect: 200-ok\r\n")},
        Refusal{"ExpectationList", post("Expect: 100-continue, 100-continue\r\n")},
        Refusal{"OldHttp", "GET / HTTP/1.0\r\nHost: gateway\r\n\r\n"},
        Refusal{"OldHttpChunked", "POST / HTTP/1.0\r\nHost: gateway\r\nTransfer-Encoding: chunked\r\n\r\n"},
        Refusal{"NextHttp", "GET / HTTP/2.0\r\nHost: gateway\r\n\r\n"},
        Refusal{"NoVersion", "GET /\r\nHost: gateway\r\n\r\n"},
        Refusal{"TwoSpaces", "GET  / HTTP/1.1\r\nHost: gateway\r\n\r\n"},
        Refusal{"TargetWithSpace", "GET /a b HTTP/1.1\r\nHost: gateway\r\n\r\n"},
        Refusal{"LeadingEmptyLine", "\r\nGET / HTTP/1.1\r\nHost: gateway\r\n\r\n"},
        Refusal{"SpaceBeforeColon", post("Content-Length : 3\r\n")}, Refusal{"NoColon", post("Content-Length 3\r\n")},
        Refusal{"EmptyName", post(": 3\r\n")}, Refusal{"BareLineFeed", post("X-Note: a\nContent-Length: 3\r\n")},
        Refusal{"BareCarriageReturn", post("X-Note: a\rContent-Length: 3\r\n")},
        Refusal{"NulInValue", post(std::string{"X-Note: a\0b\r\n", 13})},
        Refusal{"HighByteInValue", post("X-Note: \xc3\xa9\r\n")}, Refusal{"TextPastTheHead", post("") + "GET"},
        Refusal{"TooManyFields", post(many_fields(kFields)), ProblemCode::kHeaderTooLarge}),
    [](auto const& row) { return row.param.name; });

TEST(StrictHttp, ReadsAPlainRequest)
{
    auto const head = read_head(
        "POST /v1/messages?x=1 HTTP/1.1\r\nHost: gateway:8443\r\nContent-Length: 3\r\nAccept: a\r\nACCEPT:  b \r\n\r\n",
        kFields);

    ASSERT_TRUE(head) << one_line(head.error());
    EXPECT_EQ(head->method, "POST");
    EXPECT_EQ(head->target, "/v1/messages?x=1");
    EXPECT_EQ(head->headers.at("accept"), "a, b");
    EXPECT_TRUE(head->keep_alive);
    EXPECT_FALSE(head->expects_continue);
}

TEST(StrictHttp, TakesOneLoneChunkedInAnyCase)
{
    EXPECT_TRUE(read_head(post("Transfer-Encoding: Chunked\r\n"), kFields));
}

TEST(StrictHttp, TakesExactlyAsManyFieldsAsAllowed) { EXPECT_TRUE(read_head(post(many_fields(kFields - 1)), kFields)); }

TEST(StrictHttp, HearsCloseAmongConnectionOptions)
{
    EXPECT_FALSE(read_head(post("Connection: foo, Close\r\n"), kFields)->keep_alive);
    EXPECT_TRUE(read_head(post("Connection: keep-alive, closed\r\n"), kFields)->keep_alive);
}

TEST(StrictHttp, HearsTheOneExpectationItMeets)
{
    EXPECT_TRUE(read_head(post("Expect: 100-Continue\r\n"), kFields)->expects_continue);
}

TEST(StrictHttp, StripsTheHostOfAnAbsoluteTargetThatIsOurs)
{
    auto const head = read_head("GET https://GATEWAY/v1/inbox HTTP/1.1\r\nHost: gateway\r\n\r\n", kFields);

    ASSERT_TRUE(head);
    EXPECT_EQ(head->target, "/v1/inbox");
}

}  // namespace
}  // namespace micklegate::receive
