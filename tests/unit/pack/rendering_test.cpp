// What people read of a pack: tables that spreadsheets may open, a page that needs nothing, a statement that is whole.
#include "gateway/pack/entries_csv.hpp"
#include "gateway/page/csv_cell.hpp"
#include "tests/unit/pack/sample_pack.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace micklegate::pack {
namespace {

using testing::HasSubstr;
using testing::Not;

class RenderingTest : public testing::Test {
protected:
    SampleLog const log;
    Files const files = written(content_of(log), log).value();
};

TEST_F(RenderingTest, TheTableHasARowForEachEntryAndEveryCellOfARow)
{
    std::string const& table = files.at("entries.csv");
    EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 4);
    EXPECT_THAT(table, testing::StartsWith("index,leaf,time,kind,operation,"));
    EXPECT_THAT(table, HasSubstr("\r\n3," + hex(evidence::leaf_hash(as_bytes(log.at(3).text))) +
                                 ",2026-11-21T19:37:00.000Z,actioned,consultation,school.901233,"));
    EXPECT_THAT(table, HasSubstr(page::csv_cell(log.at(4).text) + "\r\n"));
}

TEST_F(RenderingTest, TheReportFetchesAndRunsNothing)
{
    std::string const& page = files.at("report.html");
    for (char const* const never :
         {"<script", "<link", "<img", "<iframe", "@import", "url(", "http:", "https:", "javascript:"})
        EXPECT_THAT(page, Not(HasSubstr(never)));
    EXPECT_THAT(page, HasSubstr("Content-Security-Policy"));
}

TEST_F(RenderingTest, TheReportIsForEarsAndPaperToo)
{
    std::string const& page = files.at("report.html");
    for (char const* const needed :
         {"<html lang=\"en-GB\">", "<title>", "<h1>", "<caption>", "scope=\"col\"", "scope=\"row\"", "@media print",
          "<main>", "datetime=\"2026-11-21T19:37:00.000Z\""})
        EXPECT_THAT(page, HasSubstr(needed));
    EXPECT_THAT(page, HasSubstr("Because &lt;b&gt;&quot;this&quot;&lt;/b&gt; &amp; that."));
}

TEST_F(RenderingTest, TheReportLeadsToTheProofsAndTexts)
{
    std::string const& page = files.at("report.html");
    for (std::size_t at = page.find("href=\""); at != std::string::npos; at = page.find("href=\"", at + 1)) {
        std::string const target = page.substr(at + 6, page.find('"', at + 6) - at - 6);
        EXPECT_TRUE(files.contains(target)) << target;
    }
}

TEST_F(RenderingTest, TheStatementSaysHowToCheckAndWhatIsNotProven)
{
    std::string const& text = files.at("README.txt");
    for (char const* const needed :
         {"micklegate log verify DIR --key FILE --witnesses FILE", "log_verifier pack DIR", "sha256sum",
          "WHAT A PASS PROVES", "WHAT IT DOES NOT PROVE", "That the selection is complete.", "agency=school.901233",
          "Imogen Farrar, auditor, of auditor.partnership", "2 that fit it, and entry 4", "DPA 2018 s.62(4)(a)",
          "Cosigned by police.north-yorkshire"})
        EXPECT_THAT(text, HasSubstr(needed));
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);)
        EXPECT_TRUE(line.size() <= 120 || line.find(evidence::vkey_text(log.key())) != std::string::npos) << line;
}

}  // namespace
}  // namespace micklegate::pack
