// The one pass over an entry and the slow reading of it agree on every text, sound or mutilated.
#include "gateway/evidence/entry_form.hpp"

#include <gtest/gtest.h>

#include "gateway/json/canonical_json.hpp"
#include "gateway/json/strict_json.hpp"

#include <random>

namespace micklegate::evidence {
namespace {

std::string const kDigest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
std::string const kTime = R"("time":"2026-11-21T19:37:00.200Z")";

std::vector<std::string> sound_entries()
{
    return {
        "{" + kTime + "}",
        R"({"kind":"accepted","sealed":{"bytes":9,"sha256":")" + kDigest + R"("},)" + kTime + "}",
        R"({"destroyed":[0,7,9007199254740992],)" + kTime + R"(,"v":1})",
        R"({"destroyed":[],)" + kTime + R"(,"withheld":["a","b"]})",
        R"({"":{"":""},"a":-1,"b":[true,false,null,{"x":[]}],)" + kTime + R"(,"z":-9007199254740992})",
        R"({"escapes":"\"\\\b\f\n\r\t\u0000\u000b\u001f","\u0001":1,)" + kTime + "}",
        "{\"\\u0001\":1,\"escapes\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u000b\\u001f\x7f/\"," + kTime + "}",
        "{\"\\n\":1,\" \":2,\"\\\"\":3,\"#\":4,\"\\\\\":5," + kTime + "}",
        "{" + kTime + ",\"z\":\"caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80\",\"\xf0\x9f\x98\x80\":1,\"\xef\xbf\xbd\":2}",
        "{" + kTime + ",\"\xef\xbf\xbd\":2,\"\xf0\x9f\x98\x80\":1}",
        R"({"a":{"b":1,"b":2},)" + kTime + "}",
        R"({"sealed":{"sha256":")" + kDigest + R"(","sha256":")" + kDigest + R"("},)" + kTime + "}",
    };
}

/// What a value may be replaced by to meet every rule of the grammar and of the form.
std::vector<std::string> fragments()
{
    return {"",
            "0",
            "-0",
            "00",
            "01",
            "-1",
            "1.0",
            "1e2",
            "9007199254740992",
            "null",
            "true",
            "tru",
            "False",
            "-",
            "[]",
            "{}",
            "[,]",
            "9007199254740993",
            "[1,]",
            "{,}",
            "\"\"",
            "\"\\/\"",
            "\"\\u0041\"",
            "\"\\u000A\"",
            "\"\\u001F\"",
            "\"\\u0008\"",
            "\"\n\"",
            "\"\\",
            "\"\xc3\x28\"",
            "\"\xed\xa0\x80\"",
            "\"\\ud800\"",
            "\"\\ud83d\\ude00\"",
            " 1",
            "1 ",
            "[[[[1]]]]",
            "99999999999999999999999",
            "-9007199254740993",
            "\"\\u00e9\"",
            "\"\\x\"",
            "\"\\u00\"",
            "\"\\u001\""};
}

/// Both readings, which must say the same; whether they found the entry sound.
bool agreed(std::string const& entry)
{
    auto const fast = scan_entry_form(entry);
    auto const slow = explain_entry_form(entry);
    EXPECT_EQ(fast.has_value(), slow.has_value()) << entry << (slow ? "" : "\n" + slow.error().detail);
    EXPECT_TRUE(!fast || !slow || *fast == *slow) << entry;
    return slow.has_value();
}

TEST(EntryForm, TellsTimeCommitmentAndWhatWasDestroyed)
{
    auto const form = read_entry_form(R"({"destroyed":[3,1],"sealed":{"sha256":")" + kDigest + R"("},)" + kTime + "}");
    ASSERT_TRUE(form) << one_line(form.error());
    EXPECT_EQ(rfc3339(form->time), "2026-11-21T19:37:00.200Z");
    EXPECT_EQ(hex(form->sealed.value()), kDigest);
    EXPECT_EQ(form->destroyed, (std::vector<std::uint64_t>{3, 1}));
}

TEST(EntryForm, ACommitmentIsOfLowerCaseHexDigitsAndNothingElse)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    for (std::size_t at = 0; at < kDigest.size(); ++at)
        for (char byte = ' '; byte < '\x7f'; ++byte) {
            std::string digest = kDigest;
            digest[at] = byte;
            auto const form = read_entry_form(R"({"sealed":{"sha256":")" + digest + R"("},)" + kTime + "}");
            ASSERT_EQ(form.has_value(), kDigits.find(byte) != std::string_view::npos) << digest;
            EXPECT_EQ(form ? hex(form->sealed.value()) : digest, digest);
        }
}

TEST(EntryForm, MalformedListsOfDestroyedEntriesAreRefused)
{
    for (char const* const list : {"null", "{}", "7", "[-1]", "[\"1\"]", "[null]", "[[1]]", "[1.5]"}) {
        std::string const entry = R"({"destroyed":)" + std::string{list} + "," + kTime + "}";
        EXPECT_FALSE(agreed(entry)) << entry;
        EXPECT_EQ(read_entry_form(entry).error().code, ProblemCode::kIntegrity);
    }
}

TEST(EntryForm, BothReadingsAgreeOnSoundEntries)
{
    std::size_t sound = 0;
    for (std::string const& entry : sound_entries())
        sound += agreed(entry) ? 1U : 0U;
    EXPECT_GE(sound, 7U);
}

TEST(EntryForm, BothReadingsAgreeWhereAnyByteIsAnother)
{
    for (std::string entry : sound_entries())
        for (char& byte : entry) {
            char const kept = byte;
            for (unsigned bit = 0; bit < 8; ++bit) {
                byte = static_cast<char>(static_cast<unsigned char>(kept) ^ (1U << bit));
                agreed(entry);
            }
            byte = kept;
            ASSERT_FALSE(HasFailure());
        }
}

TEST(EntryForm, BothReadingsAgreeWhereBytesAreMissingDoubledOrSwapped)
{
    for (std::string const& entry : sound_entries())
        for (std::size_t at = 0; at < entry.size(); ++at) {
            agreed(entry.substr(0, at));
            agreed(entry.substr(at));
            agreed(std::string{entry}.erase(at, 1));
            agreed(std::string{entry}.insert(at, 1, entry[at]));
            std::string swapped = entry;
            std::swap(swapped[at], swapped[(at + 1) % entry.size()]);
            agreed(swapped);
            ASSERT_FALSE(HasFailure());
        }
}

TEST(EntryForm, BothReadingsAgreeWhereAnythingStandsAnywhere)
{
    for (std::string const& entry : sound_entries())
        for (std::string const& fragment : fragments())
            for (std::size_t at = 0; at <= entry.size(); ++at) {
                agreed(std::string{entry}.insert(at, fragment));
                std::size_t const end = entry.find_first_of(",}", at);
                if (end != std::string::npos)
                    agreed(std::string{entry}.replace(at, end - at, fragment));
                ASSERT_FALSE(HasFailure());
            }
}

TEST(EntryForm, BothReadingsAgreeOnTheDepthOfNesting)
{
    std::size_t deepest = 0;
    for (std::size_t depth = 1; depth < 70; ++depth)
        for (auto const& [open, close] : {std::pair{"[", "]"}, std::pair{"{\"a\":", "}"}}) {
            std::string value = "1";
            for (std::size_t i = 0; i < depth; ++i)
                value = open + value + close;
            if (agreed(R"({"a":)" + value + "," + kTime + "}"))
                deepest = depth;
        }
    EXPECT_EQ(deepest, 31U);
}

/// Random values written by canonical() are read; with a random edit, both readings agree.
class RandomEntry {
public:
    explicit RandomEntry(std::uint32_t seed) : random_{seed} {}

    std::string text()
    {
        boost::json::object entry = object(3);
        entry["time"] = "2026-11-21T19:37:00.200Z";
        return json::canonical(entry);
    }
    std::string edited(std::string text)
    {
        std::size_t const at = below(text.size());
        switch (below(3)) {
        case 0: text[at] = character().front(); break;
        case 1: text.insert(at, character()); break;
        default: std::swap(text[at], text[below(text.size())]);
        }
        return text;
    }

private:
    std::size_t below(std::size_t bound) { return random_() % bound; }
    std::string character()
    {
        static std::vector<std::string> const some{"a",
                                                   "b",
                                                   "\"",
                                                   "\\",
                                                   "\n",
                                                   "\t",
                                                   "\x01",
                                                   "/",
                                                   "{",
                                                   "\x7f",
                                                   "\xc3\xa9",
                                                   "\xe2\x82\xac",
                                                   "\xee\x80\x80",
                                                   ",",
                                                   ":",
                                                   "\xef\xbf\xbd",
                                                   "\xf0\x9f\x98\x80",
                                                   "\xf0\x90\x80\x80"};
        return some[below(some.size())];
    }
    std::string string()
    {
        std::string text;
        for (std::size_t left = below(4); left != 0; --left)
            text += character();
        return text;
    }
    boost::json::object object(std::size_t depth)
    {
        boost::json::object object;
        for (std::size_t left = below(6); left != 0; --left)
            object[string()] = value(depth);
        return object;
    }
    boost::json::value value(std::size_t depth)
    {
        switch (below(depth == 0 ? 4 : 6)) {
        case 0: return nullptr;
        case 1: return below(2) == 0;
        case 2: return static_cast<std::int64_t>(random_()) - 2'000'000'000;
        case 3: return boost::json::string{string()};
        case 4: return object(depth - 1);
        default: return boost::json::array{value(depth - 1), value(depth - 1)};
        }
    }

    std::mt19937 random_;
};

TEST(EntryForm, WhatIsWrittenCanonicallyIsReadAndEditsAreJudgedAlike)
{
    RandomEntry random{2026};
    std::size_t still_sound = 0;
    for (int i = 0; i < 20'000 && !HasFailure(); ++i) {
        std::string const entry = random.text();
        ASSERT_TRUE(agreed(entry)) << entry;
        still_sound += agreed(random.edited(entry)) ? 1U : 0U;
    }
    EXPECT_GT(still_sound, 100U);
}

}  // namespace
}  // namespace micklegate::evidence
