// A new site: whole or absent, never over another, its secrets for their owner alone.
#include "adapters/gateway_client/identity.hpp"
#include "gateway/files/lock.hpp"
#include "gateway/site/registry.hpp"
#include "tests/unit/site/sample_site.hpp"

#include <fstream>

namespace micklegate::site {
namespace {

namespace fs = std::filesystem;

class NewSiteFolder : public SampleSite {};

TEST_F(NewSiteFolder, NeverOverwrites)
{
    fs::create_directories(folder_ / "site");
    std::ofstream{folder_ / "site" / "letter.txt"} << "keep me";
    auto const built = build_site(plan(), system_now(), kGoOn);
    ASSERT_FALSE(built);
    EXPECT_EQ(fs::file_size(folder_ / "site" / "letter.txt"), 7U);
    EXPECT_EQ(std::distance(fs::directory_iterator{folder_ / "site"}, {}), 1);
}

TEST_F(NewSiteFolder, LeavesNothingHalfMade)
{
    NewSite broken = plan();
    broken.members.push_back(Member{AgencyId{"la.815"}, "la_childrens", "Twice"});
    ASSERT_FALSE(build_site(broken, system_now(), kGoOn));
    EXPECT_EQ(std::distance(fs::directory_iterator{folder_}, {}), 1) << "only the policies remain";
}

TEST_F(NewSiteFolder, LeavesNothingWhenItIsToldToStop)
{
    auto const built =
        build_site(plan(), system_now(), [] { return Result<void>{problem(ProblemCode::kUnavailable, "Stop.")}; });
    ASSERT_FALSE(built);
    EXPECT_EQ(built.error().detail, "Stop.");
    EXPECT_EQ(std::distance(fs::directory_iterator{folder_}, {}), 1) << "only the policies remain";
}

TEST_F(NewSiteFolder, ClearsAwayWhatAKilledBuilderLeftAndNothingElse)
{
    std::ofstream{folder_ / "site.making-0123abcd"} << "a file of that name";
    for (char const* const name : {"site.making-89abcdef", "site.making-of", "site2.making-89abcdef"}) {
        fs::create_directories(folder_ / name / "keys");
        std::ofstream{folder_ / name / "keys" / "site.key"} << "key";
    }
    build();
    EXPECT_FALSE(fs::exists(folder_ / "site.making-89abcdef"));
    for (char const* const name :
         {"site.making-0123abcd", "site.making-of/keys/site.key", "site2.making-89abcdef/keys/site.key"})
        EXPECT_TRUE(fs::exists(folder_ / name)) << name;
}

TEST_F(NewSiteFolder, LeavesToItsBuilderWhatIsStillBeingBuilt)
{
    fs::create_directories(folder_ / "site.making-89abcdef");
    auto const builder = files::lock_folder(folder_ / "site.making-89abcdef");
    ASSERT_TRUE(builder);
    auto const built = build_site(plan(), system_now(), kGoOn);
    ASSERT_FALSE(built);
    EXPECT_EQ(built.error().code, ProblemCode::kUnavailable);
    EXPECT_TRUE(fs::exists(folder_ / "site.making-89abcdef"));
}

TEST_F(NewSiteFolder, IsOpenToItsOwnerAlone)
{
    Site const site = build();
    for (fs::path const& closed : {site.root, site.root / "keys", site.root / "identities",
                                   site.identity(AgencyId{"la.815"}), site.tls(), site.authority()})
        EXPECT_EQ(fs::status(closed).permissions(), fs::perms::owner_all) << closed;
}

TEST_F(NewSiteFolder, TakesAnEmptyFolder)
{
    fs::create_directories(folder_ / "site");
    EXPECT_TRUE(build_site(plan(), system_now(), kGoOn));
}

TEST_F(NewSiteFolder, KeepsEveryKeyForItsOwner)
{
    build();
    std::size_t keys = 0;
    for (auto const& entry : fs::recursive_directory_iterator{folder_ / "site"})
        if (entry.path().extension() == ".key") {
            ++keys;
            EXPECT_EQ(entry.status().permissions(), fs::perms::owner_read | fs::perms::owner_write) << entry.path();
        }
    EXPECT_EQ(keys, 9U) << "site, authority, server and three of each agency";
}

TEST_F(NewSiteFolder, OpensAgain)
{
    build();
    auto const site = open_site(folder_ / "site");
    ASSERT_TRUE(site) << one_line(site.error());
    auto const agencies = load_agencies(site->agencies());
    ASSERT_TRUE(agencies) << one_line(agencies.error());
    EXPECT_EQ(agencies->size(), 2U);
    auto const key = read_site_key(*site);
    ASSERT_TRUE(key);
    std::ifstream vkey{site->log_key()};
    EXPECT_EQ((std::string{std::istreambuf_iterator<char>{vkey}, {}}), log_vkey(site->settings, *key) + "\n");
}

TEST_F(NewSiteFolder, HandsOutBundlesThatMatchTheRegistry)
{
    Site const site = build();
    AgencyId const school{"school.901233"};
    auto const identity = gateway_client::load_identity(site.identity(school));
    ASSERT_TRUE(identity) << one_line(identity.error());
    auto const agencies = load_agencies(site.agencies());
    ASSERT_TRUE(agencies);
    EXPECT_EQ(identity->agency, school);
    EXPECT_EQ(identity->opening.seal_key(), agencies->at(school).seal_key);
    EXPECT_EQ(identity->signing.verify_key(), agencies->at(school).sign_key);
}

TEST_F(NewSiteFolder, RefusesAKeyThatOthersCanRead)
{
    Site const site = build();
    fs::permissions(site.root / "keys" / "site.key", fs::perms::group_read, fs::perm_options::add);
    auto const key = read_site_key(site);
    ASSERT_FALSE(key);
    EXPECT_NE(key.error().next.find("chmod 600"), std::string::npos);
}

}  // namespace
}  // namespace micklegate::site
