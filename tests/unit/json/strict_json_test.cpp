// Strict JSON reading: what two readers could understand differently is refused, and named by its place.
#include "gateway/json/strict_json.hpp"
#include "gateway/json/canonical_json.hpp"

#include <gtest/gtest.h>

namespace micklegate::json {
namespace {

struct Refusal {
    char const* name;
    std::string text;
    ProblemCode code;
    char const* pointer;
};

class StrictJsonRefuses : public testing::TestWithParam<Refusal> {};

TEST_P(StrictJsonRefuses, NamingThePlace)
{
    auto const value = parse_strict(GetParam().text, Bounds{4, 16, 4});
    ASSERT_FALSE(value);
    EXPECT_EQ(value.error().code, GetParam().code);
    if (*GetParam().pointer != '\0') {
        ASSERT_EQ(value.error().errors.size(), 1U);
        EXPECT_EQ(value.error().errors.front().pointer, GetParam().pointer);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Inputs, StrictJsonRefuses,
    testing::Values(Refusal{"duplicate_key", R"({"a":{"b":1,"b":2}})", ProblemCode::kDuplicateKey, "/a/b"},
                    Refusal{"duplicate_by_escape", R"({"a":1,"\u0061":2})", ProblemCode::kDuplicateKey, "/a"},
                    Refusal{"bad_utf8", "\"\xc3\x28\"", ProblemCode::kInvalidUtf8, ""},
                    Refusal{"overlong_utf8", "\"\xc0\xaf\"", ProblemCode::kInvalidUtf8, ""},
                    Refusal{"raw_surrogate", "\"\xed\xa0\x80\"", ProblemCode::kInvalidUtf8, ""},
                    Refusal{"lone_escaped_surrogate", R"("\ud800")", ProblemCode::kMalformedJson, ""},
                    Refusal{"too_deep", "[[[[[1]]]]]", ProblemCode::kTooDeep, ""},
                    Refusal{"long_string", R"({"a":["01234567890123456"]})", ProblemCode::kStringTooLong, "/a/0"},
                    Refusal{"long_key", R"({"01234567890123456":1})", ProblemCode::kStringTooLong, ""},
                    Refusal{"many_elements", "[1,2,3,4,5]", ProblemCode::kInvalidValue, "/4"},
                    Refusal{"many_members", R"({"a":1,"b":1,"c":1,"d":1,"e":1})", ProblemCode::kInvalidValue, "/e"},
                    Refusal{"beyond_exact", "[9007199254740993]", ProblemCode::kInvalidValue, "/0"},
                    Refusal{"two_to_the_63", "[9223372036854775808]", ProblemCode::kInvalidValue, "/0"},
                    Refusal{"infinite", "[1e400]", ProblemCode::kInvalidValue, "/0"},
                    Refusal{"trailing_text", "{} {}", ProblemCode::kMalformedJson, ""},
                    Refusal{"comment", "{} // x", ProblemCode::kMalformedJson, ""},
                    Refusal{"empty", "", ProblemCode::kMalformedJson, ""}),
    [](auto const& row) { return row.param.name; });

TEST(StrictJson, FaultsOfTheTextNameItsLineAndColumn)
{
    auto const said = [](std::string_view text) { return parse_strict(text, Bounds{4, 16, 4}).error().detail; };
    EXPECT_TRUE(said("{\n \"a\": 1\n x}").ends_with(" at byte 11, on line 3, column 2.")) << said("{\n \"a\": 1\n x}");
    EXPECT_EQ(said("{\n \"\xC3\xAB\": 1,\n \"b\": \"\xEB\"\n}"),
              "The text is not valid UTF-8 at byte 19, on line 3, column 8.");
    EXPECT_EQ(said("{\n\n\"\xEB"), "The text is not valid UTF-8 at byte 4, on line 3, column 2.");
    EXPECT_EQ(said("[[[\n[[1]]]]]"), "The JSON is nested deeper than is accepted here at byte 5, on line 2, column 2.");
}

TEST(StrictJson, ReadsWhatIsSound)
{
    auto const value = parse_strict(R"({"b":[true,null,-1,"é\n"],"a":{}})");
    ASSERT_TRUE(value);
    EXPECT_EQ(canonical(*value), "{\"a\":{},\"b\":[true,null,-1,\"é\\n\"]}");
}

// RFC 8785 section 3.2.3, the sorting example.
TEST(CanonicalJson, OrdersKeysByUtf16)
{
    auto const value = parse_strict(
        R"({"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",)"
        R"("\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"})");
    ASSERT_TRUE(value);
    EXPECT_EQ(canonical(*value),
              "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":\"Control\","
              "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
              "\"😀\":\"Emoji: Grinning Face\",\"\xef\xac\xb3\":\"Hebrew Letter Dalet With Dagesh\"}");
}

}  // namespace
}  // namespace micklegate::json
