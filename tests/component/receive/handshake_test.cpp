// Who gets through the handshake: the bearer of one current agency certificate, and nobody else.
#include "tests/component/receive/door_test.hpp"

namespace micklegate::test {
namespace {

using std::chrono::hours;

class Handshake : public DoorTest {
protected:
    void expect_refused(RawOptions const& options, std::string_view reason)
    {
        RawClient client{server_->port(), options};

        EXPECT_EQ(client.exchange(get("/whoami")), "");
        EXPECT_TRUE(log_.wait_for("A TLS handshake failed: " + std::string{reason})) << reason;
        EXPECT_EQ(requests_, 0);
    }

    void expect_refused(crypto::Profile const& profile, std::string_view reason)
    {
        expect_refused(RawOptions{pki_.odd("odd", profile), pki_.ca()}, reason);
    }
};

TEST_F(Handshake, LetsAnAgencyInUnderTheNameOfItsCertificate)
{
    open();
    auto client = connect_as(pki_.agency("school.900001"));

    EXPECT_TRUE(client.exchange(get("/whoami")).ends_with("\r\n\r\nschool.900001"));
}

TEST_F(Handshake, RefusesNoCertificate)
{
    open();
    expect_refused({std::nullopt, pki_.ca()}, "peer did not return a certificate");
}

TEST_F(Handshake, RefusesAnotherAuthority)
{
    open();
    TestPki other{folder_.path() / "other", "Another partnership"};
    expect_refused({other.agency("police.demo"), pki_.ca()}, "unable to get local issuer certificate");
}

TEST_F(Handshake, RefusesAnotherAuthorityOfTheSameName)
{
    open();
    TestPki other{folder_.path() / "other"};
    expect_refused({other.agency("police.demo"), pki_.ca()}, "unable to get local issuer certificate");
}

TEST_F(Handshake, RefusesAnExpiredCertificate)
{
    open();
    auto profile = TestPki::agency_profile();
    profile.from = system_now() - hours{2};
    profile.until = system_now() - hours{1};
    expect_refused(profile, "certificate has expired");
}

TEST_F(Handshake, RefusesACertificateOfTomorrow)
{
    open();
    auto profile = TestPki::agency_profile();
    profile.from = system_now() + hours{24};
    profile.until = system_now() + hours{48};
    expect_refused(profile, "certificate is not yet valid");
}

TEST_F(Handshake, RefusesARevokedCertificateFromTheNextReloadOn)
{
    open();
    EXPECT_NE(connect().exchange(get("/whoami")), "");
    requests_ = 0;
    pki_.revoke({police_.serial});
    ASSERT_TRUE(server_->reload_tls());

    expect_refused({police_, pki_.ca()}, "certificate revoked");
}

TEST_F(Handshake, KeepsTheOldListWhenTheNewOneCannotBeRead)
{
    open();
    std::ofstream{pki_.crl()} << "not a list";

    EXPECT_FALSE(server_->reload_tls());
    EXPECT_NE(connect().exchange(get("/whoami")), "");
}

TEST_F(Handshake, RefusesTwoNames)
{
    open();
    auto profile = TestPki::agency_profile();
    profile.alternative_names += ",URI:urn:micklegate:agency:school.900001";
    expect_refused(profile, "The client certificate has more than one URI name.");
}

TEST_F(Handshake, RefusesNoName)
{
    open();
    auto profile = TestPki::agency_profile();
    profile.alternative_names.clear();
    expect_refused(profile, "The client certificate has no URI name.");
}

TEST_F(Handshake, RefusesTheNameOfSomethingElse)
{
    open();
    auto profile = TestPki::agency_profile();
    profile.alternative_names = "URI:urn:example:agency:police.demo";
    expect_refused(profile, "The client certificate has a URI name that is not an agency of this partnership.");
}

TEST_F(Handshake, RefusesACertificateForServers)
{
    open();
    auto profile = TestPki::agency_profile();
    profile.extended_key_usage = "serverAuth";
    expect_refused(profile, "unsuitable certificate purpose");
}

TEST_F(Handshake, RefusesACertificateForNoStatedPurpose)
{
    open();
    auto profile = TestPki::agency_profile();
    profile.extended_key_usage.clear();
    expect_refused(profile, "The client certificate is not for client authentication.");
}

TEST_F(Handshake, RefusesAnAuthoritysCertificate)
{
    open();
    auto profile = TestPki::agency_profile();
    profile.basic_constraints = "critical,CA:TRUE";
    profile.key_usage = "critical,digitalSignature,keyCertSign";
    expect_refused(profile, "");
}

TEST_F(Handshake, RefusesAnAgencyThatNobodyHereIs)
{
    open();
    stranger_ = AgencyId{"school.900001"};
    expect_refused({pki_.agency("school.900001"), pki_.ca()},
                   "This certificate's agency is not enrolled here. It names school.900001, serial ");
}

TEST_F(Handshake, TellsTheOperatorWhoseCertificateItIs)
{
    open();
    pki_.revoke({police_.serial});
    ASSERT_TRUE(server_->reload_tls());
    expect_refused({police_, pki_.ca()}, "certificate revoked. It names police.demo, serial ");
}

TEST_F(Handshake, RefusesOlderTls)
{
    open();
    RawOptions old{police_, pki_.ca()};
    old.most_tls = TLS1_2_VERSION;

    EXPECT_FALSE((RawClient{server_->port(), old}.shaken()));
    expect_refused(old, "unsupported protocol");
}

TEST_F(Handshake, AnswersASuspendedAgencyWithTheReasonAndCloses)
{
    open();
    suspended_ = true;
    auto client = connect();
    client.send(get("/whoami") + get("/whoami"));

    auto const answers = client.rest();

    ASSERT_TRUE(answers);
    EXPECT_TRUE(answers->starts_with("HTTP/1.1 403 ")) << *answers;
    EXPECT_NE(answers->find("Call the duty desk."), std::string::npos);
    EXPECT_EQ(requests_, 0);
}

TEST_F(Handshake, CutsAnAgencySuspendedBetweenTwoRequests)
{
    open();
    auto client = connect();
    EXPECT_TRUE(client.exchange(get("/whoami")).starts_with("HTTP/1.1 200 "));

    suspended_ = true;

    EXPECT_TRUE(client.exchange(get("/whoami")).starts_with("HTTP/1.1 403 "));
    EXPECT_EQ(client.rest(), "");
}

TEST_F(Handshake, DisconnectsAnAgencysIdleSessionsOnDemand)
{
    open();
    auto police = connect();
    auto school = connect_as(pki_.agency("school.900001"));
    ASSERT_NE(police.exchange(get("/whoami")), "");
    ASSERT_NE(school.exchange(get("/whoami")), "");

    server_->disconnect(AgencyId{"police.demo"});

    EXPECT_EQ(police.rest(), "");
    EXPECT_TRUE(school.exchange(get("/whoami")).starts_with("HTTP/1.1 200 "));
}

TEST_F(Handshake, FailingOftenIsCountedAndDoesNotFillTheLog)
{
    constexpr std::uint64_t kMany = 200;
    open();
    for (std::uint64_t i = 0; i < kMany; ++i) {
        PlainClient stranger{server_->port()};
        stranger.send("GET / HTTP/1.1\r\n\r\n");
        stranger.rest();
    }
    EXPECT_EQ(server_->failed_handshakes(), kMany);
    // A burst, and at most one line for every ten seconds that this takes.
    EXPECT_LT(log_.count("A TLS handshake failed"), 20);
}

}  // namespace
}  // namespace micklegate::test
