// A referral from the force's daily file to the month's return: what each agency is told of it over real TLS, and what
// the log holds of who asked.
#include "tests/e2e/sample_events.hpp"

#include <gmock/gmock.h>

namespace micklegate::e2e {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using namespace std::chrono_literals;

std::string const kHub = "provider.victim-hub";
std::string const kAbuseService = "provider.domestic-abuse";
std::string const kAdvocates = "provider.victim-advocacy";
std::string const kCommissioner = "commissioner.york-and-north-yorkshire";
std::string const kAuditor = "auditor.partnership";
std::string const kSamples = MICKLEGATE_SOURCE_DIR "/adapters/providers/samples/";
constexpr char const* kWorker = "Halina Prew, caseworker";
std::string const kReference = "NYP-2026-300101";

class ReferralRegisterTest : public SiteTest {
protected:
    void SetUp() override
    {
        SiteTest::SetUp();
        serve();
    }

    static object example(std::string const& type)
    {
        object const schema =
            json_of(bytes_of(fs::path{MICKLEGATE_SOURCE_DIR} / "policies/messages" / (type + ".json")));
        return json::array_at(schema, "examples").at(0).as_object();
    }

    std::string send(std::string const& from, std::string const& to, std::string const& type, object data)
    {
        object event{{"specversion", "1.0"}, {"id", type + "/" + std::to_string(++events_)}};
        event["source"] = from;
        event["recipient"] = to;
        event["type"] = type;
        event["purpose"] = "victim_support";
        event["data"] = std::move(data);
        auto const results = session(from)->submit(lines_of({event}), 1);
        EXPECT_TRUE(results) << one_line(results.error());
        EXPECT_EQ(json::text_at(results->front(), "outcome"), "accepted") << boost::json::serialize(results->front());
        return json::text_at(results->front(), "message");
    }
    void say(std::string const& from, std::string const& reference, char const* status, Moment at, object more = {})
    {
        more["referral_ref"] = reference;
        more["status"] = status;
        more["status_at"] = rfc3339(at);
        more.emplace("scores_consent", false);
        more["worker"] = "Halina Prew";
        more["worker_contact"] = "prew@example.org";
        send(from, kHub, "referral.status", std::move(more));
    }

    /// The standings that the agency is told of.
    std::vector<object> ask(std::string const& agency, std::string const& reference = kReference)
    {
        Ran const ran = as(agency, "providers", "referral", reference, "--by", kWorker, "--json");
        EXPECT_EQ(ran.code, 0) << ran.err;
        object const answer = json_lines(ran.out).at(0);
        std::vector<object> standings;
        for (auto const& each : json::array_at(answer, "standings"))
            standings.push_back(each.as_object());
        return standings;
    }
    object kpi(std::string const& agency, std::string const& month)
    {
        Ran const ran = as(agency, "providers", "kpi", "--month", month, "--by", kWorker, "--json");
        EXPECT_EQ(ran.code, 0) << ran.err;
        return json_lines(ran.out).at(0);
    }
    static object measure(object const& figures, std::string_view key)
    {
        for (auto const& each : json::array_at(figures, "measures"))
            if (json::text_at(each.as_object(), "measure") == key)
                return each.as_object();
        ADD_FAILURE() << "no such measure";
        return {};
    }
    std::vector<commit::Entry> look_ups() const
    {
        auto all = entries();
        std::erase_if(all, [](commit::Entry const& entry) { return entry.kind != commit::EntryKind::kLookedUp; });
        return all;
    }

    static std::string month_text(Moment moment) { return iso_date(london_date(moment)).substr(0, 7); }
    /// The tenth of last month, eleven in London: both clocks of it have run out.
    Moment last_month() const
    {
        Date const today = london_date(now_);
        auto const month = today.year() / today.month() - std::chrono::months{1};
        return london_moment(month / 10, 11h);
    }
    /// People who came to the service last month: so many called within the hour, so many after a day and a half.
    void busy_month(std::string const& service, int in_time, int late)
    {
        Moment const came = last_month();
        for (int i = 0; i < in_time + late; ++i) {
            std::string const reference = service + "/" + std::to_string(i);
            Moment const called = came + (i < in_time ? std::chrono::hours{1} : std::chrono::hours{36});
            say(service, reference, "received", came);
            say(service, reference, "contacted", called, {{"contacted_at", rfc3339(called)}});
        }
    }

    Moment const now_ = system_now();
    int events_ = 0;
};

TEST_F(ReferralRegisterTest, AReferralIsFollowedFromTheDailyFileThroughTheServiceBackToWhoeverReferred)
{
    ASSERT_EQ(as(kForce, "police", "referrals", kSamples + "referrals.csv", "--json").code, 1) << "one row was changed";
    std::string const reference = "NYP-2026-300201";
    ASSERT_THAT(ask(kForce, reference), SizeIs(1));
    EXPECT_EQ(ask(kForce, reference)[0].at("status"), "referred");

    object onward = example("victim.onward-referral");
    onward["referral_ref"] = reference;
    onward["referred_at"] = rfc3339(now_ - 1min);
    onward["referral_reason"] = "new";
    onward["consent_recorded_at"] = rfc3339(now_ - 2min);
    std::string const message = send(kHub, kAbuseService, "victim.onward-referral", onward);
    ASSERT_EQ(as(kAbuseService, "inbox", "open", message, "--by", kWorker).code, 0);
    ASSERT_EQ(as(kAbuseService, "inbox", "ack", message, "--by", kWorker).code, 0);
    EXPECT_EQ(ask(kAbuseService, reference).at(0).at("status"), "accepted");

    say(kAbuseService, reference, "contacted", now_, {{"contacted_at", rfc3339(now_)}});
    auto const own = ask(kAbuseService, reference);
    ASSERT_THAT(own, SizeIs(1));
    EXPECT_EQ(own[0].at("status"), "contacted");
    EXPECT_EQ(own[0].at("met_24h"), true);
    EXPECT_THAT(ask(kHub, reference), SizeIs(2)) << "itself, and the service it referred to";
    auto const of_force = ask(kForce, reference);
    ASSERT_THAT(of_force, SizeIs(1));
    EXPECT_EQ(of_force[0].at("provider").as_string(), kHub);
    Ran const shown = as(kAbuseService, "providers", "referral", reference, "--by", kWorker);
    EXPECT_THAT(shown.out, AllOf(HasSubstr("contacted since"), HasSubstr("24 hours:     met")));
}

TEST_F(ReferralRegisterTest, AMissAndWhatIsNotAllowedLookTheSameAndOnlyTheLogTellsThemApart)
{
    say(kAbuseService, kReference, "received", now_ - 1h);
    auto const answer_of = [&](std::string const& agency, std::string const& reference) {
        object answer = json_lines(as(agency, "providers", "referral", reference, "--by", kWorker, "--json").out).at(0);
        answer.erase("look_up");
        answer.erase("at");
        return answer;
    };
    object const denied = answer_of(kForce, kReference);
    EXPECT_EQ(denied, answer_of(kHub, "NYP-2026-1"));
    EXPECT_THAT(ask(kAbuseService), SizeIs(1));
    stop();
    auto const asked = look_ups();
    ASSERT_THAT(asked, SizeIs(3));
    EXPECT_EQ(asked[0].code, "not_allowed");
    EXPECT_EQ(asked[1].code, "nothing");
    EXPECT_EQ(asked[2].code, "found");
    EXPECT_EQ(asked[2].rule, "standing-for-the-service");
    EXPECT_THAT(asked[2].subjects, SizeIs(1));
    EXPECT_THAT(asked[2].released, Contains("due_24h"));
    EXPECT_THAT(commit::encode(asked[2]), AllOf(Not(HasSubstr(kReference)), Not(HasSubstr("Prew"))));
}

TEST_F(ReferralRegisterTest, AVictimWhoIsErasedIsInTheRegisterNoMore)
{
    object referral = example("victim.referral-daily");
    referral["referral_ref"] = kReference;
    referral["referred_at"] = rfc3339(now_ - 1min);
    referral["reported_at"] = rfc3339(now_ - 1h);
    std::string const message = send(kForce, kHub, "victim.referral-daily", referral);
    ASSERT_EQ(as(kHub, "inbox", "open", message, "--by", kWorker).code, 0);
    ASSERT_THAT(ask(kForce), SizeIs(1));
    object victim{{"victim_name", referral.at("victim_name")}, {"victim_dob", referral.at("victim_dob")}};
    object const subject{{"type", "victim.referral-daily"}, {"data", std::move(victim)}};
    fs::path const file = folder_.path() / "subject.json";
    write(file, boost::json::serialize(subject));
    Ran const asked = as("desk.north-yorkshire", "subject", "erase", "--file", file.string(), "--by",
                         "Zoë Nunn, data protection officer", "--reason", "She asked.", "--json");
    ASSERT_EQ(asked.code, 0) << asked.err;
    std::string const request = std::to_string(json::whole_number_at(json_lines(asked.out).front(), "index", -1));
    Ran const approved =
        as(kAuditor, "subject", "approve", request, "--by", "Una Fell, auditor", "--reason", "Agreed.");
    ASSERT_EQ(approved.code, 0) << approved.err;
    EXPECT_THAT(ask(kForce), IsEmpty());
    EXPECT_THAT(ask(kHub), IsEmpty());
}

TEST_F(ReferralRegisterTest, TheMonthIsCountedByItsClocksAndSmallNumbersAreLeftOut)
{
    busy_month(kAbuseService, 9, 6);
    busy_month(kAdvocates, 8, 5);
    std::string const month = month_text(last_month());
    object const own = kpi(kAbuseService, month);
    ASSERT_THAT(json::array_at(own, "providers"), SizeIs(1));
    object const figures = json::array_at(own, "providers").at(0).as_object();
    EXPECT_EQ(figures.at("provider").as_string(), kAbuseService);
    EXPECT_EQ(measure(figures, "contacted_24h").at("counted"), 9);
    EXPECT_EQ(measure(figures, "contacted_24h").at("of"), 15);
    EXPECT_EQ(measure(figures, "contacted_24h").at("percent"), 60);
    EXPECT_EQ(measure(figures, "contacted_24h").at("met"), false);
    EXPECT_TRUE(measure(figures, "planned").at("of").is_null()) << "nobody was assessed, which is few";
    for (std::string const& agency : {kCommissioner, kAuditor}) {
        object const all = kpi(agency, month);
        EXPECT_THAT(json::array_at(all, "providers"), SizeIs(2)) << agency;
        EXPECT_EQ(measure(json::object_at(all, "all"), "contacted_24h").at("of"), 28);
    }
    EXPECT_THAT(json::array_at(kpi(kForce, month), "providers"), IsEmpty());
    EXPECT_THAT(json::array_at(kpi(kCommissioner, month_text(now_)), "providers"), IsEmpty()) << "it has not ended";
    Ran const shown = as(kCommissioner, "providers", "kpi", "--month", month, "--by", kWorker);
    EXPECT_THAT(shown.out, AllOf(HasSubstr("Contacted within 24 hours"), HasSubstr("60 %"), HasSubstr("left out")));
    stop();
    auto const asked = look_ups();
    EXPECT_THAT(asked.at(0).filters, testing::ElementsAre("asked=performance", "month=" + month));
    EXPECT_EQ(asked.at(0).purpose, "performance_monitoring");
    EXPECT_EQ(asked.at(1).rule, "monthly-figures");
}

TEST_F(ReferralRegisterTest, TheServiceHandsItsFiguresInAndKeepsThemAsFiles)
{
    busy_month(kAbuseService, 9, 6);
    std::string const month = month_text(last_month());
    std::string const csv = (folder_.path() / "month.csv").string();
    std::string const html = (folder_.path() / "month.html").string();
    auto const hand_in = [&] {
        return as(kAbuseService, "providers", "kpi", "--month", month, "--by", kWorker, "--csv", csv, "--html", html,
                  "--send", "--to", kCommissioner, "--contract", "NYYCA-DA-04", "--contact", "01632 960380");
    };
    Ran const first = hand_in();
    EXPECT_EQ(first.code, 0) << first.err;
    EXPECT_THAT(first.out, HasSubstr("Handed in to " + kCommissioner));
    EXPECT_THAT(bytes_of(csv), HasSubstr("contacted_24h,Contacted within 24 hours,9,15,60"));
    EXPECT_THAT(bytes_of(html), HasSubstr("60 %"));
    EXPECT_THAT(inbox(kCommissioner), SizeIs(1));
    EXPECT_THAT(hand_in().out, HasSubstr("before.")) << "the same reference is the same message";
    EXPECT_THAT(inbox(kCommissioner), SizeIs(1));
    Ran const nothing = as(kCommissioner, "providers", "kpi", "--month", month, "--by", kWorker, "--send");
    EXPECT_EQ(nothing.code, 2) << "to whom, and under which contract?";
}

TEST_F(ReferralRegisterTest, AQuestionThatCannotBeAnsweredNamesTheField)
{
    object const by{{"name", "Halina Prew"}, {"role", "caseworker"}};
    struct Row {
        char const* target;
        object question;
        char const* field;
    };
    std::vector<Row> const rows{
        {"/v1/lookups/referrals", {{"by", by}, {"purpose", "victim_support"}}, "/referral_ref"},
        {"/v1/lookups/referrals", {{"by", by}, {"purpose", "curiosity"}, {"referral_ref", "R"}}, "/purpose"},
        {"/v1/lookups/referrals",
         {{"by", by}, {"purpose", "victim_support"}, {"referral_ref", std::string(41, 'r')}},
         "/referral_ref"},
        {"/v1/performance", {{"by", by}, {"month", "2999-01"}}, "/month"},
        {"/v1/performance", {{"by", by}, {"month", "November"}}, "/month"},
        {"/v1/performance", {{"by", by}, {"month", "2026-10"}, {"provider", "No Agency"}}, "/provider"}};
    for (Row const& row : rows) {
        auto const answer = session(kAbuseService)->post(row.target, row.question);
        ASSERT_FALSE(answer) << row.field;
        EXPECT_THAT(one_line(answer.error()), HasSubstr(row.field));
    }
}

}  // namespace
}  // namespace micklegate::e2e
