// Strict reading of TOML: nothing is overlooked, and the first fault tells where it is and what to do.
#include "gateway/toml/reader.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

namespace micklegate::toml {
namespace {

/// The first fault that `read` finds in a text, or what it means if there is none.
template <class Read>
std::string fault_in(std::string_view text, Read const& read)
{
    auto file = parse("f.toml", text, "Read the manual.");
    if (!file)
        return file.error().detail;
    Reader reader{*file};
    read(reader);
    return file->fault ? file->fault->detail + " " + file->fault->next : "";
}

TEST(TomlReader, NamesThePlaceAndWhatWasExpected)
{
    EXPECT_EQ(fault_in("a = 1\n", [](Reader& reader) { (void)reader.text("a"); }),
              "f.toml:1:5: a must be a text that is not empty. Read the manual.");
    EXPECT_EQ(fault_in("[t]\nn = 9\n", [](Reader& reader) { (void)reader.table_if("t")->whole_number_if("n", 1, 8); }),
              "f.toml:2:5: t.n must be a whole number from 1 to 8. Read the manual.");
    EXPECT_EQ(fault_in("a = [\"x\", \"x\"]\n", [](Reader& reader) { (void)reader.texts("a"); }),
              "f.toml:1:11: a names 'x' twice. Read the manual.");
    EXPECT_EQ(fault_in("d = \"2026-01-01\"\n", [](Reader& reader) { (void)reader.date("d"); }),
              "f.toml:1:5: d must be a date written YYYY-MM-DD without quotes. Read the manual.");
}

TEST(TomlReader, RefusesAKeyNobodyAskedForAndGuessesWhatItWasMeantToBe)
{
    auto const read = [](Reader& reader) {
        (void)reader.text_if("address");
        reader.refuse_unread_keys();
    };
    EXPECT_EQ(fault_in("adress = \"x\"\n", read),
              "f.toml:1:1: the key 'adress' is not known here. Did you mean address?");
    EXPECT_EQ(fault_in("colour = \"x\"\n", read), "f.toml:1:1: the key 'colour' is not known here. Read the manual.");
    EXPECT_EQ(fault_in("address = \"x\"\n", read), "");
}

TEST(TomlReader, KeepsTheFirstFault)
{
    EXPECT_EQ(fault_in("a = 1\nb = 2\n",
                       [](Reader& reader) {
                           (void)reader.text("b");
                           (void)reader.text("a");
                       }),
              "f.toml:2:5: b must be a text that is not empty. Read the manual.");
}

TEST(TomlReader, ReadsNothingWhereAnOptionalKeyIsAbsent)
{
    EXPECT_EQ(fault_in("",
                       [](Reader& reader) {
                           EXPECT_FALSE(reader.text_if("t"));
                           EXPECT_FALSE(reader.whole_number_if("n", 0, 1));
                           EXPECT_FALSE(reader.table_if("b"));
                           EXPECT_TRUE(reader.tables("l").empty());
                           EXPECT_TRUE(reader.texts_if("o").empty());
                           EXPECT_TRUE(reader.flag_or("f", true));
                       }),
              "");
}

TEST(TomlReader, AListThatMayBeAbsentMayNotBeEmpty)
{
    EXPECT_EQ(fault_in("a = []\n", [](Reader& reader) { (void)reader.texts_if("a"); }),
              "f.toml:1:5: a must be a list of texts that is not empty. Read the manual.");
    EXPECT_EQ(
        fault_in("a = [\"x\"]\n", [](Reader& reader) { EXPECT_EQ(reader.texts_if("a"), std::set<std::string>{"x"}); }),
        "");
}

TEST(TomlReader, TellsTheKeysOfATableThatChoosesThem)
{
    EXPECT_EQ(fault_in("[t]\nb = 1\na = 2\n",
                       [](Reader& reader) {
                           EXPECT_EQ(reader.table_if("t")->keys(), (std::vector<std::string>{"a", "b"}));
                       }),
              "");
}

constexpr auto kNothing = [](Reader&) {};

TEST(TomlReader, RefusesAHeaderThatBeginsWithNoKeyInsteadOfEndingTheProcess)
{
    std::string const expected = "expected bare key starting character or string delimiter, saw ";
    EXPECT_EQ(fault_in("a = 1\n[/[rule]]\n", kNothing), "f.toml:2:2: Error while parsing key: " + expected + "'/'.");
    EXPECT_EQ(fault_in("[[.one_of]]\n", kNothing), "f.toml:1:3: Error while parsing key: " + expected + "'.'.");
    EXPECT_EQ(fault_in("[.a]\n", kNothing), "f.toml:1:2: Error while parsing key: " + expected + "'.'.");
    EXPECT_EQ(fault_in("[a..b]\n", kNothing), "f.toml:1:4: Error while parsing key: " + expected + "'.'.");
    for (char const* header : {"[a.]", "[ .a]", "[]", "[[]]", "[,]", "a = ,", "a = ]", "[[a]", "["})
        EXPECT_NE(fault_in(header, kNothing), "") << header;
}

TEST(TomlReader, TakesCharactersBeyondAsciiInTextsAndCommentsOnly)
{
    EXPECT_EQ(fault_in("a = \"é\"  # é\n[t]\n  ßa = 1\n", kNothing),
              "f.toml:3:3: only texts in quotes and comments may hold a character beyond ASCII.");
    EXPECT_EQ(fault_in("a = \"é\" é\n", kNothing).substr(0, 11), "f.toml:1:9:");
    EXPECT_NE(fault_in("a = \"\"é\n", kNothing), "");
    EXPECT_NE(fault_in("a = \"\"\"x\"\"\"\"\"é\n", kNothing), "");
    for (char const* text :
         {"\xEF\xBB\xBF"
          "a = 1\n",
          "# it's é\na = 'é\\'\n", "a = \"\\\"é\"\n", "\"é\" = ''\n", "a = ['é', \"é\", # é\n]\n",
          "a = \"\"\"\n[é] '\"\" \\\"\"\" é\"\"\"\"\"\nb = 1\n", "a = '''\n'é\\'''\nb = [\n['[é']\n]\n"})
        EXPECT_EQ(fault_in(text, kNothing), "") << text;
}

TEST(TomlReader, RefusesTablesNestedWithoutEnd)
{
    std::string deep;
    for (int i = 0; i < 200'000; ++i)
        deep += "a.";
    EXPECT_EQ(fault_in(deep + "a = 1\n", kNothing),
              "f.toml:1:66: a line may hold at most 32 dots outside quotes and comments.");
    EXPECT_NE(fault_in("[" + deep + "a]\n", kNothing), "");
    EXPECT_EQ(fault_in("a = \"" + deep + "\" # " + deep + "\nb.c.d = 1\n", kNothing), "");
}

TEST(TomlReader, NoSlipOfThePenEndsTheProcess)
{
    std::vector<std::string> files;
    for (auto const& entry :
         std::filesystem::recursive_directory_iterator{std::string{MICKLEGATE_SOURCE_DIR} + "/policies"}) {
        std::ifstream file{entry.path(), std::ios::binary};
        if (entry.path().extension() == ".toml")
            files.emplace_back(std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{});
    }
    ASSERT_FALSE(files.empty());
    std::mt19937 random{20261122};
    auto const below = [&random](std::size_t end) { return random() % end; };
    constexpr std::string_view kSigns = "[]{}.,=\"'#\\/ \n-_:0aZ\x01\xC3";
    std::size_t refused = 0;
    for (int i = 0; i < 6000; ++i) {
        std::string const& whole = files[below(files.size())];
        std::string text = whole.substr(whole.find('\n', below(whole.size() / 2)) + 1, 2000);
        std::size_t at = below(text.size());
        if (i % 2 == 0)
            at = std::min(text.find('[', at), text.size() - 2) + below(2);
        text.replace(at, below(2), 1, kSigns[below(kSigns.size())]);
        refused += parse("f.toml", text, "") ? 0U : 1U;
    }
    EXPECT_GT(refused, 1000U);
}

}  // namespace
}  // namespace micklegate::toml
