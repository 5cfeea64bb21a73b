// The gateway's own certificate, renewed while it serves.
#include "tests/component/receive/raw_client.hpp"
#include "tests/e2e/site_test.hpp"

namespace micklegate::e2e {
namespace {

class CertificateTest : public SiteTest {
protected:
    /// What a client is shown; the handshake need not succeed for that.
    [[nodiscard]] std::string shown() const
    {
        return shell("openssl s_client -connect 127.0.0.1:" + std::to_string(gateway_->port()) +
                     " </dev/null 2>/dev/null | openssl x509 -noout -serial");
    }
    [[nodiscard]] std::string on_disk() const
    {
        return shell("openssl x509 -noout -serial -in " + (site() / "tls" / "server.crt").string());
    }

    static std::string shell(std::string const& command) { return run({"/bin/sh", "-c", command}).out; }
};

TEST_F(CertificateTest, RenewedIsShownByTheServingGateway)
{
    serve();
    std::string const before = on_disk();
    ASSERT_EQ(shown(), before);

    Ran const renewed = cli("certificate", "renew", site().string(), "--name", "gate.example", "--json");

    ASSERT_EQ(renewed.code, 0) << renewed.err;
    EXPECT_EQ(boost::json::serialize(json_of(renewed.out).at("names")), R"(["gate.example"])");
    ASSERT_NE(on_disk(), before);
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (shown() == before && std::chrono::steady_clock::now() < end)
        std::this_thread::yield();
    EXPECT_EQ(shown(), on_disk());
    EXPECT_EQ(as(kSchool, "inbox", "list").code, 0);
}

TEST_F(CertificateTest, ThatEndsSoonIsWarnedOfAtTheStart)
{
    fs::path const tls = site() / "tls";
    shell("openssl req -x509 -key " + (tls / "server.key").string() + " -days 10 -subj /CN=gate -out " +
          (tls / "server.crt").string());

    serve();

    EXPECT_NE(gateway_->err().find("The gateway's certificate ends in "), std::string::npos) << gateway_->err();
    EXPECT_NE(gateway_->err().find("Run: micklegate certificate renew " + site().string()), std::string::npos);
}

TEST_F(CertificateTest, EndsAreMeasured)
{
    serve();

    test::PlainClient local{gateway_->local_port()};
    ASSERT_TRUE(local.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
    std::string const metrics = local.rest().value_or("");

    std::string const ends = shell("date -d \"$(openssl x509 -noout -enddate -in " +
                                   (site() / "tls" / "server.crt").string() + " | cut -d= -f2)\" +%s");
    EXPECT_NE(metrics.find("\nmicklegate_server_certificate_expires_timestamp_seconds " + ends), std::string::npos)
        << metrics;
    for (char const* const what : {"authority", "revocation_list"})
        EXPECT_NE(metrics.find("\nmicklegate_" + std::string{what} + "_expires_timestamp_seconds "), std::string::npos);
}

TEST_F(CertificateTest, EndsAreListed)
{
    Ran const listed = cli("certificate", "list", site().string());
    EXPECT_EQ(listed.code, 0) << listed.err;
    for (char const* const what : {"server_certificate", "authority", "revocation_list"})
        EXPECT_NE(listed.out.find(what), std::string::npos) << listed.out;
}

}  // namespace
}  // namespace micklegate::e2e
