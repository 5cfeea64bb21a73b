// Strict reading of TOML: nothing is overlooked, and the first fault tells where it is and what to do.
#include "gateway/toml/reader.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace micklegate::toml
