// A victim's referral: the force's daily file to the hub, and a service's statuses back, by the samples.
#include "tests/e2e/site_test.hpp"

namespace micklegate::e2e {
namespace {

std::string const kHub = "provider.victim-hub";
std::string const kAdvocates = "provider.victim-advocacy";
std::string const kSamples = MICKLEGATE_SOURCE_DIR "/adapters/providers/samples/";

class ReferralsTest : public SiteTest {
protected:
    void expect_as_promised(std::vector<object> const& lines, std::string const& promised) const
    {
        auto const expected = json::parse_strict(bytes_of(kSamples + promised), {});
        ASSERT_TRUE(expected && expected->is_array());
        ASSERT_EQ(lines.size(), expected->get_array().size());
        for (std::size_t i = 0; i < lines.size(); ++i) {
            object const& wanted = expected->get_array()[i].as_object();
            for (char const* const member : {"referral_ref", "outcome", "code", "recipient"})
                EXPECT_EQ(json::text_at(lines[i], member), json::text_at(wanted, member))
                    << member << " of row " << i + 1 << ": " << json::text_at(lines[i], "why");
        }
    }
};

TEST_F(ReferralsTest, DailyFileGivesEachRowTheOutcomeItsKindPromises)
{
    serve();

    Ran const sent = as(kForce, "police", "referrals", kSamples + "referrals.csv", "--json");

    EXPECT_EQ(sent.code, 1) << "one row was changed";
    expect_as_promised(json_lines(sent.out), "referrals-expected.json");
    EXPECT_EQ(inbox(kHub).size(), 4U);
}

TEST_F(ReferralsTest, DailyFileSentAgainChangesNothing)
{
    serve();
    auto const first = json_lines(as(kForce, "police", "referrals", kSamples + "referrals.csv", "--json").out);
    auto const before = recorded();

    auto const second = json_lines(as(kForce, "police", "referrals", kSamples + "referrals.csv", "--json").out);

    EXPECT_EQ(recorded(), before);
    ASSERT_EQ(second.size(), first.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        std::string const outcome = json::text_at(first[i], "outcome");
        EXPECT_EQ(json::text_at(second[i], "outcome"), outcome == "sent" ? "duplicate" : outcome) << "row " << i + 1;
    }
}

TEST_F(ReferralsTest, StatusFileTellsTheHubAndTheForceWhatEachMayKnow)
{
    serve();

    Ran const sent = as(kAdvocates, "providers", "status", kSamples + "status.csv", "--json");

    EXPECT_EQ(sent.code, 0) << sent.err;
    expect_as_promised(json_lines(sent.out), "status-expected.json");
    EXPECT_EQ(inbox(kForce).size(), 1U);
}

TEST_F(ReferralsTest, TryingAFileConnectsToNothingAndSendsNothing)
{
    Ran const tried = cli("police", "referrals", kSamples + "referrals.csv", "--as", identity(kForce).string(),
                          "--dry-run", "--json");

    EXPECT_EQ(tried.code, 0) << tried.err;
    auto const lines = json_lines(tried.out);
    ASSERT_EQ(lines.size(), 12U);
    EXPECT_EQ(json::text_at(lines.front(), "outcome"), "would_send");
    EXPECT_EQ(json::text_at(lines.front(), "recipient"), kHub);
}

TEST_F(ReferralsTest, FileThatIsNoneIsNamedAndNothingIsSent)
{
    serve();
    fs::path const file = folder_.path() / "broken.csv";
    write(file, "no,header\n");
    auto const before = recorded();

    Ran const told = as(kAdvocates, "providers", "status", file.string());

    EXPECT_EQ(told.code, 1);
    EXPECT_NE(told.err.find(file.string() + ": "), std::string::npos) << told.err;
    EXPECT_NE(told.err.find("docs/providers.md"), std::string::npos) << told.err;
    EXPECT_EQ(recorded(), before);
}

TEST_F(ReferralsTest, RecipientThatIsNoAgencyIdIsNotUnderstood)
{
    EXPECT_EQ(cli("providers", "status", kSamples + "status.csv", "--as", identity(kAdvocates).string(), "--to",
                  "The Hub", "--dry-run")
                  .code,
              2);
}

}  // namespace
}  // namespace micklegate::e2e
