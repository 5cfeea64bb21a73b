// A message that went wrong, taken back over real TLS: by recall, by withdrawal and by correction.
#include "tests/component/receive/raw_client.hpp"
#include "tests/e2e/sample_events.hpp"

namespace micklegate::e2e {
namespace {

std::string const kDesk = "desk.north-yorkshire";
std::string const kAuditor = "auditor.partnership";
std::string const kElsewhere = "school.901018";
constexpr char const* kOfficer = "Ada Lythe, duty officer";
constexpr char const* kReader = "Imogen Farrar, safeguarding lead";
constexpr char const* kOverseer = "Zoë Nunn, data protection officer";
constexpr char const* kReason = "Zelda Quibble's other school.";

class RecallTest : public SiteTest {
protected:
    void SetUp() override
    {
        SiteTest::SetUp();
        serve();
    }

    /// The message that carries it.
    std::string send(std::string const& agency, object const& event)
    {
        auto const results = session(agency)->submit(lines_of({event}), 1);
        EXPECT_TRUE(results) << one_line(results.error());
        EXPECT_EQ(json::text_at(results->front(), "outcome"), "accepted") << boost::json::serialize(results->front());
        return json::text_at(results->front(), "message");
    }
    std::string notify(unsigned number = 1) { return send(kForce, notification(number)); }

    /// Of an Encompass type, about the child of notification(1), behind `earlier`.
    static object following(std::string const& type, std::string const& earlier, object more)
    {
        object const first = notification(1);
        object const& about = json::object_at(first, "data");
        object data{{"notification", earlier}};
        for (char const* const field : {"incident_ref", "child_ref", "child_forename", "child_surname", "child_dob"})
            data[field] = about.at(field);
        for (auto const& [name, value] : more)
            data[name] = value;
        return {{"specversion", "1.0"}, {"id", type + "/" + earlier}, {"type", type}, {"data", std::move(data)}};
    }
    static object from_force(std::string const& type, std::string const& earlier, object more)
    {
        more["occurred_at"] = json::text_at(json::object_at(notification(1), "data"), "occurred_at");
        more["officer"] = "PC 0719 Lythe";
        more["officer_contact"] = "01904 496000";
        object event = following(type, earlier, std::move(more));
        event["source"] = kForce;
        event["recipient"] = kSchool;
        return event;
    }
    static object receipt_of(std::string const& earlier)
    {
        object event = following("encompass.receipt", earlier,
                                 {{"received_by", "Imogen Farrar"},
                                  {"received_role", "Designated safeguarding lead"},
                                  {"received_at", rfc3339(system_now())},
                                  {"on_roll", true}});
        event["source"] = kSchool;
        event["recipient"] = kForce;
        return event;
    }

    template <class... Words>
    Ran recall(std::string const& message, Words const&... words)
    {
        return as(kForce, "recall", message, "--by", kOfficer, "--code", "wrong_recipient", "--reason", kReason,
                  words...);
    }
    void open(std::string const& message)
    {
        Ran const opened = as(kSchool, "inbox", "open", message, "--by", kReader, "--json");
        ASSERT_EQ(opened.code, 0) << opened.err;
    }
    object status(std::string const& agency, std::string const& message)
    {
        return overseen(agency, "status", message, "--json").front();
    }
    std::vector<object> clocks(std::string const& agency) { return overseen(agency, "breach", "list", "--json"); }
    /// Those who look at what others sent say who they are.
    template <class... Words>
    std::vector<object> overseen(std::string const& agency, Words const&... words)
    {
        bool const oversees = agency == kDesk || agency == kAuditor;
        Ran const told =
            oversees ? as(agency, words..., "--by", kOverseer, "--purpose", "self_monitoring") : as(agency, words...);
        EXPECT_EQ(told.code, 0) << told.err;
        return told.out == "[]\n" ? std::vector<object>{} : json_lines(told.out);
    }
    std::string state_at_school(std::string const& message)
    {
        for (object const& item : inbox(kSchool))
            if (json::text_at(item, "message") == message)
                return json::text_at(item, "state");
        return "not listed";
    }
    unsigned fetch_status(std::string const& message)
    {
        auto const reply = client(kSchool)->request("GET", "/v1/inbox/" + message);
        EXPECT_TRUE(reply) << one_line(reply.error());
        return reply ? reply->status : 0;
    }
    /// Whether the operator is soon told so: the numbers are read once a second.
    bool counted(std::string const& metric)
    {
        auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
        while (std::chrono::steady_clock::now() < end) {
            test::PlainClient asking{gateway_->local_port()};
            asking.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            if (asking.rest().value_or("").find("\nmicklegate_" + metric + "\n") != std::string::npos)
                return true;
        }
        return false;
    }

    /// The log proves itself without what was destroyed, and no personal word of the recall stands in clear.
    void expect_sound_store()
    {
        stop();
        EXPECT_TRUE(json::flag_at(verified(), "verified"));
        for (auto const& file : fs::recursive_directory_iterator{site() / "data"})
            if (file.is_regular_file()) {
                std::string const bytes = bytes_of(file.path());
                EXPECT_EQ(bytes.find("Quibble"), std::string::npos) << file.path();
                EXPECT_EQ(bytes.find("Lythe"), std::string::npos) << file.path();
            }
    }
};

TEST_F(RecallTest, AMessageOfTheNightThatNobodyOpenedIsGone)
{
    ASSERT_EQ(as(kForce, "police", "overnight", kNight, "--json").code, 0);
    ASSERT_FALSE(inbox(kSchool).empty());
    std::size_t const listed = inbox(kSchool).size();
    std::string const message = json::text_at(inbox(kSchool).front(), "message");

    Ran const recalled = recall(message, "--json");

    ASSERT_EQ(recalled.code, 0) << recalled.err;
    EXPECT_EQ(json::text_at(json_lines(recalled.out).front(), "state"), "recalled");
    EXPECT_EQ(json::text_at(json_lines(recalled.out).front(), "notify_by"), "") << "it reached nobody";
    EXPECT_EQ(state_at_school(message), "recalled");
    EXPECT_EQ(inbox(kSchool).size(), listed);
    EXPECT_EQ(fetch_status(message), 410U);
    Ran const opened = as(kSchool, "inbox", "open", message, "--by", kReader);
    EXPECT_EQ(opened.code, 1);
    EXPECT_NE(opened.err.find("taken back"), std::string::npos) << opened.err;
    EXPECT_EQ(recall(message).code, 0) << "a repeat";
    EXPECT_EQ(recall(message, "--code", "superseded").code, 2) << "a code is given once";
    expect_sound_store();
}

TEST_F(RecallTest, WhatWasOpenedIsAskedForConfirmedAssessedAndFollowedUp)
{
    std::string const message = notify();
    send(kSchool, receipt_of(message));  // before anybody opened it
    open(message);
    std::string const passed_on = send(kSchool, [&] {
        object later = receipt_of(message);
        later["id"] = "later";
        return later;
    }());

    object const asked = json_lines(recall(message, "--json").out).front();

    EXPECT_EQ(json::text_at(asked, "state"), "recall_requested");
    EXPECT_NE(json::text_at(asked, "notify_by"), "");
    EXPECT_EQ(state_at_school(message), "recall_requested");
    EXPECT_NE(as(kSchool, "inbox", "list").out.find("recall_requested: DESTROY IT"), std::string::npos);
    Ran const watched = as(kSchool, "inbox", "watch", "--for", "1", "--json");
    EXPECT_NE(watched.out.find("\"destroy\":true"), std::string::npos) << watched.out;
    EXPECT_TRUE(counted("breach_clocks_running 1"));
    EXPECT_TRUE(counted("breach_clocks_overdue 0"));
    for (std::string const& overseer : {kForce, kDesk, kAuditor}) {
        object const told = status(overseer, message);
        ASSERT_EQ(json::array_at(told, "onward").size(), 1U) << overseer << boost::json::serialize(told);
        object const& onward = json::array_at(told, "onward").front().as_object();
        EXPECT_EQ(json::text_at(onward, "type"), "encompass.receipt/1");
        EXPECT_EQ(json::text_at(onward, "recipient"), kForce);
        EXPECT_EQ(
            json::whole_number_at(onward, "index", -1),
            json::whole_number_at(json::array_at(status(kForce, passed_on), "steps").front().as_object(), "index", -2));
        EXPECT_EQ(clocks(overseer).size(), 1U);
        EXPECT_EQ(boost::json::serialize(told).find("Quibble") != std::string::npos, overseer == kForce);
    }
    EXPECT_FALSE(status(kSchool, message).contains("onward"));
    Ran const told = as(kForce, "status", message);
    EXPECT_NE(told.out.find(": recall_requested.\n"), std::string::npos) << told.out;
    EXPECT_TRUE(clocks(kSchool).empty());
    EXPECT_EQ(as(kElsewhere, "status", message).code, 1);

    Ran const destroyed = as(kSchool, "inbox", "destroy", message, "--by", kReader, "--json");
    ASSERT_EQ(destroyed.code, 0) << destroyed.err;
    EXPECT_EQ(state_at_school(message), "destroyed");
    EXPECT_NE(recall(message).out.find("has confirmed that it is destroyed."), std::string::npos)
        << "nobody is asked for what they did";
    Ran const assessed = as(kForce, "breach", "assess", message, "--by", kOfficer, "--outcome", "notified", "--reason",
                            kReason, "--json");
    ASSERT_EQ(assessed.code, 0) << assessed.err;
    EXPECT_TRUE(counted("breach_clocks_running 0"));
    EXPECT_TRUE(clocks(kAuditor).empty());
    for (char const* const command : {"breach list", "status"}) {
        bool const list = std::string_view{command} == "breach list";
        Ran const unnamed = list ? as(kDesk, "breach", "list") : as(kDesk, "status", message);
        EXPECT_EQ(unnamed.code, 1) << command;
        EXPECT_NE(unnamed.err.find("--by \"Name, role\" --purpose"), std::string::npos) << unnamed.err;
    }
    EXPECT_EQ(as(kDesk, "breach", "list", "--by", kOverseer).code, 2) << "both or neither";
    Ran const sender = as(kForce, "breach", "list", "--by", kOverseer, "--purpose", "self_monitoring");
    EXPECT_NE(sender.err.find("Leave --by and --purpose out"), std::string::npos) << sender.err;
    EXPECT_EQ(json::text_at(json::object_at(json::object_at(status(kForce, message), "breach"), "assessed"), "outcome"),
              "notified");
    EXPECT_EQ(fetch_status(message), 410U);
    expect_sound_store();
    auto const looks = [&](std::string const& overseer, std::string const& code) {
        return std::ranges::count_if(entries(), [&](commit::Entry const& entry) {
            return entry.kind == commit::EntryKind::kSearched && entry.agency == overseer && entry.code == code &&
                   entry.purpose == "self_monitoring" && entry.actor;
        });
    };
    EXPECT_EQ(looks(kDesk, "breach"), 1);
    EXPECT_EQ(looks(kAuditor, "breach"), 1);
    EXPECT_EQ(looks(kDesk, "breaches"), 1);
    EXPECT_EQ(looks(kAuditor, "breaches"), 2);
    EXPECT_EQ(looks(kForce, "breaches"), 0);
}

TEST_F(RecallTest, TheSenderReadsHowManyWereSentOnThatAreNotItsToSee)
{
    std::string const message = notify();
    open(message);
    object concern = following("encompass.school-concern", message,
                               {{"observed_at", rfc3339(system_now())},
                                {"concern", "Tired and tearful at registration."},
                                {"reported_by", "Imogen Farrar"},
                                {"reporter_contact", "01904 496001"},
                                {"referral_made", false}});
    concern["source"] = kSchool;
    concern["recipient"] = "la.816";
    object& about = concern["data"].as_object();
    about.erase("incident_ref");
    about.erase("notification");
    send(kSchool, concern);
    recall(message);

    Ran const told = as(kForce, "status", message);

    EXPECT_NE(told.out.find("1 message was sent on through the gateway; the duty desk or an auditor sees which.\n"),
              std::string::npos)
        << told.out;
    EXPECT_EQ(told.out.find("la.816"), std::string::npos) << told.out;
    Ran const desk = as(kDesk, "status", message, "--by", kOverseer, "--purpose", "self_monitoring");
    EXPECT_NE(desk.out.find("la.816"), std::string::npos) << desk.out << desk.err;
    EXPECT_EQ(desk.out.find("sees which"), std::string::npos) << desk.out;
}

TEST_F(RecallTest, WhoHadItFetchedBeforeTheRecallDoesNotGetToReadIt)
{
    std::string const message = notify();
    ASSERT_EQ(fetch_status(message), 200U);
    object const recalled = json_lines(recall(message, "--json").out).front();
    EXPECT_EQ(json::text_at(recalled, "state"), "recalled");
    EXPECT_NE(json::text_at(recalled, "notify_by"), "") << "their system has it";
    object const opening{{"state", "opened"}, {"by", object{{"name", "Imogen Farrar"}, {"role", "lead"}}}};
    EXPECT_EQ(session(kSchool)->post("/v1/inbox/" + message + "/receipts", opening).error().code, ProblemCode::kGone);
}

TEST_F(RecallTest, AWithdrawalTakesBackWhatItFollows)
{
    std::string const message = notify();
    open(message);
    std::string const withdrawal =
        send(kForce, from_force("encompass.withdrawal", message, {{"reason", "wrong_school"}, {"destroy", true}}));

    EXPECT_EQ(state_at_school(message), "withdrawn");
    EXPECT_EQ(fetch_status(message), 410U);
    EXPECT_EQ(fetch_status(withdrawal), 200U);
    EXPECT_NE(as(kSchool, "inbox", "list").out.find("withdrawn: DESTROY IT"), std::string::npos);
    object const step = json::array_at(status(kSchool, message), "steps").back().as_object();
    EXPECT_EQ(json::text_at(step, "state"), "withdrawn");
    EXPECT_EQ(json::text_at(step, "followed_by"), withdrawal);
    EXPECT_EQ(json::text_at(status(kForce, withdrawal), "follows"), message);
    EXPECT_EQ(json::text_at(json::object_at(status(kSchool, message), "copy_destroyed"), "by"), "withdrawn");
    Ran const told = as(kForce, "status", message);
    EXPECT_NE(told.out.find("micklegate recall " + message), std::string::npos) << told.out;
    EXPECT_EQ(as(kSchool, "status", message).out.find("micklegate recall"), std::string::npos) << "it sent nothing";
    EXPECT_EQ(as(kSchool, "inbox", "destroy", message, "--by", kReader).code, 0);
    expect_sound_store();
}

TEST_F(RecallTest, ACorrectionLeavesWhatItFollowsReadable)
{
    std::string const message = notify();
    std::string const correction =
        send(kForce, from_force("encompass.correction", message,
                                {{"what_was_wrong", "The child was recorded as not present."},
                                 {"what_is_right", "The child was present."},
                                 {"destroy", false}}));
    EXPECT_EQ(state_at_school(message), "accepted");
    EXPECT_NE(as(kSchool, "inbox", "list").out.find("accepted, corrected"), std::string::npos);
    object const step = json::array_at(status(kForce, message), "steps").back().as_object();
    EXPECT_EQ(json::text_at(step, "state"), "corrected");
    EXPECT_EQ(json::text_at(step, "followed_by"), correction);
    EXPECT_TRUE(status(kSchool, message).contains("deadline"));
    open(message);
    EXPECT_EQ(state_at_school(message), "opened");
    EXPECT_FALSE(status(kSchool, message).contains("deadline")) << "it was met";
    expect_sound_store();
}

TEST_F(RecallTest, WhatTheDeskReleasedTheDeskCanTakeBack)
{
    object leaking = notification(1);
    leaking["data"].as_object()["summary"] = "Argument at 9 Cragdale Road; police attended.";
    leaking["data"].as_object()["victim_address"] = "9 Cragdale Road, Mickleham";
    auto const results = session(kForce)->submit(lines_of({leaking}), 1);
    std::string const held = json::text_at(results.value().front(), "message");
    ASSERT_EQ(as(kDesk, "inbox", "open", held, "--by", kOfficer).code, 0);
    Ran const released = as(kDesk, "held", "release", held, "--by", kOfficer, "--reason", kReason, "--json");
    std::string const message = json::text_at(json_lines(released.out).front(), "released_as");
    ASSERT_EQ(fetch_status(message), 200U);

    Ran const recalled =
        as(kDesk, "recall", message, "--by", kOfficer, "--code", "wrong_recipient", "--reason", kReason);

    ASSERT_EQ(recalled.code, 0) << recalled.err;
    EXPECT_EQ(state_at_school(message), "recalled");
    EXPECT_EQ(json_lines(as(kForce, "breach", "list", "--json").out).size(), 1U) << "the sender is told of its breach";
    EXPECT_EQ(
        as(kForce, "breach", "assess", message, "--by", kOfficer, "--outcome", "not_required", "--reason", kReason)
            .code,
        0);
}

TEST_F(RecallTest, OnlyTheSenderTakesBackAndWordsAreChecked)
{
    std::string const message = notify();
    for (std::string const& other : {kSchool, kElsewhere, kDesk, kAuditor}) {
        Ran const refused =
            as(other, "recall", message, "--by", kOfficer, "--code", "sent_in_error", "--reason", kReason);
        EXPECT_EQ(refused.code, 1);
        EXPECT_NE(refused.err.find("There is no such message for you."), std::string::npos) << refused.err;
    }
    Ran const misspelt =
        as(kForce, "recall", message, "--by", kOfficer, "--code", "wrong_recipent", "--reason", kReason);
    EXPECT_EQ(misspelt.code, 2);
    EXPECT_NE(misspelt.err.find("Did you mean wrong_recipient?"), std::string::npos) << misspelt.err;
    EXPECT_EQ(recall(message, "--aware-at", "yesterday").code, 2);
    EXPECT_EQ(recall(message, "--aware-at", "2020-01-01T00:00:00Z").code, 1) << "before it was sent";
    EXPECT_EQ(as(kSchool, "inbox", "destroy", message, "--by", kReader).code, 1) << "nobody took it back";
    EXPECT_EQ(state_at_school(message), "accepted");
}

}  // namespace
}  // namespace micklegate::e2e
