// What a school does with its post, what the force sees of it, and what nobody else gets to know.
#include "tests/component/receive/raw_client.hpp"
#include "tests/e2e/sample_events.hpp"

namespace micklegate::e2e {
namespace {

constexpr char const* kLead = "Ada Lythe, designated safeguarding lead";

class ReadingTest : public SiteTest {
protected:
    void SetUp() override
    {
        SiteTest::SetUp();
        serve();
    }

    /// Sends one notification and returns its message id.
    std::string send_one(unsigned number, std::string const& urn = "901233")
    {
        object event = notification(number);
        event["data"].as_object()["school_urn"] = urn;
        auto const results = session(kForce)->submit(lines_of({event}), 1);
        EXPECT_TRUE(results) << one_line(results.error());
        EXPECT_EQ(json::text_at(results->front(), "outcome"), "accepted");
        return json::text_at(results->front(), "message");
    }

    object status(std::string const& agency, std::string const& message)
    {
        Ran const told = as(agency, "status", message, "--json");
        EXPECT_EQ(told.code, 0) << told.err;
        return json_lines(told.out).front();
    }

    std::vector<std::string> states(object const& told)
    {
        std::vector<std::string> names;
        for (auto const& step : json::array_at(told, "steps"))
            names.push_back(json::text_at(step.as_object(), "state"));
        return names;
    }

    using Names = std::vector<std::string>;
};

TEST_F(ReadingTest, ThreeSchoolsListOpenAndAcknowledgeAndTheForceSeesWho)
{
    for (unsigned const number : {901233U, 901137U, 901018U}) {
        std::string const urn = std::to_string(number);
        std::string const school = "school." + urn;
        std::string const message = send_one(number, urn);

        std::vector<object> const inbox = json_lines(as(school, "inbox", "list", "--json").out);
        ASSERT_EQ(inbox.size(), 1U);
        EXPECT_EQ(json::text_at(inbox.front(), "message"), message);
        EXPECT_EQ(states(status(kForce, message)), Names{"accepted"});

        Ran const opened = as(school, "inbox", "open", message, "--by", kLead, "--json");
        ASSERT_EQ(opened.code, 0) << opened.err;
        object const letter = json::object_at(json_lines(opened.out).front(), "letter");
        EXPECT_EQ(json::text_at(json::object_at(letter, "data"), "child_ref"), "C" + urn);
        EXPECT_EQ(json::text_at(letter, "to"), school);

        Ran const acknowledged = as(school, "inbox", "ack", message, "--by", kLead);
        ASSERT_EQ(acknowledged.code, 0) << acknowledged.err;

        object const told = status(kForce, message);
        EXPECT_EQ(states(told), (Names{"accepted", "delivered", "opened", "actioned"}));
        for (auto const& step : json::array_at(told, "steps"))
            EXPECT_EQ(json::text_at(step.as_object(), "person"),
                      json::text_at(step.as_object(), "state") == "opened" ||
                              json::text_at(step.as_object(), "state") == "actioned"
                          ? kLead
                          : "");
    }
}

TEST_F(ReadingTest, WatchShowsWhatWaitsInPagesUnderOneHeadingThenWhatComes)
{
    std::string const finished = send_one(1);
    ASSERT_EQ(as(kSchool, "inbox", "open", finished, "--by", kLead).code, 0);
    ASSERT_EQ(as(kSchool, "inbox", "ack", finished, "--by", kLead).code, 0);
    constexpr unsigned kWaiting = 501;  // one more than a page holds
    ASSERT_TRUE(session(kForce)->submit(lines_of(notifications(100, 400)), 400));
    ASSERT_TRUE(session(kForce)->submit(lines_of(notifications(500, kWaiting - 400)), kWaiting - 400));

    auto const watch =
        start({kExecutable, "inbox", "watch", "--as", identity(kSchool).string(), "--gateway", gateway_->url()});
    EXPECT_TRUE(watch->next_line().value_or("").starts_with("MESSAGE"));
    for (unsigned i = 0; i < kWaiting; ++i)
        ASSERT_TRUE(watch->next_line().value_or("MESSAGE").starts_with("0")) << i;
    std::string const coming = send_one(2);
    EXPECT_TRUE(watch->next_line().value_or("").starts_with(coming));
    watch->signal(SIGTERM);
    watch->wait();
    EXPECT_EQ(watch->out().find(finished), std::string::npos) << "what is done was shown as waiting";
}

TEST_F(ReadingTest, OpeningThatCannotBeShownSaysThatItIsRecorded)
{
    std::string const message = send_one(1);
    Ran const lost = run({"/bin/sh", "-c", R"(exec "$@" >/dev/full)", "sh", kExecutable, "inbox", "open", message,
                          "--by", kLead, "--as", identity(kSchool).string(), "--gateway", gateway_->url()});

    EXPECT_EQ(lost.code, 1);
    EXPECT_NE(lost.err.find("open it again"), std::string::npos) << lost.err;
    EXPECT_EQ(states(status(kForce, message)), (Names{"accepted", "delivered", "opened"}));
    Ran const shown = as(kSchool, "inbox", "open", message, "--by", kLead);
    EXPECT_EQ(shown.code, 0) << shown.err;
    EXPECT_NE(shown.out.find("\nChild's forename: "), std::string::npos) << shown.out;
    EXPECT_EQ(states(status(kForce, message)), (Names{"accepted", "delivered", "opened"}));
}

TEST_F(ReadingTest, AnEmptyInboxSaysSo)
{
    EXPECT_EQ(as(kSchool, "inbox", "list").out, "The inbox is empty.\n");
    EXPECT_EQ(as(kSchool, "inbox", "list", "--json").out, "[]\n");
}

TEST_F(ReadingTest, EveryCommandNoticesThatNobodyHearsIt)
{
    for (std::string const output : {">/dev/full", ">&-"})
        for (std::string const& command :
             {std::string{"inbox list"}, "log verify " + gateway_->url(), std::string{"--version"}}) {
            std::string const identities = command == "--version" ? "" : " --as \"$1\"";
            std::string const gateway = command == "inbox list" ? " --gateway \"$2\"" : "";
            Ran const lost = run({"/bin/sh", "-c", "exec \"$0\" " + command + identities + gateway + " " + output,
                                  kExecutable, identity("auditor.partnership").string(), gateway_->url()});
            EXPECT_EQ(lost.code, 1) << command << output;
            EXPECT_NE(lost.err.find("could not be written"), std::string::npos) << command << output << lost.err;
        }
}

TEST_F(ReadingTest, ARejectionCarriesItsCode)
{
    std::string const message = send_one(1);
    ASSERT_EQ(as(kSchool, "inbox", "open", message, "--by", kLead).code, 0);

    EXPECT_NE(as(kSchool, "inbox", "ack", message, "--by", kLead, "--reject", "no_such_code").code, 0);
    ASSERT_EQ(as(kSchool, "inbox", "ack", message, "--by", kLead, "--reject", "not_on_roll").code, 0);

    auto const steps = json::array_at(status(kForce, message), "steps");
    EXPECT_EQ(json::text_at(steps.back().as_object(), "state"), "rejected");
    EXPECT_EQ(json::text_at(steps.back().as_object(), "code"), "not_on_roll");
}

TEST_F(ReadingTest, EachFurtherReaderIsRecordedAndARepeatIsNot)
{
    std::string const message = send_one(1);
    auto const open_it = [&](char const* by) {
        Ran const opened = as(kSchool, "inbox", "open", message, "--by", by, "--json");
        EXPECT_EQ(opened.code, 0) << opened.err;
        return json_lines(opened.out).front();
    };
    object const first = open_it(kLead);
    ASSERT_EQ(as(kSchool, "inbox", "ack", message, "--by", kLead).code, 0);
    auto const before = recorded();

    object const again = open_it(kLead);
    EXPECT_EQ(again.at("letter"), first.at("letter"));
    EXPECT_TRUE(json::flag_at(json::object_at(again, "receipt"), "replayed"));
    EXPECT_EQ(json::object_at(again, "receipt").at("index"), json::object_at(first, "receipt").at("index"));
    EXPECT_EQ(recorded(), before);

    object const second = open_it("Ben Price, deputy");
    EXPECT_FALSE(json::flag_at(json::object_at(second, "receipt"), "replayed"));
    EXPECT_EQ(recorded().size(), before.size() + 1);
    auto const steps = json::array_at(status(kForce, message), "steps");
    EXPECT_EQ(json::text_at(steps.back().as_object(), "person"), "Ben Price, deputy");
    EXPECT_EQ(json::text_at(json_lines(as(kSchool, "inbox", "list", "--json").out).front(), "state"), "actioned");
}

TEST_F(ReadingTest, WatchTellsOnceThatTheGatewayWentAndFailsWhenItEndsWithout)
{
    send_one(1);
    auto const watch = start({kExecutable, "inbox", "watch", "--for", "8", "--json", "--as", identity(kSchool).string(),
                              "--gateway", gateway_->url()});
    ASSERT_TRUE(watch->next_line());
    gateway_->kill();

    EXPECT_EQ(watch->wait(), 1);
    std::string const told = watch->err();
    std::size_t const first = told.find("Trying again until it answers");
    ASSERT_NE(first, std::string::npos) << told;
    EXPECT_EQ(told.find("Trying again", first + 1), std::string::npos) << told;
    EXPECT_NE(told.find("The watch ended while the gateway could not be reached."), std::string::npos) << told;
}

TEST_F(ReadingTest, WatchTellsWhenTheGatewayIsBack)
{
    std::string const port = std::to_string(gateway_->port());
    send_one(1);
    auto const watch = start(
        {kExecutable, "inbox", "watch", "--json", "--as", identity(kSchool).string(), "--gateway", gateway_->url()});
    ASSERT_TRUE(watch->next_line());
    stop();
    auto const again = start({kExecutable, "serve", site().string(), "--port", port, "--local-port", "0", "--json"});
    ASSERT_TRUE(again->next_line()) << again->err();
    Ran const sent = run({kExecutable, "police", "overnight", kNight, "--as", identity(kForce).string(), "--gateway",
                          "https://127.0.0.1:" + port, "--json"});
    ASSERT_EQ(sent.code, 0) << sent.err;

    EXPECT_TRUE(watch->next_line()) << watch->err();
    watch->signal(SIGTERM);
    watch->wait();  // or its complaints may still be on their way
    EXPECT_NE(watch->err().find("The gateway answers again."), std::string::npos) << watch->err();
}

TEST_F(ReadingTest, BundleMixedFromTwoIsRefusedBeforeItSpeaks)
{
    fs::path const mixed = folder_.path() / "mixed";
    fs::copy(identity(kSchool), mixed);
    fs::copy_file(identity(kForce) / "tls.crt", mixed / "tls.crt", fs::copy_options::overwrite_existing);

    Ran const refused = cli("inbox", "list", "--as", mixed.string(), "--gateway", gateway_->url());

    EXPECT_EQ(refused.code, 1);
    EXPECT_NE(refused.err.find("its agency.json is of school.901233, its tls.crt of police.north-yorkshire"),
              std::string::npos)
        << refused.err;
}

TEST_F(ReadingTest, HeadDoesNotFetch)
{
    std::string const message = send_one(1);
    fs::path const own = identity(kSchool);
    test::RawClient socket{gateway_->port(),
                           {test::CertificateFiles{own / "tls.crt", own / "tls.key", ""}, own / "ca.crt"}};
    auto const head = [](std::string const& path) {
        return "HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    };
    socket.send(head("/v1/inbox/" + message));

    auto const answer = socket.rest();

    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->starts_with("HTTP/1.1 405 ")) << *answer;
    EXPECT_NE(answer->find("Allow: GET\r\n"), std::string::npos) << *answer;
    EXPECT_EQ(states(status(kForce, message)), Names{"accepted"});
}

TEST_F(ReadingTest, ToAnotherSchoolTheMessageDoesNotExist)
{
    std::string const message = send_one(1);
    std::string const nobodys = "0194a1b2-0000-7000-8000-000000000000";
    auto stranger = client("school.901137");
    ASSERT_TRUE(stranger) << one_line(stranger.error());
    std::string const receipt = R"({"state":"opened","by":{"name":"Ada Lythe","role":"lead"}})";
    auto const before = recorded();

    for (std::string const resource : {"/v1/messages/", "/v1/inbox/", "/v1/receipts/"}) {
        auto const theirs = stranger->request("GET", resource + message);
        auto const none = stranger->request("GET", resource + nobodys);
        ASSERT_TRUE(theirs && none);
        EXPECT_EQ(theirs->status, 404U) << resource;
        EXPECT_EQ(theirs->body, none->body) << resource;
    }
    auto const theirs = stranger->request("POST", "/v1/inbox/" + message + "/receipts", "application/json", receipt);
    auto const none = stranger->request("POST", "/v1/inbox/" + nobodys + "/receipts", "application/json", receipt);
    ASSERT_TRUE(theirs && none);
    EXPECT_EQ(theirs->status, 404U);
    EXPECT_EQ(theirs->body, none->body);
    EXPECT_EQ(recorded(), before) << "a stranger's knocking became an entry";
    EXPECT_EQ(states(status(kForce, message)), Names{"accepted"});
}

TEST_F(ReadingTest, NothingIsActionedBeforeItIsOpened)
{
    std::string const message = send_one(1);

    Ran const refused = as(kSchool, "inbox", "ack", message, "--by", kLead);

    EXPECT_EQ(refused.code, 1);
    EXPECT_NE(refused.err.find("Open it first: micklegate inbox open " + message), std::string::npos) << refused.err;
    EXPECT_EQ(states(status(kForce, message)), Names{"accepted"});
}

TEST_F(ReadingTest, SameIdWithOtherContentIsRefusedAndTheFirstStands)
{
    std::string const message = send_one(1);
    object other = notification(1);
    other["data"].as_object()["summary"] = "Something else.";
    auto force = client(kForce);
    ASSERT_TRUE(force);

    auto const reply =
        force->request("POST", "/v1/messages", "application/cloudevents+json", boost::json::serialize(other));

    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 409U);
    EXPECT_EQ(json::text_at(json_of(reply->body), "type"), "urn:micklegate:problem:id-reused");
    ASSERT_EQ(inbox(kSchool).size(), 1U);
    EXPECT_EQ(json::text_at(inbox(kSchool).front(), "message"), message);
}

TEST_F(ReadingTest, TheSameSubmissionFromManyConnectionsAtOnceIsOneMessage)
{
    std::string const text = lines_of(notifications(1, 20));
    std::array<std::vector<object>, 6> answers;
    {
        std::vector<std::jthread> senders;
        for (auto& answer : answers)
            senders.emplace_back([&] { answer = session(kForce)->submit(text, 20).value(); });
    }

    EXPECT_EQ(inbox(kSchool).size(), 20U);
    for (std::size_t i = 0; i < 20; ++i) {
        std::size_t first = 0;
        for (auto const& answer : answers) {
            first += json::flag_at(answer[i], "replayed") ? 0U : 1U;
            EXPECT_EQ(json::text_at(answer[i], "message"), json::text_at(answers[0][i], "message"));
        }
        EXPECT_EQ(first, 1U);
    }
}

}  // namespace
}  // namespace micklegate::e2e
