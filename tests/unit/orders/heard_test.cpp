// Whose word counts of an order: who sends a copy must not be able to unsay what a court made.
#include "gateway/orders/heard.hpp"

#include "gateway/orders/separate.hpp"
#include "tests/unit/orders/script.hpp"

#include <algorithm>
#include <random>

namespace micklegate::orders {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr char const* kWhen = "2026-12-01 12:00";
constexpr char const* kCourtStands = "the court's stands";
constexpr char const* kFirstStands = "the one that came first stands";
constexpr char const* kOnlyCourts = "only a court's word counts";

Respondent const kDamon{"damon", "askrigg", "1988-09-02"};
Respondent const kInnocent{"kell", "askrigg", "1990-01-31"};

/// An order as a court made it, and its service.
Script enforceable()
{
    return Script{}.on("2026-11-19 11:40", order()).about(kDamon).on("2026-11-20 08:15", served()).about(kDamon);
}

Standing only_one(Script const& script)
{
    auto const orders = separate(script.changes);
    EXPECT_EQ(orders.size(), 1U);
    return standing_at(orders.at(0), at(kWhen));
}

void expect_untouched(Script const& script, char const* says)
{
    Standing const standing = only_one(script);
    EXPECT_EQ(in_words(standing), "in force, known, crime");
    EXPECT_EQ(standing.ends, at("2027-05-19 12:00+01:00"));
    EXPECT_THAT(texts(standing.terms), ElementsAre("Must not threaten.", "Must not telephone."));
    EXPECT_THAT(joined(standing.why, "\n"), HasSubstr(says));
}

TEST(Heard, ASolicitorsCopyWithAnotherEndOrTermsLeavesTheCourtsOrderAsItIs)
{
    expect_untouched(enforceable().on("2026-11-19 11:40", order(until("2026-11-21 12:00"))).from("solicitor"),
                     kCourtStands);
    Made milder = order();
    milder.terms = numbered({"Must not threaten."});
    expect_untouched(enforceable().on("2026-11-19 11:40", milder).from("solicitor"), kCourtStands);
    expect_untouched(enforceable().on("2026-11-19 11:40", order(until_hearing(), Kind::kOccupation)).from("solicitor"),
                     kCourtStands);
}

TEST(Heard, ASolicitorsCopyDatesTheCourtsOrderNeitherLaterNorEarlier)
{
    expect_untouched(enforceable().on("2026-11-25 11:40", order()).from("solicitor"), kCourtStands);
    Script const earlier = enforceable().on("2026-11-01 11:40", order()).from("solicitor");
    expect_untouched(earlier, kCourtStands);
    EXPECT_EQ(in_words(earlier.at_moment("2026-11-18 00:00")), "none");
}

TEST(Heard, TheCourtsOrderStandsThoughTheOtherCopyCameFirst)
{
    expect_untouched(Script{}
                         .on("2026-11-19 11:40", order(until("2026-11-21 12:00")))
                         .from("solicitor")
                         .on("2026-11-19 11:40", order())
                         .on("2026-11-20 08:15", served()),
                     kCourtStands);
}

TEST(Heard, ACopyThatIsTheSameButForCommasAndCapitalsIsNotSpokenOf)
{
    Made retyped = order();
    retyped.terms = numbered({"MUST NOT THREATEN", "Must not telephone"});
    Script const script = enforceable().on("2026-11-19 11:40", retyped, "nmo 1").from("server");
    EXPECT_THAT(why(script, kWhen), Not(HasSubstr("nother copy")));
    EXPECT_EQ(heard(script.changes).agreeing.size(), 1U);
}

TEST(Heard, NobodyElseIsBoundBecauseASolicitorsCopyNamesHim)
{
    expect_untouched(enforceable().on("2026-11-19 11:40", order()).about(kInnocent).from("solicitor"), kCourtStands);
    expect_untouched(enforceable()
                         .on("2026-11-19 11:40", order(), "nmo 1")
                         .about(kInnocent)
                         .from("solicitor")
                         .on("2026-11-20 08:15", served())
                         .about(kInnocent),
                     kCourtStands);
}

TEST(Heard, ServiceOnSomebodyElseWhomOnlyASolicitorNamedIsNoServiceOnTheRespondent)
{
    Script script = Script{}.on("2026-11-19 11:40", order()).about(kDamon);
    script.on("2026-11-19 11:40", order()).about(kInnocent).from("solicitor");
    script.on("2026-11-20 08:15", served()).about(kInnocent);
    EXPECT_EQ(in_words(only_one(script)), "in force");
}

TEST(Heard, ACourtsVariationOfADeliveredOrderSaysWhoIsBoundToo)
{
    Script script = Script{}.on("2026-11-19 11:40", order()).about(kInnocent).from("other solicitor");
    script.on("2026-11-19 11:40", order()).about(kDamon).from("solicitor");
    script.on("2026-11-21 11:40", variation({"Must not threaten.", "Must not telephone."})).about(kDamon);
    script.on("2026-11-22 08:15", served()).about(kDamon);
    expect_untouched(script, kCourtStands);
}

TEST(Heard, ACourtMayBindASecondRespondent)
{
    auto const orders =
        separate(enforceable().on("2026-11-19 11:40", order()).about(kInnocent).from("court", true).changes);
    EXPECT_EQ(orders.size(), 2U);
}

TEST(Heard, AnUnsealedCopyNamesNobody)
{
    Script const script = enforceable().on("2026-11-19 11:40", order()).about(kInnocent).unsealed();
    EXPECT_EQ(in_words(only_one(script)), "in force, known, crime");
}

TEST(Heard, OnlyCourtsDischargeVaryExtendOrTakeAPromise)
{
    std::vector<What> const acts{Discharged{}, variation({"Must not write."}),
                                 Extended{until("2026-11-22 12:00"), {}, {}}, Undertaking{"NMO-1", {}, {}}};
    for (What const& act : acts)
        expect_untouched(enforceable().on("2026-11-21 11:40", act).from("solicitor"), kOnlyCourts);
}

TEST(Heard, OnlyACourtGivesAnOrderAnotherReference)
{
    Script script = enforceable().on("2026-11-21 11:40", variation({}, "NMO-2")).from("solicitor");
    script.on("2026-11-22 11:40", Discharged{}, "NMO-2");
    EXPECT_EQ(separate(script.changes).size(), 2U);
}

TEST(Heard, OfTwoDeliveredCopiesTheFirstStandsAndItsSenderMayCorrectIt)
{
    Script script = Script{}
                        .on("2026-11-19 11:40", order(until("2026-11-21 12:00")))
                        .from("solicitor")
                        .on("2026-11-19 11:40", order(until("2026-11-22 12:00")))
                        .from("other solicitor")
                        .on("2026-11-25 11:40", order(until("2026-11-26 12:00")))
                        .from("other solicitor")
                        .on("2026-11-19 11:40", order())
                        .from("solicitor")
                        .on("2026-11-20 08:15", served());
    expect_untouched(script, kFirstStands);
    EXPECT_EQ(heard(script.changes).left_out.size(), 2U);
}

TEST(Heard, ADischargedOrderIsNotMadeAnewByASolicitor)
{
    Script script = enforceable();
    script.changes.front().by_court = false;
    script.changes.front().from = "solicitor";
    expect(script, {{kWhen, "in force, known, crime"}});
    script.on("2026-11-21 11:40", Discharged{}).on("2026-11-22 11:40", order()).from("solicitor");
    expect(script, {{"2026-11-21 11:39", "in force, known, crime"}, {kWhen, "not in force, known"}});
    EXPECT_THAT(why(script, kWhen), HasSubstr(kCourtStands));
}

TEST(Heard, AnotherCourtMayVaryOrDischargeAndItIsSaid)
{
    Script script = enforceable().on("2026-11-21 11:40", Discharged{});
    EXPECT_THAT(why(script, kWhen), Not(HasSubstr("not the one that made it")));
    script.from("other court", true);
    expect(script, {{kWhen, "not in force, known"}});
    EXPECT_THAT(why(script, kWhen),
                HasSubstr("On Sat 21 Nov 2026 11:40 GMT a court acted on it that is not the one that made it"));
}

TEST(Heard, OfTwoCourtsThatTellOfOneActTheFirstStands)
{
    Script const script =
        enforceable().on("2026-11-19 11:40", order(until("2026-11-21 12:00"))).from("other court", true);
    expect_untouched(script, kFirstStands);
}

TEST(Heard, ItDoesNotMatterInWhichOrderAllThisIsGiven)
{
    Script script = enforceable();
    script.on("2026-11-19 11:40", order(until("2026-11-21 12:00"))).from("solicitor").about(kInnocent);
    script.on("2026-11-25 11:40", order()).from("server").on("2026-11-21 11:40", Discharged{}).from("server");
    script.on("2026-11-26 11:40", variation({"Must not write."})).from("other court", true);
    Standing const standing = only_one(script);
    std::mt19937 engine{1};
    for (int i = 0; i < 100; ++i) {
        std::ranges::shuffle(script.changes, engine);
        EXPECT_EQ(only_one(script), standing);
    }
}

}  // namespace
}  // namespace micklegate::orders
