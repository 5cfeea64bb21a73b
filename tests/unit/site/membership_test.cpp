// Members of a site change while it runs: durably, reversibly, and without losing a sealed message.
#include "gateway/site/membership.hpp"
#include "adapters/gateway_client/identity.hpp"
#include "gateway/crypto/reader_marks.hpp"
#include "gateway/crypto/site_keys.hpp"
#include "gateway/files/files.hpp"
#include "gateway/files/lock.hpp"
#include "tests/unit/site/sample_site.hpp"

#include <algorithm>
#include <iterator>

namespace micklegate::site {
namespace {

class Membership : public SampleSite {
protected:
    AgencyId const council_{"la.815"};

    static bool suspended(Site const& site, AgencyId const& agency)
    {
        return load_agencies(site.agencies())->at(agency).suspended;
    }
};

TEST_F(Membership, EnrolsAnAgencyOnce)
{
    Site const site = build();
    Member const member{AgencyId{"prison.hull"}, "prison", "Example Prison"};
    ASSERT_TRUE(enrol(site, member, site.identity(member.id), system_now()));
    EXPECT_TRUE(gateway_client::load_identity(site.identity(member.id)));
    auto const again = enrol(site, member, folder_ / "other", system_now());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ProblemCode::kWrongState);
}

TEST_F(Membership, TakesOnlySoundMembers)
{
    Site const site = build();
    for (Member const& member : {Member{AgencyId{"../x.y"}, "school", "X"}, Member{AgencyId{"school.1"}, "scool", "X"},
                                 Member{AgencyId{"school.1"}, "school", "two\nlines"}})
        EXPECT_FALSE(enrol(site, member, folder_ / "bundle", system_now()));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "bundle"));
}

TEST_F(Membership, IsSuspendedAndResumed)
{
    Site const site = build();
    ASSERT_TRUE(set_suspended(site, council_, true));
    EXPECT_TRUE(suspended(site, council_));
    ASSERT_TRUE(set_suspended(site, council_, false));
    EXPECT_FALSE(suspended(site, council_));
}

TEST_F(Membership, IsRevokedWithEveryCertificate)
{
    Site const site = build();
    ASSERT_TRUE(rotate(site, council_, site.identity(council_), OldCertificates::kStayValid, system_now()));
    ASSERT_TRUE(revoke(site, council_, system_now()));
    EXPECT_TRUE(suspended(site, council_));
    auto office = CertificateOffice::open(site.authority());
    ASSERT_TRUE(office);
    EXPECT_EQ(office->revoke(council_, {}, system_now()), 0U) << "none was left";
}

TEST_F(Membership, IsResumedAfterARevocationOnlyWithANewCertificate)
{
    Site const site = build();
    ASSERT_TRUE(revoke(site, council_, system_now()));
    auto const refused = set_suspended(site, council_, false);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ProblemCode::kWrongState);
    EXPECT_NE(refused.error().next.find("micklegate agency rotate"), std::string::npos);
    EXPECT_TRUE(suspended(site, council_));

    ASSERT_TRUE(rotate(site, council_, site.identity(council_), OldCertificates::kStayValid, system_now()));
    EXPECT_TRUE(suspended(site, council_)) << "its operator says when";
    auto const resumed = set_suspended(site, council_, false);
    ASSERT_TRUE(resumed) << one_line(resumed.error());
    EXPECT_EQ(resumed->certificates.size(), 1U);
}

TEST_F(Membership, CountsOnlyCertificatesThatAreNotRevoked)
{
    Site const site = build();
    auto const both = rotate(site, council_, site.identity(council_), OldCertificates::kStayValid, system_now());
    ASSERT_TRUE(both);
    EXPECT_EQ(both->certificates.size(), 2U);
    auto const one = rotate(site, council_, site.identity(council_), OldCertificates::kRevoke, system_now());
    ASSERT_TRUE(one);
    EXPECT_EQ(one->certificates.size(), 1U);
}

TEST_F(Membership, StillOpensOldMessagesAfterRotation)
{
    Site const site = build();
    std::vector<Bytes> sealed;
    Bytes const content{1, 2, 3};
    for (int i = 0; i < 3; ++i) {
        sealed.push_back(crypto::seal_to(load_agencies(site.agencies())->at(council_).seal_key, content));
        ASSERT_TRUE(rotate(site, council_, site.identity(council_), OldCertificates::kStayValid, system_now()));
    }
    auto const identity = gateway_client::load_identity(site.identity(council_));
    ASSERT_TRUE(identity) << one_line(identity.error());
    ASSERT_EQ(identity->retired.size(), 3U);
    EXPECT_FALSE(identity->opening.open(sealed[2]));
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_EQ(identity->retired[i].open(sealed[2 - i]).value(), content);
    EXPECT_EQ(identity->opening.seal_key(), load_agencies(site.agencies())->at(council_).seal_key);
}

TEST_F(Membership, IsSuspendedAndResumedWithoutTheAuthoritysKeyAndNothingElse)
{
    Site const site = build();
    std::filesystem::remove(site.authority() / "ca.key");
    EXPECT_TRUE(set_suspended(site, council_, true));
    EXPECT_TRUE(set_suspended(site, council_, false));
    auto const refused = rotate(site, council_, site.identity(council_), OldCertificates::kStayValid, system_now());
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().detail.find("authority is elsewhere"), std::string::npos) << refused.error().detail;
}

TEST_F(Membership, KeepsTheSecretsOfARotatedBundleForTheirOwner)
{
    Site const site = build();
    std::filesystem::path const bundle = folder_ / "handed" / "over";
    ASSERT_TRUE(enrol(site, Member{AgencyId{"prison.hull"}, "prison", "Example Prison"}, bundle, system_now()));
    ASSERT_TRUE(rotate(site, AgencyId{"prison.hull"}, bundle, OldCertificates::kStayValid, system_now()));
    EXPECT_EQ(std::filesystem::status(bundle).permissions(), std::filesystem::perms::owner_all);
    for (char const* const key : {"tls.key", "seal.key", "sign.key", "retired-seal.1.key"})
        EXPECT_EQ(std::filesystem::status(bundle / key).permissions(),
                  std::filesystem::perms::owner_read | std::filesystem::perms::owner_write)
            << key;
}

class NamedReaders : public Membership {
protected:
    void SetUp() override
    {
        Membership::SetUp();
        // The site that a name is marked for is the one whose key this is.
        site_ = build();
        site_->settings = open_site(site_->root)->settings;
    }
    [[nodiscard]] Agency read() const { return load_agencies(site_->agencies())->at(council_); }
    [[nodiscard]] bool knows(std::string_view name) const
    {
        return crypto::may_be_reader(crypto::SiteKeys::derive(read_site_key(*site_).value()).pseudonyms, read(), name);
    }

    NewReader const lead_{"Imogen Farrar", "Designated safeguarding lead"};
    std::optional<Site> site_;
};

TEST_F(NamedReaders, AreKnownByTheirNamesAndTheDiskDoesNotSayThem)
{
    ASSERT_TRUE(add_reader(*site_, council_, lead_));
    EXPECT_TRUE(knows("FARRAR, Imogen"));
    EXPECT_FALSE(knows("Maja Farrar"));
    EXPECT_EQ(read().readers.front().role, lead_.role);
    std::string const file = files::read(registration_path(site_->agencies(), council_)).value();
    for (char const* const name : {"Imogen", "imogen", "Farrar", "farrar"})
        EXPECT_EQ(file.find(name), std::string::npos) << file;
}

TEST_F(NamedReaders, OfTwoAgenciesHaveNoMarkInCommon)
{
    AgencyId const school{"school.901233"};
    ASSERT_TRUE(add_reader(*site_, council_, lead_));
    auto const other = add_reader(*site_, school, lead_);
    ASSERT_TRUE(other);
    std::vector<std::string> both;
    std::ranges::set_intersection(read().readers.front().marks, other->agency.readers.front().marks,
                                  std::back_inserter(both));
    EXPECT_TRUE(both.empty());
}

TEST_F(NamedReaders, AreRemovedByTheNameHoweverItIsSpelt)
{
    ASSERT_TRUE(add_reader(*site_, council_, lead_));
    ASSERT_TRUE(add_reader(*site_, council_, {"Imogen Lythe", "Designated safeguarding lead"}));
    auto const unknown = remove_reader(*site_, council_, "Imogen Rose Farrar");
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, ProblemCode::kNotFound);
    ASSERT_TRUE(remove_reader(*site_, council_, "farrar, imogen"));
    EXPECT_FALSE(knows("Imogen Farrar"));
    EXPECT_TRUE(knows("Imogen Lythe"));
}

TEST_F(NamedReaders, AreNamedInFullOnceAndByARoleThatDoesNotNameThem)
{
    ASSERT_TRUE(add_reader(*site_, council_, lead_));
    for (NewReader const& reader :
         {lead_, NewReader{"Farrar", "Head"}, NewReader{"Maja Lythe", "Mrs Lythe, head"}, NewReader{"Maja Lythe", ""},
          NewReader{"Maja Lythe", "two\nlines"}, NewReader{"Maja " + std::string(100, 'x'), "Head"}})
        EXPECT_FALSE(add_reader(*site_, council_, reader)) << reader.role;
    EXPECT_EQ(read().readers.size(), 1U);
}

TEST_F(NamedReaders, AreNotAtADutyDesk)
{
    AgencyId const desk{"desk.example"};
    ASSERT_TRUE(enrol(*site_, Member{desk, "duty_desk", "Desk"}, site_->identity(desk), system_now()));
    auto const refused = add_reader(*site_, desk, lead_);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ProblemCode::kWrongState);
}

TEST_F(NamedReaders, AreNeverSoManyThatTheAgencysFileCouldNotBeRead)
{
    std::string name = "Imogen";
    for (char more = 'a'; more < 's'; ++more)
        name += std::string{" A"} + more + "b";
    bool added = true;
    for (int number = 0; added && number < 1000; ++number)
        added = add_reader(*site_, council_, {name + " Z" + std::to_string(number), "Lead"}).has_value();
    EXPECT_FALSE(added);
    EXPECT_TRUE(load_agencies(site_->agencies()));
}

TEST_F(NamedReaders, AndTheAlternateOutliveARotation)
{
    ASSERT_TRUE(add_reader(*site_, council_, lead_));
    ASSERT_TRUE(set_alternate(*site_, council_, AgencyId{"school.901233"}));
    ASSERT_TRUE(rotate(*site_, council_, site_->identity(council_), OldCertificates::kRevoke, system_now()));
    EXPECT_TRUE(knows("Imogen Farrar"));
    EXPECT_EQ(read().alternate, AgencyId{"school.901233"});
}

TEST_F(NamedReaders, HaveAnAlternateThatIsAnotherEnrolledAgencyOrNone)
{
    EXPECT_FALSE(set_alternate(*site_, council_, council_));
    EXPECT_FALSE(set_alternate(*site_, council_, AgencyId{"school.901018"}));
    EXPECT_FALSE(read().alternate);
    ASSERT_TRUE(set_alternate(*site_, council_, AgencyId{"school.901233"}));
    ASSERT_TRUE(set_alternate(*site_, council_, std::nullopt));
    EXPECT_FALSE(read().alternate);
}

TEST_F(Membership, ChangesOneCommandAtATime)
{
    Site const site = build();
    auto const other = files::lock_folder(site.authority());
    ASSERT_TRUE(other);
    auto const refused = set_suspended(site, council_, true);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ProblemCode::kUnavailable);
    EXPECT_FALSE(suspended(site, council_));
}

TEST_F(Membership, IsNotReadFromAFileThatNamesAnother)
{
    Site const site = build();
    std::filesystem::copy_file(site.agencies() / "la.815.json", site.agencies() / "la.816.json");
    EXPECT_FALSE(load_agencies(site.agencies()));
}

}  // namespace
}  // namespace micklegate::site
