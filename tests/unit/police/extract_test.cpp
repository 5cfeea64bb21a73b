#include "adapters/police/extract.hpp"

#include "tests/unit/matac/scales.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace micklegate::police {
namespace {

using matac::day;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::string_view kHeader =
    "perpetrator_ref,pncid,incident_ref,occurred_on,harm_band,victim_code,crime_class,status,perpetrator_status";

std::string file(std::vector<std::string> const& rows, std::string_view header = kHeader)
{
    std::string text{header};
    for (std::string const& row : rows)
        text += "\r\n" + row;
    return text + "\r\n";
}

Ranking ranking_of(std::string const& csv)
{
    return rank_extract(*read_extract(csv), matac::example_weights(), day("2026-11-22"));
}

std::vector<std::string> remarks(std::vector<RowRemark> const& rows)
{
    std::vector<std::string> lines;
    for (RowRemark const& row : rows)
        lines.push_back(std::to_string(row.row) + " " + row.column + " " + row.why);
    return lines;
}

TEST(Extract, RowsBecomeReportsAndReportsARank)
{
    auto const ranking = ranking_of(file({"P1,2008/0056560Z,I1,2026-11-12,high,V1,assault,recorded,in_custody",
                                          "P2,,I2,2026-11-12,low,V1,threats,recorded,"}));

    ASSERT_EQ(ranking.list.size(), 2U);
    EXPECT_THAT(ranking.list[0].subject.references, ElementsAre("P1"));
    EXPECT_THAT(ranking.list[0].subject.flags, ElementsAre("in_custody"));
    EXPECT_EQ(ranking.list[0].score.total(), 25 + 4 + 19 + 6);
    EXPECT_THAT(ranking.left_out, IsEmpty());
}

TEST(Extract, B29_OneNumberInTwoSpellingsIsOnePerson)
{
    auto const ranking = ranking_of(file({"P1,2003/0011985X,I1,2026-11-12,high,V1,assault,recorded,",
                                          "P2,03/11985X,I2,2026-11-12,low,V2,threats,recorded,"}));

    ASSERT_EQ(ranking.list.size(), 1U);
    EXPECT_EQ(ranking.list[0].score.victims_seen, 2U);
}

TEST(Extract, WrongPoliceNumberMergesNobodyAndIsShown)
{
    std::string const csv = file({"P1,2008/0056560A,I1,2026-11-12,high,V1,assault,recorded,",
                                  "P2,2008/0056560A,I2,2026-11-12,low,V2,threats,recorded,"});

    EXPECT_EQ(ranking_of(csv).list.size(), 2U);
    EXPECT_THAT(remarks(read_extract(csv)->passed_over), ElementsAre("1 pncid no_pncid", "2 pncid no_pncid"));
}

TEST(Extract, EveryRowLeftOutIsNamedByNumberAndColumn)
{
    auto const ranking = ranking_of(file({
        "P1,,I1,12/11/2026,high,V1,assault,recorded,",
        "P1,,I2,2026-11-12,high,V1,assault,pending,",
        "P1,,I3,2026-11-12,high,V1,assault,recorded,on_holiday",
        "P1,,,2026-11-12,high,V1,assault,recorded,",
        "P1,,I5,2026-11-12,high,V1,assault",
        "P1,,I6,2026-11-23,high,V1,assault,recorded,",
        "P1,,I7,2024-11-21,high,V1,assault,recorded,",
        "P1,,I8,2026-11-12,high,V1,public_order,recorded,",
        "P1,,I9,2026-11-12,severe,V1,assault,recorded,",
        "P1,,I10,2026-11-12,high,V1,assault,cancelled,",
        "P1,,I11,2026-11-12,high,V1,assault,recorded,",
        "P1,,I11,2026-11-12,low,V1,harassment,reclassified,",
        "P1,,I12,2026-11-12,h\xE9,V1,assault,recorded,",
    }));

    EXPECT_THAT(remarks(ranking.left_out),
                ElementsAre("1 occurred_on no_date", "2 status unknown_status", "3 perpetrator_status unknown_status",
                            "4 incident_ref empty", "5  number_of_cells", "6 occurred_on future_dated",
                            "7 occurred_on before_window", "8 crime_class other_class", "9 harm_band unknown_band",
                            "10 status cancelled", "11 status reclassified", "13 harm_band not_utf8"));
    ASSERT_EQ(ranking.list.size(), 1U);
    EXPECT_EQ(ranking.list[0].score.incidents, 1U);
}

TEST(Extract, HeaderThatIsNoneIsNotRepeated)
{
    auto const extract = read_extract("Corin Aldersley,2008/0056560Z,I1,2026-11-12,high,V1,assault,recorded\r\n");

    ASSERT_FALSE(extract);
    EXPECT_THAT(extract.error().detail, Not(HasSubstr("Aldersley")));
}

TEST(Extract, UnknownAndMissingColumnsStopTheFile)
{
    EXPECT_THAT(read_extract(file({}, std::string{kHeader} + ",victim_name")).error().detail, HasSubstr("victim_name"));
    EXPECT_THAT(read_extract(file({}, kHeader.substr(kHeader.find(',') + 1))).error().detail,
                HasSubstr("lacks the column \"perpetrator_ref\""));
    EXPECT_TRUE(read_extract(file({}, kHeader.substr(0, kHeader.rfind(',')))));
}

TEST(Extract, SampleRanksAlikeInEveryOrderOfItsRows)
{
    std::string const sample = matac::scale_text("../../adapters/police/samples/matac-extract.csv");
    std::vector<std::string> rows;
    for (std::size_t at = sample.find("\r\n") + 2; at < sample.size(); at = sample.find("\r\n", at) + 2)
        rows.push_back(sample.substr(at, sample.find("\r\n", at) - at));
    auto const order = [&rows] {
        std::vector<std::string> lines;
        for (matac::Ranked const& one : ranking_of(file(rows)).list)
            lines.push_back(std::to_string(one.rank) + " " + *one.subject.references.begin() + " " +
                            std::to_string(one.score.total()));
        return lines;
    };
    auto const first = order();
    ASSERT_GT(first.size(), 10U);
    std::mt19937 random{11};
    for (int round = 0; round < 20; ++round) {
        std::ranges::shuffle(rows, random);
        ASSERT_EQ(order(), first);
    }
}

}  // namespace
}  // namespace micklegate::police
