// What must not get out: no personal value of the night is found anywhere in clear, no withheld one in any school's
// letter.
#include "gateway/registers/csv_table.hpp"
#include "tests/component/receive/raw_client.hpp"
#include "tests/e2e/site_test.hpp"

#include <sys/resource.h>

#include <set>

namespace micklegate::e2e {
namespace {

/// Columns whose values say who, where, or what happened.
constexpr std::array kPersonal{"child_forename", "child_surname",   "child_dob",   "child_upn",
                               "child_voice",    "summary",         "location",    "incident_postcode",
                               "officer",        "officer_contact", "victim_name", "victim_address",
                               "victim_phone",   "suspect_name"};
/// What the agreement releases to no school.
constexpr std::array kWithheld{"incident_postcode", "school_name",    "school_urn",   "school_postcode",
                               "victim_name",       "victim_address", "victim_phone", "suspect_name"};

using Row = std::map<std::string, std::string>;

std::vector<Row> night()
{
    auto const table = registers::parse_csv(bytes_of(kNight), {}).value();
    std::vector<Row> rows;
    for (auto const& cells : table.rows) {
        Row& row = rows.emplace_back();
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (!cells[i].empty())
                row[table.header[i]] = cells[i];
    }
    return rows;
}

/// Short words occur by chance among random bytes, so they count only as the JSON strings they would be stored as.
std::set<std::string> needles_for_bytes()
{
    std::set<std::string> needles;
    for (Row const& row : night())
        for (char const* const column : kPersonal)
            if (auto const at = row.find(column); at != row.end())
                needles.insert(at->second.size() < 8 ? '"' + at->second + '"' : at->second);
    return needles;
}

void expect_none_in(std::string const& haystack, std::set<std::string> const& needles, std::string const& where)
{
    for (std::string const& needle : needles)
        EXPECT_EQ(haystack.find(needle), std::string::npos)
            << "a value of the night lies in " << where << ": " << needle;
}

class CanaryTest : public SiteTest {
protected:
    void SetUp() override
    {
        SiteTest::SetUp();
        serve();
        Ran const sent = as(kForce, "police", "overnight", kNight, "--json");
        ASSERT_EQ(sent.code, 0) << sent.err;
        lines_ = json_lines(sent.out);
    }

    /// Opens everything an agency got, as a named person would.
    std::vector<object> letters_of(std::string const& agency)
    {
        std::vector<object> letters;
        auto asking = session(agency);
        for (object const& message : inbox(agency)) {
            std::string const target = "/v1/inbox/" + json::text_at(message, "message");
            auto const opened = agency::unseal(asking->get(target).value(), asking->identity());
            EXPECT_TRUE(opened) << one_line(opened.error());
            EXPECT_TRUE(agency::record(*asking, target, "opened", {"Ada Lythe", "designated safeguarding lead"}));
            letters.push_back(opened->letter);
        }
        return letters;
    }

    /// The bodies the gateway answers a sender with who gets everything wrong.
    std::string answers_to_faulty_senders()
    {
        std::string answers;
        auto force = client(kForce);
        auto const send = [&](std::string body, char const* type = "application/cloudevents+json") {
            auto const reply = force->request("POST", "/v1/messages", type, std::move(body));
            answers += reply ? reply->body : one_line(reply.error());
        };
        for (Row const& row : night()) {
            object data;
            for (auto const& [name, value] : row)
                data[name] = value;
            object event{{"specversion", "1.0"},
                         {"id", row.at("child_ref")},
                         {"source", kForce},
                         {"type", "encompass.notification"},
                         {"purpose", "child_safeguarding"}};
            event["data"] = data;
            std::string const whole = boost::json::serialize(event);
            send(whole);
            send(whole + "\n", "application/x-ndjson");
            send(whole.substr(0, whole.size() / 2));
            send(whole, row.at("child_forename").c_str());
            // A field the sender made up is named to the sender, and to nobody else.
            event["data"].as_object()[row.at("victim_name")] = row.at("victim_address");
            event[row.at("child_surname")] = row.at("summary");
            auto const unheard =
                force->request("POST", "/v1/messages", "application/cloudevents+json", boost::json::serialize(event));
            EXPECT_TRUE(unheard);
            auto const lost = force->request("GET", "/v1/messages/" + row.at("child_dob"));
            answers += lost ? lost->body : "";
        }
        return answers;
    }

    std::vector<object> lines_;
};

TEST_F(CanaryTest, NoPersonalValueLiesInClearOutsideItsSealedMessage)
{
    std::set<std::string> const needles = needles_for_bytes();
    ASSERT_GT(needles.size(), 300U);
    expect_none_in(answers_to_faulty_senders(), needles, "the answers to faulty senders");
    letters_of(kSchool);
    letters_of("desk.north-yorkshire");

    test::PlainClient local{gateway_->local_port()};
    ASSERT_TRUE(local.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
    std::string const metrics = local.rest().value_or("");
    EXPECT_NE(metrics.find("micklegate_log_entries"), std::string::npos) << metrics;
    expect_none_in(metrics, needles, "/metrics");

    fs::path const exported = folder_.path() / "export";
    ASSERT_EQ(cli("log", "export", site().string(), exported.string()).code, 0);
    std::vector<fs::path> places{exported, site() / "data"};
    // Twice: as written ahead, and as tables once the store was closed and opened again.
    for (int pass = 0; pass < 2; ++pass) {
        for (fs::path const& place : places)
            for (auto const& file : fs::recursive_directory_iterator{place})
                if (file.is_regular_file())
                    expect_none_in(bytes_of(file.path()), needles, file.path().filename().string());
        std::string const said = gateway_->out() + gateway_->err();
        expect_none_in(said, needles, "the gateway's output");
        stop();
        serve();
    }
}

TEST_F(CanaryTest, NoWithheldValueReachesASchool)
{
    std::map<std::string, Row> rows;
    for (Row const& row : night())
        rows[row.at("incident_ref") + "/" + row.at("child_ref")] = row;
    std::size_t read = 0;
    for (auto const& folder : fs::directory_iterator{site() / "identities"}) {
        std::string const agency = folder.path().filename().string();
        if (!agency.starts_with("school."))
            continue;
        for (object const& letter : letters_of(agency)) {
            ++read;
            object const& data = json::object_at(letter, "data");
            Row const& row = rows.at(json::text_at(data, "incident_ref") + "/" + json::text_at(data, "child_ref"));
            std::string const text = boost::json::serialize(data);
            EXPECT_FALSE(data.contains("risk"));
            for (char const* const column : kWithheld) {
                EXPECT_FALSE(data.contains(column)) << column;
                if (auto const at = row.find(column); at != row.end()) {
                    EXPECT_EQ(text.find(at->second), std::string::npos) << column << " of " << at->second;
                }
            }
        }
    }
    auto const to_schools = std::ranges::count_if(lines_, [](object const& line) {
        return json::text_at(line, "outcome") == "sent" && json::text_at(line, "recipient").starts_with("school.");
    });
    EXPECT_EQ(read, static_cast<std::size_t>(to_schools));
}

TEST_F(CanaryTest, TheGatewaysMemoryLeavesNoCore)
{
    rlimit const whole{RLIM_INFINITY, RLIM_INFINITY};
    if (setrlimit(RLIMIT_CORE, &whole) != 0)
        GTEST_SKIP() << "this system allows no core to begin with";
    stop();
    serve();
    std::string const limits = bytes_of("/proc/" + std::to_string(gateway_->pid()) + "/limits");
    std::string line = limits.substr(limits.find("Max core file size"));
    line.erase(line.find('\n'));

    EXPECT_EQ(line.find_first_of("123456789"), std::string::npos) << line;
    EXPECT_EQ(line.find("unlimited"), std::string::npos) << line;
}

}  // namespace
}  // namespace micklegate::e2e
