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
    auto const before = recorded();
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
    EXPECT_EQ(recorded(), before);
}

TEST_F(NightTest, ReportOverwritesNothing)
{
    serve();
    auto const before = recorded();
    fs::path const night = folder_.path() / "night.csv";
    fs::copy_file(kNight, night);
    fs::path const key = identity(kForce) / "seal.key";
    std::string const secret = bytes_of(key);
    fs::create_symlink(folder_.path() / "nowhere", folder_.path() / "link");
    for (fs::path const& taken : {night, key, folder_.path() / "link"}) {
        Ran const sent = as(kForce, "police", "overnight", night.string(), "--report", taken.string());
        EXPECT_EQ(sent.code, 1) << taken;
        EXPECT_NE(sent.err.find("Nothing was sent. Name another file"), std::string::npos) << sent.err;
    }
    EXPECT_EQ(bytes_of(night), bytes_of(kNight));
    EXPECT_EQ(bytes_of(key), secret);
    EXPECT_EQ(recorded(), before);
}

TEST_F(NightTest, ReportOfANightThatWasNotSentIsTakenAway)
{
    serve();
    fs::path const file = folder_.path() / "broken.csv";
    fs::path const report = folder_.path() / "broken.jsonl";
    write(file, "no,header\n");

    Ran const told = as(kForce, "police", "overnight", file.string(), "--report", report.string());

    EXPECT_EQ(told.code, 1);
    EXPECT_NE(told.err.find(file.string() + ": "), std::string::npos) << told.err;
    EXPECT_FALSE(fs::exists(report));
}

TEST_F(NightTest, ChangedRowIsListedAndFailsTheRun)
{
    serve();
    std::vector<object> const first = send_the_night();
    std::string text = bytes_of(kNight);
    std::size_t const second_row = text.find('\n', text.find('\n') + 1);
    std::size_t const risk = text.find(",high,");
    ASSERT_LT(risk, second_row) << "the sample's first row changed";
    text.replace(risk, 6, ",never,");
    fs::path const file = folder_.path() / "changed.csv";
    write(file, text);

    Ran const told = as(kForce, "police", "overnight", file.string(), "--json");
    Ran const shown = as(kForce, "police", "overnight", file.string());

    EXPECT_EQ(told.code, 1);
    object const changed = json_lines(told.out).front();
    EXPECT_EQ(json::text_at(changed, "outcome"), "changed");
    EXPECT_EQ(json::text_at(changed, "code"), "id_reused");
    EXPECT_NE(json::text_at(changed, "why").find("not looked at"), std::string::npos);
    EXPECT_EQ(shown.code, 1);
    EXPECT_NE(shown.out.find("1 changed"), std::string::npos) << shown.out;
    EXPECT_NE(shown.out.find("\n1    " + json::text_at(first.front(), "incident_ref")), std::string::npos) << shown.out;
    EXPECT_NE(shown.err.find("send a correction or a withdrawal"), std::string::npos) << shown.err;
}

TEST_F(NightTest, RowForASuspendedDeskIsNotSentAndSaysWhy)
{
    ASSERT_EQ(cli("agency", "suspend", site().string(), "desk.north-yorkshire").code, 0);
    serve();

    Ran const told = as(kForce, "police", "overnight", kNight, "--json");

    EXPECT_EQ(told.code, 1);
    object const held = json_lines(told.out).at(6);
    EXPECT_EQ(json::text_at(held, "outcome"), "not_sent");
    EXPECT_NE(json::text_at(held, "why").find("nothing of it was stored"), std::string::npos);
    EXPECT_NE(told.err.find("stored nothing of them"), std::string::npos) << told.err;
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
    auto const before = recorded();

    std::vector<object> const second = send_the_night();

    EXPECT_EQ(recorded(), before);
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
    auto const before = recorded();
    stop();

    serve();

    EXPECT_EQ(recorded(), before);
    EXPECT_EQ(inboxes(), posted);
}

}  // namespace
}  // namespace micklegate::e2e
