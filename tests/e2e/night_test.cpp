// The night of the sample file, from the force's export to the morning's inboxes.
#include "tests/e2e/site_test.hpp"

#include <sys/stat.h>

namespace micklegate::e2e {
namespace {

class NightTest : public SiteTest {
protected:
    std::vector<object> send_the_night()
    {
        Ran const sent = as(kForce, "police", "overnight", kNight, "--json");
        EXPECT_EQ(sent.code, 0) << sent.err;
        return json_lines(sent.out);
    }

    /// Message ids per agency, in the order of their inboxes.
    std::map<std::string, std::vector<std::string>> inboxes() const
    {
        std::map<std::string, std::vector<std::string>> all;
        for (auto const& folder : fs::directory_iterator{site() / "identities"}) {
            std::string const agency = folder.path().filename().string();
            for (object const& message : inbox(agency))
                all[agency].push_back(json::text_at(message, "message"));
        }
        return all;
    }

    std::string checkpoint() const { return session("auditor.partnership")->get_text("/log/checkpoint").value(); }
};

/// "la.*" stands for any local authority.
bool fits(std::string const& recipient, std::string const& expected)
{
    return expected == "la.*" ? recipient.starts_with("la.") : recipient == expected;
}

TEST_F(NightTest, GivesEachRowTheOutcomeItsKindPromises)
{
    serve();
    auto const expected =
        json::parse_strict(bytes_of(MICKLEGATE_SOURCE_DIR "/adapters/police/samples/overnight-expected.json"));
    ASSERT_TRUE(expected && expected->is_array());

    std::vector<object> const lines = send_the_night();

    ASSERT_EQ(lines.size(), expected->get_array().size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        object const& wanted = expected->get_array()[i].as_object();
        EXPECT_EQ(lines[i].at("row"), wanted.at("row"));
        for (char const* const member : {"incident_ref", "child_ref", "outcome", "code"})
            EXPECT_EQ(json::text_at(lines[i], member), json::text_at(wanted, member)) << member << " of row " << i + 1;
        EXPECT_TRUE(fits(json::text_at(lines[i], "recipient"), json::text_at(wanted, "recipient"))) << "row " << i + 1;
    }
}

TEST_F(NightTest, ReportThatCannotBeWrittenStopsTheNightBeforeAnythingIsSent)
{
    serve();
    std::int64_t const before = log_size();
    // No device of the system: a broken check would put a file in its place.
    fs::path const pipe = folder_.path() / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    for (std::string const& place : {folder_.path().string(), (folder_.path() / "none" / "night.jsonl").string(),
                                     pipe.string(), std::string{"/proc/night.jsonl"}}) {
        Ran const sent = as(kForce, "police", "overnight", kNight, "--report", place);
        EXPECT_EQ(sent.code, 1) << place;
        EXPECT_EQ(sent.out, "") << place;
        EXPECT_NE(sent.err.find("Nothing was sent."), std::string::npos) << sent.err;
    }
    EXPECT_EQ(log_size(), before);
}

TEST_F(NightTest, NightWithoutRowsSaysSo)
{
    serve();
    std::string const header = bytes_of(kNight);
    fs::path const file = folder_.path() / "quiet.csv";
    fs::path const report = folder_.path() / "quiet.jsonl";
    write(file, header.substr(0, header.find('\n') + 1));

    Ran const told = as(kForce, "police", "overnight", file.string(), "--report", report.string());

    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_EQ(told.out, "The file holds no row below its header, so nothing was sent.\n");
    EXPECT_TRUE(fs::exists(report));
    EXPECT_EQ(as(kForce, "police", "overnight", file.string(), "--json").out, "[]\n");
}

TEST_F(NightTest, SentAgainChangesNothing)
{
    serve();
    std::vector<object> const first = send_the_night();
    auto const posted = inboxes();
    std::string const before = checkpoint();

    std::vector<object> const second = send_the_night();

    EXPECT_EQ(checkpoint(), before);
    EXPECT_EQ(inboxes(), posted);
    EXPECT_GT(posted.size(), 20U);
    ASSERT_EQ(second.size(), first.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        std::string const outcome = json::text_at(first[i], "outcome");
        EXPECT_EQ(json::text_at(second[i], "outcome"), outcome == "sent" ? "duplicate" : outcome) << "row " << i + 1;
        EXPECT_EQ(json::text_at(second[i], "message"), json::text_at(first[i], "message")) << "row " << i + 1;
    }
}

TEST_F(NightTest, StandsAfterARestart)
{
    serve();
    send_the_night();
    auto const posted = inboxes();
    std::string const before = checkpoint();
    stop();

    serve();

    EXPECT_EQ(checkpoint(), before);
    EXPECT_EQ(inboxes(), posted);
}

}  // namespace
}  // namespace micklegate::e2e
