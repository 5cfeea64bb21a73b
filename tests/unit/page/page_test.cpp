// Other people's text in tables and pages stays text.
#include "gateway/page/csv_cell.hpp"
#include "gateway/page/html.hpp"

#include <gtest/gtest.h>

namespace micklegate::page {
namespace {

TEST(CsvCell, IsWrittenAsRfc4180Says)
{
    EXPECT_EQ(csv_cell("plain text"), "plain text");
    EXPECT_EQ(csv_cell(""), "");
    EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
    EXPECT_EQ(csv_cell("say \"so\""), "\"say \"\"so\"\"\"");
    EXPECT_EQ(csv_cell("two\nlines"), "\"two\nlines\"");
}

TEST(CsvCell, IsNoFormula)
{
    for (std::string const begin : {"=", "+", "-", "@", "\t", "\r"}) {
        std::string const cell = csv_cell(begin + "1");
        EXPECT_EQ(cell.find_first_not_of('"'), cell.find('\'')) << cell;
    }
    EXPECT_EQ(csv_cell("=HYPERLINK(\"http://x\",\"y\")"), "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
}

TEST(Escaped, LeavesNoWayOutOfText)
{
    EXPECT_EQ(escaped("<script src='x'>\"&"), "&lt;script src=&#39;x&#39;&gt;&quot;&amp;");
    EXPECT_EQ(escaped("a\x01\xE2\x80\xAEz"), "a??z");
}

}  // namespace
}  // namespace micklegate::page
