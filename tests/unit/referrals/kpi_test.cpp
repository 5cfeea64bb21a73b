// The month's figures, from scripts of referrals to the pages that a commissioner reads.
#include "gateway/json/strict_json.hpp"
#include "gateway/referrals/monthly_return.hpp"
#include "tests/unit/referrals/script.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace micklegate::referrals {
namespace {

using namespace test;
using std::chrono::year;
using testing::HasSubstr;
using testing::Not;

constexpr std::chrono::year_month kNovember = year{2026} / std::chrono::November;
constexpr char const* kNow = "2026-12-15T00:00:00Z";

enum Place { kDay, kWorkingDay, kAssessed, kPlanned, kExit, kGaveFeedback, kStrategy, kSixWeeks };

Figures november(std::vector<Script> const& scripts, AgencyId const& service = kHub, char const* now = kNow)
{
    std::vector<Standing> standings;
    for (Script const& script : scripts)
        std::ranges::move(standings_at(script.changes, calendar(), at(now)), std::back_inserter(standings));
    return figures_of(standings, kNovember, at(now))[service];
}

void expect(Figures const& figures, Place place, std::size_t counted, std::size_t of)
{
    EXPECT_EQ(figures.measures[place].counted, counted) << kMeasures[place].key;
    EXPECT_EQ(figures.measures[place].of, of) << kMeasures[place].key;
}

TEST(Kpi, BothReadingsOfTheTargetAreKept)
{
    Script friday;
    friday.referred("2026-11-20T15:00:00Z").status("2026-11-23T14:00:00Z", "contacted");
    Script never;
    never.referred("2026-11-23T10:00:00Z").status("2026-11-25T10:00:00Z", "uncontactable", {{"attempt_number", 2}});

    Figures const figures = november({friday, never});

    expect(figures, kDay, 0, 2);
    expect(figures, kWorkingDay, 1, 2);
}

TEST(Kpi, ReferralWhoseClockRunsOrWasStoppedInTimeIsNotCounted)
{
    Script running;
    running.referred("2026-11-27T16:00:00Z");
    Script declined;
    declined.referred("2026-11-23T10:00:00Z")
        .change("declined", kHub, kForce, "2026-11-23T11:00:00Z", {{"code", "wrong_area"}});
    Script late;
    late.referred("2026-11-23T10:00:00Z");

    expect(november({running, declined, late}, kHub, "2026-11-30T15:00:00Z"), kDay, 0, 1);
    expect(november({running, declined, late}, kHub, "2026-11-30T16:01:00Z"), kDay, 0, 2);
}

TEST(Kpi, MonthsAreLondonsAndEachMeasureHasItsOwn)
{
    Script after;
    after.referred("2026-11-01T00:30:00Z").status("2026-11-01T01:00:00Z", "contacted");
    Script before;
    before.referred("2026-10-31T23:59:00Z")
        .status("2026-11-02T09:00:00Z", "contacted")
        .status("2026-12-01T09:00:00Z", "assessed");

    Figures const figures = november({after, before});

    expect(figures, kDay, 1, 1);
    expect(figures, kAssessed, 1, 2);
    expect(figures, kPlanned, 0, 0);
}

TEST(Kpi, HalfPastMidnightInSummerIsTheMonthThatLondonHas)
{
    Script script;
    script.referred("2026-06-30T23:30:00Z");
    auto const standings = standings_at(script.changes, calendar(), at(kNow));

    expect(figures_of(standings, year{2026} / std::chrono::July, at(kNow))[kHub], kDay, 0, 1);
    expect(figures_of(standings, year{2026} / std::chrono::June, at(kNow))[kHub], kDay, 0, 0);
}

TEST(Kpi, AssessmentIsOwedToThoseWhoTookUpSupport)
{
    Script declined;
    declined.referred("2026-11-23T10:00:00Z")
        .status("2026-11-23T12:00:00Z", "contacted")
        .status("2026-11-23T12:00:00Z", "closed_unplanned", {{"close_reason", "person_declined"}});
    Script waiting;
    waiting.referred("2026-11-23T10:00:00Z").status("2026-11-23T12:00:00Z", "contacted");

    expect(november({declined, waiting}), kAssessed, 0, 1);
}

TEST(Kpi, ExitIsMeasuredOfThoseWhoHadAPlanAndFeedbackWhereItIsKnown)
{
    auto const closed = [](boost::json::object const& exit) {
        Script script;
        script.referred("2026-11-02T10:00:00Z")
            .status("2026-11-02T12:00:00Z", "contacted")
            .status("2026-11-03T12:00:00Z", "assessed", with(needs(2), {{"assessment", "baseline"}}))
            .status("2026-11-04T12:00:00Z", "planned")
            .status("2026-11-27T12:00:00Z", "closed_planned", exit);
        return script;
    };
    Script unplanned;
    unplanned.referred("2026-11-02T10:00:00Z").status("2026-11-20T12:00:00Z", "closed_unplanned");
    Figures const figures = november(
        {closed(with(needs(5), {{"assessment", "exit"}, {"feedback_given", true}, {"exit_strategy", true}})),
         closed(with(needs(1, 8), {{"assessment", "exit"}, {"feedback_given", false}, {"exit_strategy", false}})),
         closed(with(needs(2), {{"assessment", "exit"}})), closed({}), unplanned});

    expect(figures, kPlanned, 4, 4);
    expect(figures, kExit, 3, 4);
    expect(figures, kGaveFeedback, 1, 2);
    expect(figures, kStrategy, 1, 4);
    EXPECT_EQ(figures.needs[0].people, 3U);
    EXPECT_EQ(figures.needs[0].sum, 2) << "up by three, down by one, and one stayed";
    EXPECT_EQ(figures.needs[8].people, 2U);
}

TEST(Kpi, SixWeeksCountInTheMonthInWhichTheyEnd)
{
    Script followed;
    followed.referred("2026-10-05T10:00:00Z", {{"consent_for", "isva_provider"}}, kHub, kIsva)
        .status("2026-11-10T10:00:00Z", "assessed", {{"assessment", "review"}}, kIsva, kHub);
    Script missed;
    missed.referred("2026-10-06T10:00:00Z", {{"consent_for", "isva_provider"}}, kHub, kIsva);

    expect(november({followed, missed}, kIsva), kSixWeeks, 1, 2);
}

MonthlyReturn sample()
{
    std::map<AgencyId, Figures> figures;
    for (auto const& [service, size] : {std::pair{kHub, 40U}, {kAdvocates, 30U}, {kAbuseService, 6U}}) {
        figures[service].measures.fill({size / 2, size});
        figures[service].needs[2] = {size / 4, static_cast<int>(size) / 2};
    }
    return {kNovember,
            at(kNow),
            {{kHub, "=cmd|' /C calc'!A0"}, {kAdvocates, "<script>alert(1)</script>, \"Advocates\""}},
            shown(figures)};
}

TEST(MonthlyReturn, TableIsNoFormulaAndEveryRowHasEveryCell)
{
    std::string const csv = to_csv(sample());

    EXPECT_THAT(csv, HasSubstr("provider.victim-hub,'=cmd|' /C calc'!A0,2026-11,contacted_24h,"
                               "Contacted within 24 hours,20,40,50,90,no,\r\n"));
    EXPECT_THAT(csv, HasSubstr("\"<script>alert(1)</script>, \"\"Advocates\"\"\""));
    EXPECT_THAT(csv, HasSubstr("left out"));
    EXPECT_THAT(csv, HasSubstr("change_shelter_accommodation,Shelter and accommodation,,10,,,,20\r\n"));
}

TEST(MonthlyReturn, PageRunsAndFetchesNothingAndKeepsNamesAsText)
{
    std::string const html = to_html(sample());

    for (char const* const never : {"<script", "<link", "<img", "http:", "https:", "javascript:", "url("})
        EXPECT_THAT(html, Not(HasSubstr(never)));
    EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
    EXPECT_THAT(html, HasSubstr("left out"));
    EXPECT_THAT(html, HasSubstr("Content-Security-Policy"));
    EXPECT_THAT(html, HasSubstr("+2.0"));
}

TEST(MonthlyReturn, NoFormTellsASmallFigure)
{
    auto const json = to_json(sample());

    auto const& small = json.at("providers").at(0);  // the smallest, by name the first
    EXPECT_EQ(small.at("provider").as_string(), kAbuseService.get());
    EXPECT_TRUE(small.at("measures").at(0).at("counted").is_null());
    EXPECT_TRUE(small.at("measures").at(0).at("percent").is_null());
    EXPECT_TRUE(small.at("measures").at(0).at("met").is_null());
    EXPECT_EQ(small.at("measures").at(0).at("of").to_number<std::size_t>(), 6U);
    EXPECT_TRUE(json.at("providers").at(1).at("measures").at(0).at("counted").is_null()) << "the next smallest";
    EXPECT_EQ(json.at("all").at("measures").at(0).at("counted").to_number<std::size_t>(), 38U);
}

TEST(MonthlyReturn, TargetIsMetByTheFigureAndNotByItsRounding)
{
    std::map<AgencyId, Figures> figures;
    figures[kHub].measures[kDay] = {179, 200};
    figures[kHub].measures[kWorkingDay] = {180, 200};
    auto const measures = to_json({kNovember, at(kNow), {}, shown(figures)}).at("providers").at(0).at("measures");

    EXPECT_EQ(measures.at(0).at("percent").to_number<int>(), 89);
    EXPECT_EQ(measures.at(0).at("met"), boost::json::value(false));
    EXPECT_EQ(measures.at(1).at("met"), boost::json::value(true));
}

TEST(MonthlyReturn, FitsThePerformanceReturnOfTheCatalogue)
{
    std::ifstream stream{MICKLEGATE_SOURCE_DIR "/policies/messages/performance.return.json"};
    std::string const text{std::istreambuf_iterator<char>{stream}, {}};
    auto const schema = json::parse_strict(text, {});
    ASSERT_TRUE(schema);
    auto const& known = schema->at("properties").as_object();
    MonthlyReturn const returned = sample();

    auto const data = performance_return(returned.figures.services.at(kHub), returned.month);

    for (auto const& [key, value] : data)
        EXPECT_TRUE(known.contains(key)) << std::string_view{key};
    EXPECT_EQ(data.at("period_until").as_string(), "2026-11-30");
    EXPECT_EQ(data.at("referrals").to_number<int>(), 40);
    EXPECT_EQ(data.at("contacted_24h_percent").to_number<int>(), 50);
    auto const small = performance_return(returned.figures.services.at(kAbuseService), returned.month);
    EXPECT_FALSE(small.contains("contacted_24h_percent"));
    EXPECT_EQ(small.at("left_out").as_array().size(), 7U);
    EXPECT_FALSE(small.contains("need_changes"));
}

}  // namespace
}  // namespace micklegate::referrals
