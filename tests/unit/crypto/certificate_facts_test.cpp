// What an operator is told of a certificate is what was issued.
#include "gateway/crypto/certificate_facts.hpp"
#include "gateway/crypto/certificate_authority.hpp"

#include <gtest/gtest.h>

namespace micklegate::crypto {
namespace {

Moment const kNow = std::chrono::sys_days{std::chrono::year{2026} / 11 / 21};

class CertificateFactsTest : public testing::Test {
protected:
    static void SetUpTestSuite() { initialise(); }
};

TEST_F(CertificateFactsTest, AreTheEndAndTheNamesItWasIssuedWith)
{
    auto const authority = CertificateAuthority::create("Test CA", kNow);
    std::vector<std::string> const names{"gate.example", "gate.internal"};
    auto const issued = authority.issue_server(names, kNow);

    auto const facts = certificate_facts(issued.certificate);

    ASSERT_TRUE(facts);
    EXPECT_EQ(facts->expires, issued.expires);
    EXPECT_EQ(facts->dns_names, (std::vector<std::string>{"localhost", "gate.example", "gate.internal"}));
}

TEST_F(CertificateFactsTest, OfARevocationListAreWhenItFallsDue)
{
    auto const authority = CertificateAuthority::create("Test CA", kNow);

    auto const due = revocation_list_due(authority.revocation_list({}, 1, kNow));

    ASSERT_TRUE(due);
    EXPECT_EQ(*due, authority.issue_server({}, kNow).expires) << "with the certificates";
}

TEST_F(CertificateFactsTest, OfAnythingElseAreNone)
{
    auto const authority = CertificateAuthority::create("Test CA", kNow);
    EXPECT_FALSE(certificate_facts("gate.example"));
    EXPECT_FALSE(certificate_facts(authority.revocation_list({}, 1, kNow)));
    EXPECT_FALSE(revocation_list_due(authority.certificate()));
}

}  // namespace
}  // namespace micklegate::crypto
