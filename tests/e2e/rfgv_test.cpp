// An extract of a force, ranked by the executable: what it prints, and what it never does.
#include "tests/e2e/site_test.hpp"

namespace micklegate::e2e {
namespace {

std::string const kExtract = MICKLEGATE_SOURCE_DIR "/adapters/police/samples/matac-extract.csv";

class RfgvTest : public SiteTest {
protected:
    static std::string weights(fs::path const& folder, std::string_view from, std::string_view to)
    {
        std::string text = bytes_of(MICKLEGATE_SOURCE_DIR "/policies/matac/rfgv-1.toml");
        text.replace(text.find(from), from.size(), to);
        write(folder / "other.toml", text);
        return (folder / "other.toml").string();
    }
};

TEST_F(RfgvTest, ListNamesItsWeightsAndEveryRowThatIsNotInIt)
{
    Ran const ran = cli("police", "rfgv", kExtract, "--as-of", "2026-11-22", "--json");

    ASSERT_EQ(ran.code, 0) << ran.err;
    object const list = json_of(ran.out);
    EXPECT_EQ(json::text_at(list, "version"), "rfgv-1");
    EXPECT_EQ(json::text_at(list, "sha256").size(), 64U);
    EXPECT_EQ(list.at("rows").as_int64(), 79);
    EXPECT_EQ(list.at("ranked").as_array().size(), 12U);
    EXPECT_EQ(list.at("left_out").as_array().size(), 8U);
    object const& first = list.at("ranked").as_array().front().as_object();
    EXPECT_EQ(first.at("perpetrator_refs").as_array().size(), 2U);
    EXPECT_EQ(first.at("total").as_int64(), 95);
}

TEST_F(RfgvTest, OtherWeightsGiveAnotherListAndSaySo)
{
    test::TmpFolder const folder;
    std::string const other = weights(folder.path(), "version = \"rfgv-1\"", "version = \"rfgv-2\"");

    object const list =
        json_of(cli("police", "rfgv", kExtract, "--as-of", "2026-11-22", "--json", "--weights", other).out);

    EXPECT_EQ(json::text_at(list, "version"), "rfgv-2");
}

TEST_F(RfgvTest, FaultyWeightsScoreNobodyAndFailTheCheckOfTheirFolder)
{
    test::TmpFolder const folder;
    std::string const faulty = weights(folder.path(), "points = 20", "points = 200");

    Ran const ranked = cli("police", "rfgv", kExtract, "--weights", faulty);
    EXPECT_EQ(ranked.code, 1);
    EXPECT_NE(ranked.err.find("other.toml:20:10: points must be from 0 to 25"), std::string::npos) << ranked.err;
    EXPECT_TRUE(ranked.out.empty());

    fs::path const set = folder.path() / "set";
    fs::copy(MICKLEGATE_SOURCE_DIR "/policies", set, fs::copy_options::recursive);
    EXPECT_EQ(cli("policy", "check", set.string()).code, 0);
    fs::copy_file(faulty, set / "matac" / "rfgv-1.toml", fs::copy_options::overwrite_existing);
    Ran const checked = cli("policy", "check", set.string());
    EXPECT_EQ(checked.code, 1);
    EXPECT_NE(checked.err.find("matac/rfgv-1.toml:20:10"), std::string::npos) << checked.err;
}

TEST_F(RfgvTest, ScalesAreNoPartOfWhatDecides)
{
    test::TmpFolder const folder;
    fs::path const set = folder.path() / "set";
    fs::copy(MICKLEGATE_SOURCE_DIR "/policies", set, fs::copy_options::recursive);
    Ran const before = cli("policy", "check", set.string(), "--json");

    fs::remove_all(set / "matac");

    EXPECT_EQ(json_of(cli("policy", "check", set.string(), "--json").out).at("digest"),
              json_of(before.out).at("digest"));
}

TEST_F(RfgvTest, DayThatIsNoneIsAUsageError)
{
    EXPECT_EQ(cli("police", "rfgv", kExtract, "--as-of", "22/11/2026").code, 2);
}

}  // namespace
}  // namespace micklegate::e2e
