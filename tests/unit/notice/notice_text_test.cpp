#include "gateway/notice/address_book.hpp"
#include "gateway/notice/mail.hpp"
#include "gateway/notice/public_address.hpp"
#include "gateway/notice/webhook.hpp"

#include "gateway/json/strict_json.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>

namespace micklegate::notice {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Moment const kNow = *parse_rfc3339("2026-11-22T19:37:05Z");
Waiting const kTwoLate{AgencyId{"school.901233"}, 2, true};

std::string mail(Waiting const& waiting, std::vector<std::string> to = {"dsl@mickleham.example"})
{
    return mail_text(waiting, {"notices@gateway.example", std::move(to), "https://gateway.example", "n1", kNow});
}

TEST(Mail, SaysHowManyWaitWhetherOneIsLateAndWhereToSignIn)
{
    EXPECT_THAT(mail(kTwoLate), AllOf(HasSubstr("\r\nSubject: 2 messages wait at the gateway\r\n"),
                                      HasSubstr("A deadline has passed."), HasSubstr("https://gateway.example\r\n")));
    EXPECT_THAT(mail({AgencyId{"school.901233"}, 1, false}),
                AllOf(HasSubstr("1 message waits"), Not(HasSubstr("deadline"))));
}

TEST(Mail, DoesNotEvenNameTheAgency) { EXPECT_THAT(mail(kTwoLate), Not(HasSubstr("901233"))); }

TEST(Mail, IsAMessageThatMachinesDoNotAnswer)
{
    std::string const text = mail(kTwoLate, {"a@x.example", "b@x.example"});
    EXPECT_TRUE(text.starts_with("From: notices@gateway.example\r\nTo: a@x.example,\r\n b@x.example\r\nSubject: "));
    EXPECT_THAT(text, HasSubstr("\r\nDate: Sun, 22 Nov 2026 19:37:05 +0000\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nMessage-ID: <n1@gateway.example>\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nAuto-Submitted: auto-generated\r\n"));
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
        ASSERT_EQ(text[at - 1], '\r');
}

TEST(MailDeathTest, NoAddressCanBeginAHeader)
{
    for (std::string const address : {"a@x.example\r\nBcc: b@x.example", "a@x.example, b@x.example", "<a@x.example>",
                                      "a@x.example\n", " a@x.example"})
        EXPECT_DEATH(static_cast<void>(mail(kTwoLate, {address})), "e-mail addresses") << address;
}

TEST(Webhook, IsACloudEventThatSaysHowManyWait)
{
    auto const key = crypto::SigningKey::from_seed(Bytes(32, 7));
    auto const event = signed_event(kTwoLate, "n1", "micklegate.example/site", kNow, key);

    EXPECT_EQ(event.body, R"({"data":{"agency":"school.901233","late":true,"waiting":2},)"
                          R"("datacontenttype":"application/json","id":"n1","source":"micklegate.example/site",)"
                          R"("specversion":"1.0","time":"2026-11-22T19:37:05.000Z","type":"org.micklegate.waiting"})");
}

TEST(Webhook, SignatureCoversIdTimeAndBody)
{
    auto const key = crypto::SigningKey::from_seed(Bytes(32, 7));
    auto const event = signed_event(kTwoLate, "n1", "micklegate.example/site", kNow, key);

    ASSERT_EQ(event.headers.size(), 4U);
    EXPECT_EQ(event.headers[0], "content-type: application/cloudevents+json; charset=utf-8");
    EXPECT_EQ(event.headers[1], "webhook-id: n1");
    EXPECT_EQ(event.headers[2], "webhook-timestamp: 1795376225");
    std::string const prefix = "webhook-signature: v1a,";
    ASSERT_TRUE(event.headers[3].starts_with(prefix));
    Bytes const signature = *from_base64(event.headers[3].substr(prefix.size()));
    EXPECT_TRUE(crypto::verify(key.verify_key(), as_bytes("n1.1795376225." + event.body), signature));
    EXPECT_FALSE(crypto::verify(key.verify_key(), as_bytes("n2.1795376225." + event.body), signature));
    EXPECT_EQ(public_key_text(key.verify_key()), "whpk_" + base64(key.verify_key()));
}

std::string fault_of(std::string const& text)
{
    auto const book = parse_address_book("notices.toml", text);
    return book ? "" : book.error().detail;
}

TEST(AddressBook, HoldsWhereEachAgencyWantsItsNotices)
{
    auto const book = parse_address_book("notices.toml", R"(
[[agency]]
id = "school.901233"
email = ["dsl@mickleham.example", "deputy@mickleham.example"]

[[agency]]
id = "police.north-yorkshire"
webhook = "https://hooks.police.example:8443/in?tenant=1"
webhook_private = true
webhook_ca = "keys/police-ca.crt"
)");

    ASSERT_TRUE(book) << one_line(book.error());
    EXPECT_THAT(book->at(AgencyId{"school.901233"}).email,
                ElementsAre("deputy@mickleham.example", "dsl@mickleham.example"));
    auto const& hook = *book->at(AgencyId{"police.north-yorkshire"}).webhook;
    EXPECT_EQ(hook.url, "https://hooks.police.example:8443/in?tenant=1");
    EXPECT_EQ(hook.ca, "keys/police-ca.crt");
    EXPECT_TRUE(hook.may_be_private);
}

TEST(AddressBook, FaultsHaveLineAndColumn)
{
    std::string const agency = "[[agency]]\nid = \"school.901233\"\n";
    EXPECT_EQ(fault_of(agency + "email = [\"dsl@mickleham.example\\r\\nBcc: x@y.example\"]\n"),
              "notices.toml:3:9: email must hold e-mail addresses only, like duty@agency.example.");
    for (std::string const url : {"http://a.example/", "https://user@a.example/", "https://a.example/#x", "https:///x",
                                  "https://a.example/ b", "ftp://a.example/", "https://a.example:0/"})
        EXPECT_THAT(fault_of(agency + "webhook = \"" + url + "\"\n"), HasSubstr("notices.toml:3:11: webhook must be"))
            << url;
    EXPECT_THAT(fault_of(agency + "webhook_private = true\n"), HasSubstr("needs a webhook"));
    EXPECT_THAT(fault_of(agency + "mail = [\"a@b.example\"]\n"), HasSubstr("'mail' is not known here"));
    EXPECT_THAT(fault_of(agency + agency), HasSubstr("listed twice"));
    EXPECT_THAT(fault_of("[[agency]]\nid = \"school\"\n"), HasSubstr("must be an agency id"));
}

bool is_public(char const* text)
{
    std::array<std::uint8_t, 16> address{};
    if (inet_pton(AF_INET, text, address.data()) == 1)
        return is_public_address(ByteView{address}.first(4));
    EXPECT_EQ(inet_pton(AF_INET6, text, address.data()), 1) << text;
    return is_public_address(address);
}

TEST(PublicAddress, IsNoneOfThisMachineOrAPrivateNetwork)
{
    for (char const* const text : {"127.0.0.1",
                                   "127.255.255.254",
                                   "10.1.2.3",
                                   "172.16.0.1",
                                   "172.31.255.255",
                                   "192.168.1.1",
                                   "169.254.169.254",
                                   "100.64.0.1",
                                   "0.0.0.0",
                                   "224.0.0.1",
                                   "255.255.255.255",
                                   "::",
                                   "::1",
                                   "fe80::1",
                                   "fc00::1",
                                   "fd12::1",
                                   "ff02::1",
                                   "::ffff:127.0.0.1",
                                   "::ffff:10.0.0.1",
                                   "64:ff9b::127.0.0.1",
                                   "2002:7f00:1::",
                                   "2002:a00:1::",
                                   "2001::1",
                                   "2001:db8::1",
                                   "::127.0.0.1"})
        EXPECT_FALSE(is_public(text)) << text;
    for (char const* const text : {"8.8.8.8", "172.15.255.255", "172.32.0.1", "100.128.0.1", "192.169.0.1",
                                   "2a00:1450::1", "2606:4700::1", "::ffff:8.8.8.8", "2002:808:808::"})
        EXPECT_TRUE(is_public(text)) << text;
}

}  // namespace
}  // namespace micklegate::notice
