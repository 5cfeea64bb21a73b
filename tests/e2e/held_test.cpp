// The duty desk's queue, as its people use it: list, read, release, return; and what everybody else gets to see.
#include "tests/component/receive/raw_client.hpp"
#include "tests/e2e/sample_events.hpp"

namespace micklegate::e2e {
namespace {

std::string const kDesk = "desk.north-yorkshire";
constexpr char const* kOfficer = "Ada Lythe, duty officer";
constexpr char const* kReason = "Zelda Quibble asked that the school be told of the road.";

class HeldTest : public SiteTest {
protected:
    void SetUp() override
    {
        SiteTest::SetUp();
        serve();
    }

    /// A notification whose summary says where the victim lives, which the school is not to be told.
    static object leaking(unsigned number)
    {
        object event = notification(number);
        event["data"].as_object()["summary"] = "Argument at 9 Cragdale Road; police attended.";
        event["data"].as_object()["victim_address"] = "9 Cragdale Road, Mickleham";
        return event;
    }
    /// What became of it: one of the results of a submission.
    object send(object const& event)
    {
        auto const results = session(kForce)->submit(lines_of({event}), 1);
        EXPECT_TRUE(results) << one_line(results.error());
        return results ? results->front() : object{};
    }
    std::string hold(object const& event)
    {
        object const result = send(event);
        EXPECT_EQ(json::text_at(result, "outcome"), "held") << boost::json::serialize(result);
        return json::text_at(result, "message");
    }

    /// Whether the operator is soon told how many wait: the number is read once a second.
    bool counted(char const* wanted)
    {
        auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
        while (std::chrono::steady_clock::now() < end) {
            test::PlainClient asking{gateway_->local_port()};
            asking.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            std::string const line = std::string{"\nmicklegate_messages_held "} + wanted + "\n";
            if (asking.rest().value_or("").find(line) != std::string::npos)
                return true;
        }
        return false;
    }

    std::vector<std::string> queue()
    {
        Ran const listed = as(kDesk, "held", "list", "--json");
        EXPECT_EQ(listed.code, 0) << listed.err;
        std::vector<std::string> ids;
        if (listed.out != "[]\n")
            for (object const& item : json_lines(listed.out))
                ids.push_back(json::text_at(item, "message"));
        return ids;
    }
    object open(std::string const& agency, std::string const& message, std::string const& by = kOfficer)
    {
        Ran const opened = as(agency, "inbox", "open", message, "--by", by, "--json");
        EXPECT_EQ(opened.code, 0) << opened.err;
        return json_lines(opened.out).front();
    }
    template <class... Words>
    Ran release(std::string const& message, Words const&... words)
    {
        return as(kDesk, "held", "release", message, "--by", kOfficer, "--reason", kReason, words...);
    }
    template <class... Words>
    Ran send_back(std::string const& message, Words const&... words)
    {
        return as(kDesk, "held", "return", message, "--by", kOfficer, "--reason", kReason, words...);
    }
    object last_step(std::string const& agency, std::string const& message)
    {
        Ran const told = as(agency, "status", message, "--json");
        EXPECT_EQ(told.code, 0) << told.err;
        object const timeline = json_lines(told.out).front();
        return json::array_at(timeline, "steps").back().as_object();
    }

    /// No personal word of the desk's people stands in clear in what is stored, and the log proves itself.
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

TEST_F(HeldTest, WhatLeaksIsListedReadReleasedAndOpenedByItsRecipient)
{
    std::string const older = hold(leaking(1));
    std::string const message = hold(leaking(2));
    ASSERT_EQ(queue(), (std::vector{older, message}));
    EXPECT_TRUE(counted("2"));
    object const letter = json::object_at(open(kDesk, message), "letter");
    EXPECT_EQ(json::text_at(json::object_at(letter, "event"), "recipient"), kSchool);

    Ran const released = release(message, "--json");

    ASSERT_EQ(released.code, 0) << released.err;
    object const receipt = json_lines(released.out).front();
    std::string const became = json::text_at(receipt, "released_as");
    EXPECT_EQ(json::text_at(receipt, "to"), kSchool);
    EXPECT_EQ(queue(), std::vector{older});
    EXPECT_TRUE(counted("1"));
    ASSERT_EQ(inbox(kSchool).size(), 1U);
    object const told = json::object_at(open(kSchool, became, "Imogen Farrar, safeguarding lead"), "letter");
    EXPECT_EQ(json::text_at(told, "released_by"), kDesk);
    EXPECT_EQ(json::text_at(json::object_at(told, "data"), "summary"), "Argument at 9 Cragdale Road; police attended.");
    EXPECT_EQ(boost::json::serialize(told).find("Quibble"), std::string::npos) << "the reason is not for the recipient";

    object const step = last_step(kForce, message);
    EXPECT_EQ(json::text_at(step, "state"), "released");
    EXPECT_EQ(json::text_at(step, "agency"), kDesk);
    EXPECT_EQ(json::text_at(step, "person"), kOfficer);
    EXPECT_EQ(json::text_at(step, "reason"), kReason);
    EXPECT_EQ(json::text_at(step, "released_as"), became);
    EXPECT_NE(as(kForce, "status", message).out.find(kReason), std::string::npos);
    Ran const followed = as(kForce, "status", became, "--json");
    EXPECT_EQ(json::text_at(json_lines(followed.out).front(), "released_from"), message);
    EXPECT_EQ(json::text_at(send(leaking(2)), "message"), became) << "the event's repeat gets what it became";
    expect_sound_store();
}

TEST_F(HeldTest, AReleaseHappensOnceWhoeverAsksAgain)
{
    std::string const message = hold(leaking(1));
    open(kDesk, message);
    object const first = json_lines(release(message, "--json").out).front();

    object const second = json_lines(release(message, "--json").out).front();

    EXPECT_TRUE(json::flag_at(second, "replayed"));
    EXPECT_EQ(json::text_at(second, "released_as"), json::text_at(first, "released_as"));
    EXPECT_EQ(inbox(kSchool).size(), 1U);
    EXPECT_EQ(send_back(message).code, 1);
    EXPECT_EQ(as(kDesk, "held", "release", message, "--by", "Ben Hild, duty officer", "--reason", "Mine.").code, 1);
    EXPECT_EQ(inbox(kSchool).size(), 1U);
    expect_sound_store();
}

TEST_F(HeldTest, WhatIsReturnedIsMendedUnderItsIdAndAccepted)
{
    std::string const message = hold(leaking(1));

    Ran const returned = send_back(message);

    ASSERT_EQ(returned.code, 0) << returned.err;
    EXPECT_NE(returned.out.find("remove_withheld_value"), std::string::npos) << returned.out;
    EXPECT_TRUE(queue().empty());
    object const step = last_step(kForce, message);
    EXPECT_EQ(json::text_at(step, "state"), "returned");
    EXPECT_EQ(json::text_at(step, "agency"), kDesk);
    EXPECT_EQ(json::text_at(step, "code"), "remove_withheld_value");
    EXPECT_EQ(json::text_at(step, "reason"), kReason);
    EXPECT_EQ(release(message).code, 1);

    object mended = leaking(1);
    mended["data"].as_object()["summary"] = "Argument near the home; police attended.";
    EXPECT_EQ(json::text_at(send(mended), "outcome"), "accepted");
    EXPECT_EQ(inbox(kSchool).size(), 1U);
    expect_sound_store();
}

TEST_F(HeldTest, ASchoolThatNobodyFoundIsNamedByTheDesk)
{
    object event = notification(1);
    event["data"].as_object().erase("school_urn");
    event["data"].as_object()["school_name"] = "Nowhere Primary";
    std::string const message = hold(event);
    open(kDesk, message);

    Ran const unnamed = release(message);
    EXPECT_EQ(unnamed.code, 1);
    EXPECT_NE(unnamed.err.find("school_not_found"), std::string::npos) << unnamed.err;
    EXPECT_EQ(release(message, "--to", kForce).code, 1) << "no agreement lets it go to the police";
    EXPECT_EQ(queue(), std::vector{message});

    ASSERT_EQ(release(message, "--to", kSchool).code, 0);
    EXPECT_EQ(inbox(kSchool).size(), 1U);
}

TEST_F(HeldTest, TheQueueIsForTheDeskAlone)
{
    std::string const message = hold(leaking(1));
    for (std::string const& agency : {kForce, kSchool}) {
        Ran const listed = as(agency, "held", "list");
        EXPECT_EQ(listed.code, 1) << listed.out;
        EXPECT_EQ(as(agency, "held", "return", message, "--by", kOfficer, "--reason", "Mine.").code, 1);
        object const body{{"by", object{{"name", "A"}, {"role", "B"}}}, {"reason", "Mine."}, {"content", object{}}};
        auto const told = session(agency)->post("/v1/held/" + message + "/release", body);
        EXPECT_EQ(told.error().code, ProblemCode::kNotFound);
    }
    EXPECT_EQ(queue(), std::vector{message});
}

TEST_F(HeldTest, WhatWasNotSealedIsNotReleased)
{
    std::string const message = hold(leaking(1));
    object letter = json::object_at(open(kDesk, message), "letter");
    auto desk = session(kDesk);
    auto const opened = agency::unseal(desk->get("/v1/inbox/" + message).value(), desk->identity()).value();
    auto const attempt = [&](object body, std::string const& salt) {
        object const asked{{"by", object{{"name", "Ada Lythe"}, {"role", "duty officer"}}},
                           {"reason", kReason},
                           {"content", object{{"body", std::move(body)}, {"salt", salt}}}};
        return desk->post("/v1/held/" + message + "/release", asked);
    };
    object tampered = opened.letter;
    tampered["data"].as_object()["summary"] = "Nothing happened.";

    EXPECT_EQ(attempt(tampered, opened.salt).error().code, ProblemCode::kInvalidValue);
    EXPECT_EQ(attempt(opened.letter, "AAECAwQFBgcICQoLDA0ODw==").error().code, ProblemCode::kInvalidValue);
    EXPECT_TRUE(inbox(kSchool).empty());
    EXPECT_TRUE(attempt(opened.letter, opened.salt));
}

TEST_F(HeldTest, NothingIsReleasedToASuspendedRecipient)
{
    std::string const message = hold(leaking(1));
    open(kDesk, message);
    ASSERT_EQ(cli("agency", "suspend", site().string(), kSchool).code, 0);
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (as(kSchool, "inbox", "list").code == 0 && std::chrono::steady_clock::now() < end) {
    }  // until the gateway has seen the change

    Ran const refused = release(message);

    EXPECT_EQ(refused.code, 1);
    EXPECT_NE(refused.err.find("recipient_suspended"), std::string::npos) << refused.err;
    EXPECT_EQ(queue(), std::vector{message});
}

TEST_F(HeldTest, AReasonIsNeededAndACodeIsOneOfTheList)
{
    std::string const id = "0194a1b2-0000-7000-8000-000000000000";
    EXPECT_EQ(as(kDesk, "held", "return", id, "--by", kOfficer).code, 2);
    EXPECT_EQ(as(kDesk, "held", "return", id, "--by", kOfficer, "--reason", " ").code, 2);
    Ran const misspelt = send_back(id, "--code", "duplicat");
    EXPECT_EQ(misspelt.code, 2);
    EXPECT_NE(misspelt.err.find("Did you mean duplicate?"), std::string::npos) << misspelt.err;
    Ran const unknown = send_back(id);
    EXPECT_EQ(unknown.code, 1);
    EXPECT_NE(unknown.err.find("There is no such message for you."), std::string::npos) << unknown.err;
}

}  // namespace
}  // namespace micklegate::e2e
