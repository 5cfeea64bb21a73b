// What every agency's CSV has in common; the columns here are made up.
#include "adapters/rows/rows.hpp"

#include <gmock/gmock.h>

#include <array>

namespace micklegate::rows {
namespace {

constexpr std::array<Column, 4> kColumns{{{"ref"},
                                          {"safe", Column::Kind::kYesOrNo},
                                          {"score", Column::Kind::kWholeNumber, true},
                                          {"name", Column::Kind::kText, true}}};

Result<std::vector<Row>> read(std::string_view csv) { return read_rows(csv, {kColumns, "ref", "Look it up."}); }

TEST(Rows, CellsBecomeWhatTheirColumnSays)
{
    auto const rows = read("score,ref,safe\n0,A-1,yes\n,A-2,no\n");

    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_EQ(*rows->front().fields, (boost::json::object{{"score", 0}, {"ref", "A-1"}, {"safe", true}}));
    EXPECT_EQ(*rows->back().fields, (boost::json::object{{"ref", "A-2"}, {"safe", false}})) << "empty is left out";
    EXPECT_EQ(rows->back().references.front(), "A-2");
}

TEST(Rows, WhatIsNoNumberOrFlagGoesOnAsItIs)
{
    auto const rows = read("ref,safe,score\nA-1,Y,3.5\nA-2,yes,12345678901234567890\n");

    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->front().fields->at("safe").as_string(), "Y");
    EXPECT_EQ(rows->front().fields->at("score").as_string(), "3.5");
    EXPECT_TRUE(rows->back().fields->at("score").is_string());
}

TEST(Rows, OnlyAColumnThatMayLackMayLack)
{
    EXPECT_TRUE(read("ref,safe\nA-1,yes\n"));
    auto const lacking = read("ref,score\nA-1,3\n");
    ASSERT_FALSE(lacking);
    EXPECT_THAT(one_line(lacking.error()), testing::HasSubstr("\"safe\". Look it up."));
}

TEST(Rows, UnknownAndRepeatedColumnsAreOfTheWholeFile)
{
    EXPECT_EQ(read("ref,safe,shoe\nA-1,yes,5\n").error().code, ProblemCode::kUnknownField);
    EXPECT_FALSE(read("ref,safe,ref\nA-1,yes,A-2\n"));
}

TEST(Rows, DateOfAShiftedRowIsNotTakenForItsReference)
{
    auto const rows = read("ref,safe,name\n2001-02-03,yes\nA-1,yes\n");

    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->front().references.front(), "");
    EXPECT_EQ(rows->back().references.front(), "A-1");
    EXPECT_FALSE(rows->back().fields);
}

TEST(Rows, RowThatSaysNotWhichItIsIsKnownByItsContent)
{
    boost::json::object const fields{{"safe", true}};

    EXPECT_EQ(event_id({"A-1", "x"}, fields), "A-1/x");
    EXPECT_EQ(event_id({"A-1", ""}, fields), event_id({"", "x"}, fields));
    EXPECT_NE(event_id({""}, fields), event_id({""}, {{"safe", false}}));
}

}  // namespace
}  // namespace micklegate::rows
