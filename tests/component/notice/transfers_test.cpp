// Notices on their way through real sockets to servers that others wrote.
#include "gateway/notice/transfers.hpp"

#include "gateway/notice/mail.hpp"
#include "gateway/notice/webhook.hpp"
#include "tests/component/notice/other_machine.hpp"
#include "tests/support/notice_receivers.hpp"

#include <gmock/gmock.h>

namespace micklegate::notice {
namespace {

using boost::json::object;
using ::testing::HasSubstr;
using ::testing::Not;

class TransfersTest : public testing::Test {
protected:
    MailServer server(std::string const& of, std::string const& host = "127.0.0.1") const
    {
        MailServer out;
        out.url = {{host, receivers_.port(of)}, of == "smtps"};
        out.ca = receivers_.ca();
        return out;
    }

    Mail mail(std::vector<std::string> to = {"dsl@mickleham.example"}) const
    {
        Letterhead const head{"notices@gateway.example", to, "https://gateway.example", "n1", system_now()};
        return {head.from, head.to, mail_text({AgencyId{"school.901233"}, 2, true}, head)};
    }

    Call call(std::string const& path) const
    {
        SignedEvent event =
            signed_event({AgencyId{"school.901233"}, 2, true}, "n1", "micklegate.example/site", system_now(), key_);
        return {"https://127.0.0.1:" + std::to_string(receivers_.port("https")) + path, std::move(event.headers),
                std::move(event.body), receivers_.ca(), true};
    }

    Result<void> carry(MailServer const& by, Transfer const& what)
    {
        Transfers transfers{by, times_};
        return transfers.carry_out({what}, stopping_).front();
    }
    Result<void> carry(Transfer const& what) { return carry({}, what); }

    /// The file of an authority that signed nothing.
    static std::string another_ca(test::TmpFolder const& folder)
    {
        auto const authority = crypto::CertificateAuthority::create("Another CA", system_now());
        files::create(folder.path() / "another.crt", as_bytes(authority.certificate())).value();
        return (folder.path() / "another.crt").string();
    }

    static std::string why(Result<void> const& result) { return result ? "" : result.error().detail; }

    crypto::SigningKey key_ = crypto::SigningKey::from_seed(Bytes(32, 7));
    test::NoticeReceivers receivers_{public_key_text(key_.verify_key())};
    Times times_;
    std::atomic<bool> stopping_ = false;
};

TEST_F(TransfersTest, MailReachesAServerOnThisMachineWithoutTls)
{
    auto const sent = carry(server("smtp"), mail({"dsl@mickleham.example", "deputy@mickleham.example"}));

    ASSERT_TRUE(sent) << why(sent);
    object const got = receivers_.next();
    EXPECT_EQ(json::text_at(got, "sender"), "MAIL FROM:<notices@gateway.example>");
    EXPECT_EQ(got.at("to").as_array().size(), 2U);
    EXPECT_THAT(json::text_at(got, "mail"), HasSubstr("Subject: 2 messages wait at the gateway\r\n"));
    EXPECT_FALSE(json::flag_at(got, "tls"));
}

TEST_F(TransfersTest, MailOverTlsIsVerified)
{
    MailServer by = server("smtps");
    ASSERT_TRUE(carry(by, mail()));
    EXPECT_TRUE(json::flag_at(receivers_.next(), "tls"));

    by.ca.clear();
    EXPECT_THAT(why(carry(by, mail())), HasSubstr("SSL"));
}

TEST_F(TransfersTest, AnotherMachineMustOfferTls)
{
    // Only the words for this machine that are known by heart are its own; this one leads there all the same.
    std::string const other = "LocalHost";
    EXPECT_THAT(why(carry(server("smtp", other), mail())), HasSubstr("SSL"));
    EXPECT_THAT(receivers_.all(), Not(HasSubstr("sender")));

    auto const sent = carry(server("starttls", other), mail());
    ASSERT_TRUE(sent) << why(sent);
    EXPECT_TRUE(json::flag_at(receivers_.next(), "tls"));
}

TEST_F(TransfersTest, LoginIsMadeWithThePasswordOfTheFile)
{
    MailServer by = server("smtps");
    by.user = "notices";
    by.password = std::make_shared<crypto::Secret const>(crypto::Secret::copy_of(as_bytes("geheim")));

    ASSERT_TRUE(carry(by, mail()));
    EXPECT_EQ(json::text_at(receivers_.next(), "login"), "/notices/geheim");
}

TEST_F(TransfersTest, OneRefusedAddressStopsNoOther)
{
    ASSERT_TRUE(carry(server("smtp"), mail({"refused@mickleham.example", "dsl@mickleham.example"})));
    EXPECT_EQ(receivers_.next().at("to").as_array().size(), 1U);

    EXPECT_THAT(why(carry(server("smtp"), mail({"refused@mickleham.example"}))), HasSubstr("550"));
}

TEST_F(TransfersTest, DeadMailServerIsAProblemAndNotAWait)
{
    MailServer const by = server("smtp");
    receivers_.end();

    EXPECT_THAT(why(carry(by, mail())), HasSubstr("connect"));
}

TEST_F(TransfersTest, CallIsSignedAndVerifiedByOthersCode)
{
    auto const sent = carry(call("/in"));

    ASSERT_TRUE(sent) << why(sent);
    object const got = receivers_.next();
    EXPECT_TRUE(json::flag_at(got, "verified"));
    EXPECT_EQ(json::text_at(json::object_at(got, "headers"), "content-type"),
              "application/cloudevents+json; charset=utf-8");
    EXPECT_EQ(json::parse_strict(json::text_at(got, "body"))->at("data").at("waiting").as_int64(), 2);
}

TEST_F(TransfersTest, CallThatWasChangedDoesNotVerify)
{
    Call changed = call("/in");
    changed.body.replace(changed.body.find(":2}"), 3, ":3}");

    ASSERT_TRUE(carry(changed));
    EXPECT_FALSE(json::flag_at(receivers_.next(), "verified"));
}

TEST_F(TransfersTest, RedirectionIsNotFollowed)
{
    EXPECT_EQ(why(carry(call("/redirect"))), "it answered 307");
    EXPECT_EQ(json::text_at(receivers_.next(), "call"), "/redirect");
    EXPECT_THAT(receivers_.all(), Not(HasSubstr("/elsewhere")));
}

TEST_F(TransfersTest, AnswerThatIsNoSuccessIsAProblem) { EXPECT_EQ(why(carry(call("/fail"))), "it answered 503"); }

TEST_F(TransfersTest, LongAnswerIsCutOff) { EXPECT_EQ(why(carry(call("/long"))), "the answer was too long"); }

TEST_F(TransfersTest, SilentReceiverIsLeft)
{
    times_.whole = std::chrono::milliseconds{300};
    EXPECT_THAT(why(carry(call("/silent"))), HasSubstr("Timeout"));
}

TEST_F(TransfersTest, ReceiverOfAnotherAuthorityIsNotTold)
{
    Call other = call("/in");
    other.ca.clear();
    EXPECT_THAT(why(carry(other)), HasSubstr("SSL"));
    EXPECT_THAT(receivers_.all(), Not(HasSubstr("/in")));
}

TEST_F(TransfersTest, AuthorityThatIsNamedIsTheOnlyOne)
{
    test::OtherMachine machine;
    machine.trust(receivers_.ca());
    Call pinned = call("/pinned");
    MailServer by = server("smtps");
    pinned.ca.clear();
    by.ca.clear();
    ASSERT_TRUE(carry(pinned)) << "the system's authorities are taken where none is named";
    ASSERT_TRUE(carry(by, mail()));

    test::TmpFolder const folder;
    pinned.ca = by.ca = another_ca(folder);
    EXPECT_THAT(why(carry(pinned)), HasSubstr("SSL"));
    EXPECT_THAT(why(carry(by, mail())), HasSubstr("SSL"));
}

TEST_F(TransfersTest, AuthorityThatWasReplacedIsTrustedNoMore)
{
    Transfers transfers{{}, times_};
    Call told = call("/in");
    test::TmpFolder const folder;
    std::string const another = another_ca(folder);
    told.ca = (folder.path() / "ca.crt").string();
    std::filesystem::copy_file(receivers_.ca(), told.ca);
    ASSERT_TRUE(transfers.carry_out({told}, stopping_).front());

    std::filesystem::copy_file(another, told.ca, std::filesystem::copy_options::overwrite_existing);
    EXPECT_THAT(why(transfers.carry_out({told}, stopping_).front()), HasSubstr("SSL"));
}

TEST_F(TransfersTest, ReceiverWithAPrivateAddressIsToldByItsPublicOne)
{
    test::OtherMachine machine;
    Call told = call("/both");
    told.may_be_private = false;
    told.url.replace(told.url.find("127.0.0.1"), 9, "localhost");
    machine.name("localhost:" + std::to_string(receivers_.port("https")) + ":10.0.0.1," + test::kPublicAddress);

    auto const sent = carry(told);
    EXPECT_TRUE(sent) << why(sent);
    EXPECT_EQ(json::text_at(receivers_.next(), "call"), "/both");
}

TEST_F(TransfersTest, ConnectionOfOneThatMayBePrivateIsNoOthers)
{
    Transfers transfers{{}, times_};
    Call inside = call("/inside");
    ASSERT_TRUE(transfers.carry_out({inside}, stopping_).front());

    inside.may_be_private = false;
    EXPECT_EQ(why(transfers.carry_out({inside}, stopping_).front()),
              "its name leads to an address of this machine or of a private network");
}

TEST_F(TransfersTest, AddressOfThisMachineIsOnlyCalledWhereTheOperatorSaidSo)
{
    Call inside = call("/in");
    inside.may_be_private = false;
    EXPECT_EQ(why(carry(inside)), "its name leads to an address of this machine or of a private network");
    inside.url.replace(inside.url.find("127.0.0.1"), 9, "localhost");
    EXPECT_EQ(why(carry(inside)), "its name leads to an address of this machine or of a private network");
    EXPECT_THAT(receivers_.all(), Not(HasSubstr("/in")));
}

TEST_F(TransfersTest, NothingButHttpsIsCalled)
{
    Call plain = call("/in");
    plain.url.replace(0, 8, "http://");
    EXPECT_THAT(why(carry(plain)), HasSubstr("protocol"));
}

TEST_F(TransfersTest, DeadReceiverDelaysNoOther)
{
    Call dead = call("/silent");
    times_.whole = std::chrono::seconds{2};
    Transfers transfers{{}, times_};

    auto const results = transfers.carry_out({dead, call("/one"), dead, call("/two")}, stopping_);

    EXPECT_FALSE(results[0]);
    EXPECT_TRUE(results[1]);
    EXPECT_FALSE(results[2]);
    EXPECT_TRUE(results[3]);
}

TEST_F(TransfersTest, StoppingEndsWhatIsUnderWay)
{
    times_.whole = std::chrono::minutes{10};
    Transfers transfers{{}, times_};
    std::jthread const stopper{[this] {
        while (receivers_.all().find("/silent") == std::string::npos)
            std::this_thread::yield();
        stopping_ = true;
    }};

    EXPECT_EQ(why(transfers.carry_out({call("/silent")}, stopping_).front()), "the gateway stopped");
}

}  // namespace
}  // namespace micklegate::notice
