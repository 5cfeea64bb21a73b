// CSV: RFC 4180 read as written, rows found again by their line, and every bound kept.
#include "gateway/registers/csv_table.hpp"

#include <gtest/gtest.h>

namespace micklegate::registers {
namespace {

using Rows = std::vector<std::vector<std::string>>;

TEST(CsvTable, ReadsQuotedCommasQuotesAndLineBreaks)
{
    auto const table = parse_csv("a,b\r\n\"x, y\",\"said \"\"no\"\"\"\r\n\"two\r\nlines\", spaced \r\n");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->header, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(table->rows, (Rows{{"x, y", "said \"no\""}, {"two\r\nlines", " spaced "}}));
}

TEST(CsvTable, NumbersEachRowByTheLineItBeginsOn)
{
    auto const table = parse_csv("a,b\n1,2\n\n\"x\n\ny\",3\n4,5");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->lines, (std::vector<std::size_t>{2, 4, 7}));
}

TEST(CsvTable, DropsAByteOrderMarkAndFindsColumnsByName)
{
    auto const table = parse_csv("\xEF\xBB\xBFone,two\n1,2\n");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->column("one"), 0U);
    EXPECT_EQ(table->column("two"), 1U);
    EXPECT_EQ(table->column("three"), std::nullopt);
}

TEST(CsvTable, KeepsOnlyTheColumnsAskedFor)
{
    CsvOptions options;
    options.columns = {"c", "a"};
    auto const table = parse_csv("a,b,c\n1,2,3\n", options);
    ASSERT_TRUE(table);
    EXPECT_EQ(table->header, options.columns);
    EXPECT_EQ(table->rows, (Rows{{"3", "1"}}));
}

TEST(CsvTable, NamesAColumnItLacks)
{
    CsvOptions options;
    options.columns = {"a", "z"};
    auto const table = parse_csv("a,b\n1,2\n", options);
    ASSERT_FALSE(table);
    EXPECT_NE(one_line(table.error()).find("\"z\""), std::string::npos);
}

TEST(CsvTable, KeepsRaggedRowsOnlyWhenAsked)
{
    CsvOptions options;
    options.keep_ragged_rows = true;
    auto const table = parse_csv("a,b\n1\n1,2,3\n", options);
    ASSERT_TRUE(table);
    EXPECT_EQ(table->rows, (Rows{{"1"}, {"1", "2", "3"}}));
}

struct Broken {
    char const* name;
    std::string text;
    char const* said;
};

class CsvTableRefuses : public testing::TestWithParam<Broken> {};

TEST_P(CsvTableRefuses, NamingTheLineAndNoCell)
{
    CsvOptions options;
    options.max_rows = 2;
    options.max_columns = 3;
    options.max_cell_bytes = 8;
    auto const table = parse_csv(GetParam().text, options);
    ASSERT_FALSE(table);
    EXPECT_NE(table.error().detail.find(GetParam().said), std::string::npos) << table.error().detail;
    EXPECT_EQ(table.error().detail.find("secret"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, CsvTableRefuses,
    testing::Values(Broken{"empty", "", "is empty"}, Broken{"only_blank_lines", "\n\r\n", "is empty"},
                    Broken{"short_row", "a,b\nsecret\n",
                           "Line 2 of the CSV (row 1 below its header) has 1 cells where the header has 2"},
                    Broken{"long_row", "a,b\n1,2\nx,y,secret\n", "Line 3"},
                    Broken{"stray_quote", "a,b\n1,se\"cret\n",
                           "Line 2 of the CSV (row 1 below its header) begins a row whose quotes do not fit"},
                    Broken{"text_after_quote", "a,b\n1,\"2\"secret\n", "Line 2"},
                    Broken{"open_quote", "a,b\n1,2\n3,\"secret\n",
                           "Line 3 of the CSV (row 2 below its header) begins a row whose quotes are not closed"},
                    Broken{"twin_columns", "a,a\n1,2\n", "column twice"},
                    Broken{"too_many_rows", "a\n1\n2\n3\n",
                           "Line 4 of the CSV (row 3 below its header) is one row too many"},
                    Broken{"too_many_columns", "a,b,c,d\n", "too many columns"},
                    Broken{"too_long_a_cell", "a\nsecret999\n",
                           "Line 2 of the CSV (row 1 below its header) has a cell that is too long"}),
    [](auto const& row) { return row.param.name; });

}  // namespace
}  // namespace micklegate::registers
