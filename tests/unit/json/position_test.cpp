// Line and column in a JSON text: of a byte, of a value, of a key, and of what keeps a file from being read.
#include "gateway/json/position.hpp"

#include "gateway/json/strict_json.hpp"

#include <gtest/gtest.h>

#include <string>

namespace micklegate::json {
namespace {

TEST(Position, CountsCharactersFromOneAndLinesByTheirFeeds)
{
    EXPECT_EQ(position_at("", 0), (Position{1, 1}));
    EXPECT_EQ(position_at("ab\ncd", 2), (Position{1, 3}));
    EXPECT_EQ(position_at("ab\ncd", 3), (Position{2, 1}));
    EXPECT_EQ(position_at("ab\r\ncd", 5), (Position{2, 2}));
    EXPECT_EQ(position_at("é€😀x", 9), (Position{1, 4}));
    EXPECT_EQ(position_at("é\né\n", 6), (Position{3, 1}));
    EXPECT_EQ(to_text(Position{3, 14}), "3:14");
}

constexpr std::string_view kText = R"({
  "a": 1, "b" : [10, {"c":  true}, [], "x,]}\"", -1.5e3],
  "Zoë": "é", "d/e~": {"\u0066": null, "": {"g": {}}},
  "last": false
})";

struct Place {
    char const* name;
    char const* pointer;
    Position value;
    Position key;
};

class PositionOf : public testing::TestWithParam<Place> {};

TEST_P(PositionOf, TheValueAndItsKey)
{
    EXPECT_EQ(to_text(position_of_value(kText, GetParam().pointer)), to_text(GetParam().value));
    EXPECT_EQ(to_text(position_of_key(kText, GetParam().pointer)), to_text(GetParam().key));
}

INSTANTIATE_TEST_SUITE_P(
    Pointers, PositionOf,
    testing::Values(Place{"whole", "", {1, 1}, {1, 1}}, Place{"first", "/a", {2, 8}, {2, 3}},
                    Place{"spaced", "/b", {2, 17}, {2, 11}}, Place{"element", "/b/0", {2, 18}, {2, 18}},
                    Place{"inside_element", "/b/1/c", {2, 29}, {2, 23}},
                    Place{"empty_element", "/b/2", {2, 36}, {2, 36}}, Place{"signs_in_text", "/b/3", {2, 40}, {2, 40}},
                    Place{"after_signs_in_text", "/b/4", {2, 50}, {2, 50}},
                    Place{"shown_key", "/Zo??", {3, 10}, {3, 3}}, Place{"escaped_token", "/d~1e~0", {3, 23}, {3, 15}},
                    Place{"escaped_key", "/d~1e~0/f", {3, 34}, {3, 24}},
                    Place{"empty_key", "/d~1e~0//g", {3, 50}, {3, 45}}, Place{"last", "/last", {4, 11}, {4, 3}},
                    Place{"missing", "/z", {1, 1}, {1, 1}}, Place{"missing_inside", "/d~1e~0//h/i", {3, 44}, {3, 44}},
                    Place{"beyond_array", "/b/5", {2, 17}, {2, 17}},
                    Place{"in_empty_array", "/b/2/0", {2, 36}, {2, 36}}, Place{"in_scalar", "/a/0", {2, 8}, {2, 8}}),
    [](auto const& row) { return row.param.name; });

TEST(Position, OfTwoEqualKeysIsTheLast)
{
    EXPECT_EQ(position_of_key(R"({"a":1,"a":2})", "/a"), (Position{1, 8}));
    EXPECT_EQ(position_of_value(R"({"a":1,"a":2})", "/a"), (Position{1, 12}));
}

TEST(Position, EndsWithATextThatIsCutOffAnywhere)
{
    for (std::size_t bytes = 0; bytes <= kText.size(); ++bytes) {
        Position const at = position_of_value(kText.substr(0, bytes), "/d~1e~0//g");
        EXPECT_LE(at.line, 3U) << bytes;
    }
}

struct Unreadable {
    char const* name;
    std::string text;
    char const* said;
};

class ParseFile : public testing::TestWithParam<Unreadable> {};

TEST_P(ParseFile, NamesTheLineAndColumn)
{
    auto const value = parse_file("messages/x.json", GetParam().text);
    ASSERT_FALSE(value);
    EXPECT_EQ(value.error().code, ProblemCode::kConfiguration);
    EXPECT_EQ(one_line(value.error()), "messages/x.json:" + std::string{GetParam().said});
}

INSTANTIATE_TEST_SUITE_P(
    Texts, ParseFile,
    testing::Values(
        Unreadable{"syntax", "{\n \"é\": 1 2\n}", "2:9: The text is not valid JSON (RFC 8259): syntax error."},
        Unreadable{"cut_off", "{\n \"a\": [1,", "2:10: The text is not valid JSON (RFC 8259): incomplete JSON."},
        Unreadable{"trailing", "{}\n {}", "2:2: The text is not valid JSON (RFC 8259): extra data."},
        Unreadable{"not_utf8", "{\n \"\xC3\xAB\xE2\x82\xAC\": \"\xC0\xAF\"}", "2:9: The text is not valid UTF-8."},
        Unreadable{"twin_key", "{\"a\": {\"b\": 1},\n \"a\": 2}", "2:2: /a appears twice in its object."},
        Unreadable{"key_thrice", "{\"a\": 1,\n \"a\": 2,\n \"a\": 3}", "2:2: /a appears twice in its object."},
        Unreadable{"inner_twin_key", "{\"a\": {\"b\": 1,\n  \"\\u0062\": 1}}",
                   "2:3: /a/b appears twice in its object."},
        Unreadable{"number", "{\"a\": [1,\n 9007199254740993]}",
                   "2:2: /a/1 is outside the integers JSON carries exactly."}),
    [](auto const& row) { return row.param.name; });

TEST(ParseFile, ReadsWhatIsSound) { EXPECT_EQ(parse_file("x", "[1]").value(), boost::json::value({1})); }

}  // namespace
}  // namespace micklegate::json
