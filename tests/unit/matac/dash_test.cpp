#include "gateway/matac/dash.hpp"

#include "tests/unit/matac/scales.hpp"

#include <gmock/gmock.h>

namespace micklegate::matac {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Repeat const kFirstTime{day("2026-11-20"), {}, {}};

Answers answers(std::size_t yes, std::size_t blank = 0)
{
    Answers all{};
    std::fill_n(all.begin(), yes, Answer::kYes);
    std::fill_n(all.begin() + static_cast<std::ptrdiff_t>(yes), blank, Answer::kBlank);
    return all;
}

Assessment assessed(Answers const& given, Judgement const& judgement = {}, Repeat const& repeat = kFirstTime)
{
    return dash_level(given, judgement, repeat, usual_thresholds());
}

TEST(Dash, LevelsBeginAtTheirBorders)
{
    EXPECT_EQ(assessed(answers(0)).level, Level::kStandard);
    EXPECT_EQ(assessed(answers(9)).level, Level::kStandard);
    EXPECT_EQ(assessed(answers(10)).level, Level::kMedium);
    EXPECT_EQ(assessed(answers(13)).level, Level::kMedium);
    EXPECT_EQ(assessed(answers(14)).level, Level::kHigh);
    EXPECT_EQ(assessed(answers(24)).score, 24);
    EXPECT_EQ(assessed(answers(14)).tool, "dash");
}

TEST(Dash, B31_ThirteenAndJudgementIsHighAndGoesToMarac)
{
    EXPECT_THAT(assessed(answers(13)).marac, IsEmpty());

    Assessment const judged = assessed(answers(13), {Level::kHigh});

    EXPECT_EQ(judged.score, 13);
    EXPECT_EQ(judged.level, Level::kHigh);
    EXPECT_THAT(judged.marac, ElementsAre(MaracGround::kProfessionalJudgement));
}

TEST(Dash, B31_JudgementNeverLowers)
{
    Assessment const judged = assessed(answers(14), {Level::kStandard});

    EXPECT_EQ(judged.level, Level::kHigh);
    EXPECT_THAT(judged.marac, ElementsAre(MaracGround::kDashScore));
}

TEST(Dash, B31_FourteenGoesToMaracByItselfOnlyWhereTheAreaSaysSo)
{
    Thresholds const seventeen =
        *load_thresholds("dash-2.toml", replaced(scale_text("dash-1.toml"), "score_from = 14", "score_from = 17"));

    EXPECT_THAT(assessed(answers(14)).marac, ElementsAre(MaracGround::kDashScore));
    EXPECT_EQ(dash_level(answers(16), {}, kFirstTime, seventeen).level, Level::kHigh);
    EXPECT_THAT(dash_level(answers(16), {}, kFirstTime, seventeen).marac, IsEmpty());
    EXPECT_THAT(dash_level(answers(17), {}, kFirstTime, seventeen).marac, ElementsAre(MaracGround::kDashScore));
    EXPECT_NE(dash_level(answers(17), {}, kFirstTime, seventeen).stamp, usual_thresholds().stamp);
}

TEST(Dash, B31_BlanksMakeTheScoreTheLeastItCanBe)
{
    Assessment const open = assessed(answers(12, 3));

    EXPECT_EQ(open.tool, "dash_incomplete");
    EXPECT_EQ(open.score, 12);
    EXPECT_EQ(open.most, 15);
    EXPECT_EQ(open.level, Level::kMedium);
    EXPECT_TRUE(open.could_be_higher);
    EXPECT_THAT(open.marac, IsEmpty());
    EXPECT_FALSE(assessed(answers(12, 1)).could_be_higher);
    EXPECT_FALSE(assessed(answers(14, 10)).could_be_higher);
}

TEST(Dash, B31_DaraHasNoScoreAndItsOwnLevel)
{
    Assessment const dara = dash_level(std::nullopt, {Level::kHigh}, kFirstTime, usual_thresholds());
    Assessment const nothing = dash_level(std::nullopt, {}, kFirstTime, usual_thresholds());

    EXPECT_EQ(dara.tool, "dara");
    EXPECT_EQ(dara.score, 0);
    EXPECT_EQ(dara.level, Level::kHigh);
    EXPECT_THAT(dara.marac, ElementsAre(MaracGround::kProfessionalJudgement));
    EXPECT_FALSE(nothing.level);
    EXPECT_FALSE(nothing.could_be_higher);
    EXPECT_THAT(nothing.marac, IsEmpty());
}

TEST(Dash, B31_RepeatWithinTwelveMonthsGoesToMarac)
{
    auto const heard = [](std::string_view on) {
        return assessed(answers(2), {}, {day("2026-11-20"), {}, day(on)}).marac;
    };

    EXPECT_THAT(heard("2025-11-20"), ElementsAre(MaracGround::kRepeat));
    EXPECT_THAT(heard("2025-11-19"), IsEmpty());
    EXPECT_THAT(heard("2026-11-21"), IsEmpty());
}

TEST(Dash, EscalationCountsIncidentsOfTheYearBefore)
{
    Repeat repeat{day("2026-11-20"), {day("2026-11-20"), day("2025-11-20")}, {}};
    EXPECT_THAT(assessed(answers(2), {}, repeat).marac, ElementsAre(MaracGround::kEscalation));

    repeat.earlier.back() = day("2025-11-19");
    EXPECT_THAT(assessed(answers(2), {}, repeat).marac, IsEmpty());
}

TEST(Dash, MainGroundComesFirst)
{
    Repeat const repeat{day("2026-11-20"), {day("2026-11-01"), day("2026-11-02")}, day("2026-02-10")};

    EXPECT_THAT(assessed(answers(15), {Level::kHigh}, repeat).marac,
                ElementsAre(MaracGround::kDashScore, MaracGround::kProfessionalJudgement, MaracGround::kEscalation,
                            MaracGround::kRepeat));
}

}  // namespace
}  // namespace micklegate::matac
