#include "adapters/police/overnight.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace micklegate::police {
namespace {

AgencyId const kForce{"police.north-yorkshire"};

constexpr std::string_view kHeader =
    "incident_ref,occurred_at,location,incident_postcode,risk,summary,officer,officer_contact,child_ref,child_forename,"
    "child_surname,child_dob,child_upn,child_present,child_voice,relationship,school_name,school_urn,school_postcode,"
    "home_educated,welfare_check,handling,victim_name,victim_address,victim_phone,suspect_name";

std::string row(std::string_view summary = "Verbal argument.", std::string_view present = "yes",
                std::string_view ids = "12269999901")
{
    return std::string{ids} + ",2026-11-21T19:37:00+00:00,Wetherdale,YO98 4FP,high," + std::string{summary} +
           ",PC 0719 Lythe,01904 496000,C100001,Zoë,Hodgson,2020-07-09,," + std::string{present} +
           ",,child of victim,Mickleham School,901233,HG99 9NG,no,no,,,,,";
}

std::string file(std::string const& rows) { return std::string{kHeader} + "\r\n" + rows + "\r\n"; }

boost::json::object data_of(NightRow const& night_row) { return night_row.event->at("data").as_object(); }

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    return text.replace(text.find(from), from.size(), to);
}

std::string sample_night()
{
    std::ifstream stream{MICKLEGATE_SOURCE_DIR "/adapters/police/samples/overnight.csv", std::ios::binary};
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

TEST(Overnight, RowBecomesANotificationOfTheForce)
{
    auto const rows = read_night(file(row()), kForce);

    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 1U);
    auto const& event = *rows->front().event;
    EXPECT_EQ(event.at("specversion").as_string(), "1.0");
    EXPECT_EQ(event.at("type").as_string(), "encompass.notification");
    EXPECT_EQ(event.at("source").as_string(), "police.north-yorkshire");
    EXPECT_EQ(event.at("id").as_string(), "12269999901/C100001");
    EXPECT_EQ(event.at("purpose").as_string(), "child_safeguarding");
    EXPECT_EQ(rows->front().number, 1U);
    EXPECT_EQ(rows->front().incident_ref, "12269999901");
    EXPECT_EQ(rows->front().child_ref, "C100001");
}

TEST(Overnight, YesAndNoBecomeBooleansAndEmptyCellsAreLeftOut)
{
    auto const rows = read_night(file(row()), kForce);

    ASSERT_TRUE(rows);
    auto const data = data_of(rows->front());
    EXPECT_EQ(data.at("child_present"), boost::json::value(true));
    EXPECT_EQ(data.at("home_educated"), boost::json::value(false));
    EXPECT_EQ(data.at("child_forename").as_string(), "Zoë");
    EXPECT_FALSE(data.contains("child_upn"));
    EXPECT_FALSE(data.contains("victim_name"));
}

TEST(Overnight, OtherWordsForYesArePassedOnForTheGatewayToRefuse)
{
    auto const rows = read_night(file(row("Verbal argument.", "Y")), kForce);

    ASSERT_TRUE(rows);
    EXPECT_EQ(data_of(rows->front()).at("child_present").as_string(), "Y");
}

TEST(Overnight, QuotedCommasQuotesAndLineBreaksStayInTheirCell)
{
    auto const rows = read_night(file(row("\"Argument, then\r\nshe said \"\"stop\"\".\"") + "\r\n" + row()), kForce);

    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_EQ(data_of(rows->front()).at("summary").as_string(), "Argument, then\r\nshe said \"stop\".");
    EXPECT_EQ(rows->back().number, 2U);
}

TEST(Overnight, ByteOrderMarkIsNoPartOfTheFirstColumn)
{
    EXPECT_TRUE(read_night("\xEF\xBB\xBF" + file(row()), kForce));
}

TEST(Overnight, WhatSpreadsheetsCallCsvIsToldByNameWithWhatToDo)
{
    std::string semicolons = file(row());
    std::ranges::replace(semicolons, ',', ';');
    std::string wide = "\xFF\xFE";
    for (char const c : file(row()))
        wide += {c, '\0'};
    for (auto const& [csv, what] :
         {std::pair{semicolons, "semicolons"}, {wide, "UTF-16"}, {wide.substr(2), "UTF-16"}}) {
        auto const rows = read_night(csv, kForce);
        ASSERT_FALSE(rows);
        EXPECT_THAT(rows.error().detail, testing::HasSubstr(what));
        EXPECT_EQ(rows.error().next, "Nothing was sent. Save it as \"CSV UTF-8 (comma delimited)\".");
    }
}

TEST(Overnight, ColumnsStandInAnyOrder)
{
    std::string const swapped = replaced(replaced(std::string{kHeader}, "officer_contact", "handling"),
                                         "welfare_check,handling", "welfare_check,officer_contact");
    auto const rows = read_night(swapped + "\n" + row() + "\n", kForce);

    ASSERT_TRUE(rows);
    EXPECT_EQ(data_of(rows->front()).at("handling").as_string(), "01904 496000");
}

TEST(Overnight, UnknownColumnIsRefusedByName)
{
    auto const rows = read_night(replaced(file(row()), "suspect_name", "shoe_size"), kForce);

    ASSERT_FALSE(rows);
    EXPECT_EQ(rows.error().code, ProblemCode::kUnknownField);
    EXPECT_THAT(rows.error().detail, testing::HasSubstr("\"shoe_size\""));
}

TEST(Overnight, FirstRowOfAFileWithoutHeaderIsNotRepeated)
{
    auto const rows = read_night("Hodgson," + row() + "\n", kForce);

    ASSERT_FALSE(rows);
    EXPECT_THAT(one_line(rows.error()), testing::Not(testing::HasSubstr("Hodgson")));
    EXPECT_THAT(one_line(rows.error()), testing::Not(testing::HasSubstr("12269999901")));
}

TEST(Overnight, MissingColumnIsNamed)
{
    auto const rows = read_night(replaced(std::string{kHeader}, ",victim_address", "") + "\n", kForce);

    ASSERT_FALSE(rows);
    EXPECT_THAT(rows.error().detail, testing::HasSubstr("\"victim_address\""));
}

TEST(Overnight, RowWithTheWrongNumberOfCellsSpoilsOnlyItself)
{
    auto const rows = read_night(file("only,three,cells\r\n" + row()), kForce);

    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_FALSE(rows->front().event);
    EXPECT_TRUE(rows->back().event);
    EXPECT_EQ(rows->back().number, 2U);
}

TEST(Overnight, RowThatIsNoEventIsFoundByItsLineAndTheReferencesThatCanBeMadeOut)
{
    std::string const short_row = "12269999902,2026-11-21T19:37:00+00:00,Wetherdale";
    std::string const shifted = row("Verbal, loud argument.", "yes", "12269999903");
    std::string const latin = row("caf\xE9", "yes", "12269999904");
    auto const rows = read_night(file(row() + "\r\n" + short_row + "\r\n" + shifted + "\r\n" + latin), kForce);

    ASSERT_TRUE(rows);
    EXPECT_EQ((*rows)[1].incident_ref, "12269999902");
    EXPECT_EQ((*rows)[1].child_ref, "");
    EXPECT_THAT((*rows)[1].event.error().detail, testing::HasSubstr("begins on line 3 of the file, has 3 cells"));
    EXPECT_EQ((*rows)[2].incident_ref, "12269999903");
    EXPECT_EQ((*rows)[2].child_ref, "") << "a neighbour's cell was taken for the child's reference";
    EXPECT_EQ((*rows)[3].incident_ref, "12269999904");
    EXPECT_EQ((*rows)[3].child_ref, "C100001");
}

TEST(Overnight, RowThatIsNotUtf8SpoilsOnlyItself)
{
    auto const rows = read_night(file(row("caf\xE9") + "\r\n" + row()), kForce);

    ASSERT_TRUE(rows);
    ASSERT_FALSE(rows->front().event);
    EXPECT_THAT(rows->front().event.error().detail, testing::HasSubstr("summary"));
    EXPECT_TRUE(rows->back().event);
}

TEST(Overnight, RowsThatDoNotNameTheirIncidentAreToldApartByContent)
{
    auto const rows = read_night(
        file(row("One.", "yes", "") + "\r\n" + row("Two.", "yes", "") + "\r\n" + row("One.", "yes", "")), kForce);

    ASSERT_TRUE(rows);
    auto const id = [&](std::size_t i) { return (*rows)[i].event->at("id").as_string(); };
    EXPECT_NE(id(0), id(1));
    EXPECT_EQ(id(0), id(2));
}

TEST(Overnight, SampleNightIsReadWhole)
{
    auto const rows = read_night(sample_night(), kForce);

    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->size(), 65U);
    std::set<std::string> ids;
    for (NightRow const& night_row : *rows) {
        ASSERT_TRUE(night_row.event);
        ids.emplace(night_row.event->at("id").as_string());
    }
    EXPECT_EQ(ids.size(), 63U) << "two rows of the sample stand in it twice";
}

}  // namespace
}  // namespace micklegate::police
