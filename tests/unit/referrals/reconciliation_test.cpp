// The centre's list against the adviser service's own, by references that name nobody.
#include "gateway/referrals/reconciliation.hpp"
#include "tests/unit/referrals/script.hpp"

#include <boost/json/serialize.hpp>

namespace micklegate::referrals {
namespace {

using namespace test;
using std::chrono::October;
using std::chrono::year;

constexpr char const* kNow = "2026-11-22T12:00:00Z";

Standing referred(char const* when, char const* reviewed = nullptr)
{
    Script script;
    script.referred(when, {{"consent_for", "isva_provider"}}, kSarc, kIsva);
    if (reviewed != nullptr)
        script.status(reviewed, "contacted", {{"assessment", "review"}}, kIsva, kSarc);
    return script.of(kIsva, kNow);
}

TEST(Reconciliation, TellsWhatMatchesWhatIsMissingAndWhatIsOverdue)
{
    std::vector<Listed> const list{
        {"SARC-26-0371", year{2026} / October / 5},  {"SARC-26-0372", year{2026} / October / 5},
        {"SARC-26-0380", year{2026} / October / 19}, {"SARC-26-0390", year{2026} / October / 6},
        {"SARC-26-0391", year{2026} / October / 20}, {"SARC-26-0371", year{2026} / October / 5}};
    std::map<std::string, Standing> const held{
        {"SARC-26-0371", referred("2026-10-05T10:00:00Z", "2026-11-10T10:00:00Z")},
        {"SARC-26-0372", referred("2026-10-05T10:00:00Z")},
        {"SARC-26-0377", referred("2026-10-12T10:00:00Z")},
        {"SARC-26-0380", referred("2026-10-19T10:00:00Z")}};

    EXPECT_EQ(boost::json::serialize(to_json(reconcile(list, held, at(kNow)))),
              R"({"outcomes":[{"referral_ref":"SARC-26-0371","result":"matched","followed_up":true},)"
              R"({"referral_ref":"SARC-26-0372","result":"matched","followed_up":false},)"
              R"({"referral_ref":"SARC-26-0380","result":"matched"},)"
              R"({"referral_ref":"SARC-26-0390","result":"not_received"},)"
              R"({"referral_ref":"SARC-26-0391","result":"not_received"},)"
              R"({"referral_ref":"SARC-26-0371","result":"duplicate"}],)"
              R"("unlisted":["SARC-26-0377"],"overdue":["SARC-26-0372","SARC-26-0390"]})");
}

TEST(Reconciliation, EndBeforeTheSixWeeksIsNoMissedFollowUp)
{
    Script script;
    script.referred("2026-10-05T10:00:00Z", {{"consent_for", "isva_provider"}}, kSarc, kIsva)
        .status("2026-10-10T10:00:00Z", "declined", {{"close_reason", "person_declined"}}, kIsva, kSarc);

    auto const checked =
        reconcile({{"SARC-26-0371", year{2026} / October / 5}}, {{"SARC-26-0371", script.of(kIsva, kNow)}}, at(kNow));

    EXPECT_TRUE(checked.overdue.empty());
    EXPECT_EQ(checked.outcomes.front().followed_up, std::nullopt);
}

}  // namespace
}  // namespace micklegate::referrals
