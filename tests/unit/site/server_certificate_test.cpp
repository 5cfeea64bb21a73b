// The gateway's own certificate: renewed as a pair, and watched before it ends.
#include "gateway/site/server_certificate.hpp"
#include "gateway/crypto/certificate_facts.hpp"
#include "gateway/files/files.hpp"
#include "gateway/site/expiries.hpp"
#include "tests/unit/site/sample_site.hpp"

#include <gmock/gmock.h>

namespace micklegate::site {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class OwnCertificate : public SampleSite {
protected:
    static crypto::CertificateFacts facts(Site const& site)
    {
        return crypto::certificate_facts(files::read(site.tls() / "server.crt").value()).value();
    }

    /// Says of each warning what it is about.
    static std::vector<std::string> warnings(Site const& site, Moment now)
    {
        std::vector<std::string> said;
        for (Problem const& warning : expiry_warnings(read_expiries(site).value(), site, now))
            said.push_back(one_line(warning));
        return said;
    }

    Moment const now_ = system_now();
    std::chrono::days const year_{365};
};

TEST_F(OwnCertificate, IsRenewedWithItsNamesUnlessOthersAreGiven)
{
    Site const site = build();
    ASSERT_TRUE(renew_server_certificate(site, {"gate.example"}, now_));
    auto const kept = renew_server_certificate(site, {}, now_ + year_);
    ASSERT_TRUE(kept) << one_line(kept.error());
    EXPECT_THAT(kept->names, ElementsAre("gate.example"));
    EXPECT_THAT(facts(site).dns_names, ElementsAre("localhost", "gate.example"));
    EXPECT_EQ(facts(site).expires, std::chrono::floor<std::chrono::seconds>(kept->expires));
}

TEST_F(OwnCertificate, IsRenewedTogetherWithItsKeyForItsOwnerAlone)
{
    Site const site = build();
    std::string const key = files::read(site.tls() / "server.key").value();
    ASSERT_TRUE(renew_server_certificate(site, {}, now_));
    EXPECT_NE(files::read(site.tls() / "server.key").value(), key);
    EXPECT_TRUE(check_server_key(site));
    EXPECT_FALSE(fs::exists(site.root / "tls.new")) << "the old key was kept";
}

TEST_F(OwnCertificate, IsMadeAnewWhereItIsLostIfItsNamesAreGiven)
{
    Site const site = build();
    fs::remove_all(site.tls());
    auto const nameless = renew_server_certificate(site, {}, now_);
    ASSERT_FALSE(nameless);
    EXPECT_THAT(nameless.error().next, HasSubstr("--name"));
    EXPECT_TRUE(renew_server_certificate(site, {"gate.example"}, now_));
    EXPECT_TRUE(check_server_key(site));
}

TEST_F(OwnCertificate, IsNotServedWithAKeyThatOthersCanRead)
{
    Site const site = build();
    fs::permissions(site.tls() / "server.key", fs::perms::others_read, fs::perm_options::add);
    auto const checked = check_server_key(site);
    ASSERT_FALSE(checked);
    EXPECT_THAT(checked.error().next, HasSubstr("chmod 600 " + (site.tls() / "server.key").string()));
}

TEST_F(OwnCertificate, IsWarnedOfBeforeItEndsAndAfter)
{
    Site const site = build();
    EXPECT_THAT(warnings(site, now_ + year_), IsEmpty());
    EXPECT_THAT(
        warnings(site, now_ + year_ + std::chrono::days{20}),
        ElementsAre(HasSubstr("The gateway's certificate ends in 1"), HasSubstr("The revocation list ends in 1")));
    EXPECT_THAT(warnings(site, now_ + 2 * year_),
                ElementsAre(HasSubstr("The gateway's certificate is over"), HasSubstr("The revocation list is over")));
    EXPECT_THAT(warnings(site, now_ + 11 * year_), testing::Contains(HasSubstr("The certificate authority is over")));
}

TEST_F(OwnCertificate, IsNoLongerWarnedOfOnceItIsRenewed)
{
    Site const site = build();
    Moment const late = now_ + year_ + std::chrono::days{20};
    ASSERT_TRUE(renew_server_certificate(site, {}, late));
    EXPECT_THAT(warnings(site, late), IsEmpty()) << "the revocation list is renewed with it";
}

}  // namespace
}  // namespace micklegate::site
