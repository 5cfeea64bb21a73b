// The feed of the sample folder, from the prison service's topic to the inbox of the police.
#include "tests/e2e/site_test.hpp"

#include <boost/json/serialize.hpp>

namespace micklegate::e2e {
namespace {

std::string const kPrison = "prison.hull";
std::string const kSamples = MICKLEGATE_SOURCE_DIR "/adapters/prisons/samples/";

class PrisonsTest : public SiteTest {
protected:
    /// The sample feed as of yesterday, because movements of long ago are no news.
    std::string feed()
    {
        std::string text = bytes_of(kSamples + "movements.ndjson");
        std::string const yesterday = iso_date(london_date(system_now() - std::chrono::hours{24}));
        for (std::size_t at = 0; (at = text.find("2026-11-20", at)) != std::string::npos;)
            text.replace(at, yesterday.size(), yesterday);
        fs::path const file = folder_.path() / "movements.ndjson";
        write(file, text);
        return file.string();
    }

    template <class... Words>
    Ran movements(std::string const& file, Words const&... more)
    {
        return as(kPrison, "prisons", "movements", file, "--blocked", kSamples + "blocked.txt", more...);
    }
};

std::vector<std::string> outcomes(std::string const& out)
{
    std::vector<std::string> words;
    for (object const& line : json_lines(out))
        words.push_back(json::text_at(line, "outcome") + " " + json::text_at(line, "movement"));
    return words;
}

TEST_F(PrisonsTest, TellsPoliceOfWhomABlockConcernsAndOfNobodyElse)
{
    serve();

    Ran const told = movements(feed(), "--json");

    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_EQ(outcomes(told.out),
              (std::vector<std::string>{"sent released", "sent received", "sent released", "duplicate received",
                                        "sent released", "sent released", "skipped ", "not_concerned received",
                                        "sent merged", "sent received", "sent not_returned", "refused ", "refused "}))
        << told.out;
    EXPECT_EQ(inbox(kForce).size(), 8U);
    for (object const& line : json_lines(told.out))
        EXPECT_EQ(json::text_at(line, "recipient"), json::text_at(line, "message").empty() ? std::string{} : kForce);
}

TEST_F(PrisonsTest, SentAgainInAnotherOrderChangesNothing)
{
    serve();
    std::string const file = feed();
    ASSERT_EQ(movements(file).code, 0);
    auto const before = recorded();
    std::vector<std::string> lines;
    std::string text = bytes_of(file);
    for (std::size_t end; (end = text.find('\n')) != std::string::npos; text.erase(0, end + 1))
        lines.insert(lines.begin(), text.substr(0, end));
    std::string backwards;
    for (std::string const& line : lines)
        backwards += line + '\n';
    write(file, backwards);

    Ran const again = movements(file);

    EXPECT_EQ(again.code, 0) << again.err;
    EXPECT_NE(again.out.find("9 duplicate"), std::string::npos) << again.out;
    EXPECT_EQ(recorded(), before);
}

TEST_F(PrisonsTest, PoliceReadWhereHeWentAndNothingOfTheDetails)
{
    serve();
    Ran const told = movements(feed(), "--json");
    std::string const message = json::text_at(json_lines(told.out).at(1), "message");

    Ran const opened = as(kForce, "inbox", "open", message, "--by", "D. Reader, public protection", "--json");

    ASSERT_EQ(opened.code, 0) << opened.err;
    EXPECT_NE(opened.out.find("\"to_prison\":\"LEI\""), std::string::npos) << opened.out;
    EXPECT_EQ(opened.out.find("ACTIVE IN"), std::string::npos);
}

TEST_F(PrisonsTest, DryRunAsksNoGateway)
{
    // None serves: an address that nobody listens at.
    Ran const told = run({kExecutable, "prisons", "movements", feed(), "--blocked", kSamples + "blocked.txt",
                          "--dry-run", "--as", identity(kPrison).string(), "--gateway", "https://127.0.0.1:1"});
    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_NE(told.out.find("13 events: 9 would_send, 2 refused, 1 not_concerned, 1 skipped."), std::string::npos)
        << told.out;
}

TEST_F(PrisonsTest, ListWithALineThatIsNoNumberStopsTheRunBeforeAnythingIsSent)
{
    serve();
    sign_in(kPrison);
    auto const before = recorded();
    fs::path const list = folder_.path() / "blocked.txt";
    write(list, "A9001AA\nA90O2AA\n");

    Ran const told = as(kPrison, "prisons", "movements", feed(), "--blocked", list.string());

    EXPECT_EQ(told.code, 1);
    EXPECT_NE(told.err.find("Line 2"), std::string::npos) << told.err;
    EXPECT_EQ(told.err.find("A90O2AA"), std::string::npos) << told.err;
    EXPECT_EQ(recorded(), before);
}

TEST_F(PrisonsTest, FileWithoutEventsSaysSo)
{
    serve();
    fs::path const file = folder_.path() / "quiet.ndjson";
    write(file, "\n");
    EXPECT_EQ(movements(file.string()).out, "The file holds no event, so nothing was sent.\n");
    EXPECT_EQ(movements(file.string(), "--json").out, "[]\n");
}

}  // namespace
}  // namespace micklegate::e2e
