#include "adapters/rows/json_rows.hpp"

#include <gmock/gmock.h>
#include <boost/json/object.hpp>

namespace micklegate::rows {
namespace {

using testing::HasSubstr;

std::vector<std::size_t> lines_told(std::string_view text)
{
    auto const rows = JsonRows::read(text, "cases", "case");
    std::vector<std::size_t> lines;
    for (std::size_t i = 0; rows && i < rows->size(); ++i)
        lines.push_back(rows->at(i) != nullptr ? rows->line(i) : 100 + rows->line(i));
    return lines;
}

TEST(JsonRows, AFileIsOneObjectAnArrayAListInAnEnvelopeOrLinesAndEachRowKnowsItsLine)
{
    using Lines = std::vector<std::size_t>;
    EXPECT_EQ(lines_told("\n{\"a\":\n1}"), (Lines{2}));
    EXPECT_EQ(lines_told("[{},\n{},\n3]"), (Lines{1, 2, 103}));
    EXPECT_EQ(lines_told("{\"total\":2,\n\"cases\":[{},\n{}]}"), (Lines{2, 3}));
    EXPECT_EQ(lines_told("\xEF\xBB\xBF{}\r\n\r\n {} \n[]\n{\n"), (Lines{1, 3, 104, 105}));
    EXPECT_EQ(lines_told(" \n"), Lines{});
    EXPECT_EQ(lines_told("{\"cases\":3}"), (Lines{1})) << "no list, so no envelope";
}

TEST(JsonRows, WhatCannotBeCutIsAProblemOfTheWhole)
{
    for (char const* const text : {"[{},\n{}", "{\n\"a\":\n}\n", "a,b\n1,2\n"}) {
        auto const rows = JsonRows::read(text, "cases", "case");
        ASSERT_FALSE(rows) << text;
        EXPECT_THAT(rows.error().next, HasSubstr("Give one case, an array of them or one per line."));
    }
    EXPECT_EQ(lines_told("{\"a\":"), (std::vector<std::size_t>{101})) << "one bad row is not a bad file";
}

}  // namespace
}  // namespace micklegate::rows
