// A night notification about a member of the school's own staff, through a running gateway.
#include "tests/e2e/sample_events.hpp"

namespace micklegate::e2e {
namespace {

std::string const kHead = kSchool + ".head";
std::string const kDesk = "desk.north-yorkshire";

class ConflictTest : public SiteTest {
protected:
    void SetUp() override
    {
        SiteTest::SetUp();
        agency("enrol", kHead, "--kind", "school", "--name", "Mickleham PRU, headteacher");
        agency("reader-add", kSchool, "--name", "Philippa Gawthrop", "--role", "Designated safeguarding lead");
        agency("alternate", kSchool, kHead);
        serve();
    }

    template <class... Words>
    void agency(std::string const& what, Words const&... words)
    {
        Ran const changed = cli("agency", what, site().string(), words...);
        ASSERT_EQ(changed.code, 0) << changed.err;
    }

    /// A child of somebody who reads the school's messages.
    [[nodiscard]] object answer_to_the_next()
    {
        object event = notification(++sent_);
        event["data"].as_object()["victim_name"] = "Philippa GAWTHROP";
        return session(kForce)->submit(lines_of({event}), 1)->front();
    }

    /// Sends one after another until it goes as wanted, for at most ten seconds: a change takes a moment to be seen.
    [[nodiscard]] object soon(std::string_view member, std::string_view wanted)
    {
        auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
        object answer = answer_to_the_next();
        while (json::text_at(answer, member) != wanted && std::chrono::steady_clock::now() < end)
            answer = answer_to_the_next();
        return answer;
    }

    unsigned sent_ = 0;
};

TEST_F(ConflictTest, GoesToTheAlternateAndItsReaderNeverSeesIt)
{
    object const answer = answer_to_the_next();
    ASSERT_EQ(json::text_at(answer, "outcome"), "accepted") << boost::json::serialize(answer);
    EXPECT_EQ(json::text_at(answer, "recipient"), kHead);
    EXPECT_NE(json::text_at(answer, "why").find("named reader at " + kSchool), std::string_view::npos);
    EXPECT_EQ(boost::json::serialize(answer).find("awthrop"), std::string::npos);

    EXPECT_TRUE(inbox(kSchool).empty());
    ASSERT_EQ(inbox(kHead).size(), 1U);
    std::string const message{json::text_at(answer, "message")};
    EXPECT_NE(as(kSchool, "inbox", "open", message, "--by", "Philippa Gawthrop, lead").code, 0);
    EXPECT_NE(as(kSchool, "status", message).code, 0);
    Ran const opened = as(kHead, "inbox", "open", message, "--by", "Ada Lythe, headteacher");
    EXPECT_EQ(opened.code, 0) << opened.err;
    EXPECT_NE(opened.out.find("Instead of: " + kSchool), std::string::npos) << opened.out;
}

TEST_F(ConflictTest, IsHeldAtTheDeskOnceThereIsNoAlternate)
{
    agency("alternate", kSchool, "--none");

    object const answer = soon("outcome", "held");
    EXPECT_EQ(json::text_at(answer, "outcome"), "held");
    EXPECT_EQ(json::text_at(answer, "code"), "conflict_of_interest");
    EXPECT_FALSE(inbox(kDesk).empty());
    EXPECT_TRUE(inbox(kSchool).empty());
}

TEST_F(ConflictTest, GoesToTheSchoolAgainOnceThePersonNoLongerReadsThere)
{
    ASSERT_EQ(json::text_at(answer_to_the_next(), "recipient"), kHead);

    agency("reader-remove", kSchool, "--name", "Philippa Gawthrop");

    EXPECT_EQ(json::text_at(soon("recipient", kSchool), "recipient"), kSchool);
    EXPECT_EQ(inbox(kSchool).size(), 1U);
}

TEST_F(ConflictTest, NoFileOfTheSiteNamesTheReader)
{
    ASSERT_EQ(json::text_at(answer_to_the_next(), "outcome"), "accepted");
    stop();
    for (auto const& file : fs::recursive_directory_iterator{site()}) {
        if (!file.is_regular_file())
            continue;
        std::string const bytes = bytes_of(file.path());
        for (char const* const name : {"Philippa", "philippa", "Gawthrop", "GAWTHROP", "gawthrop"})
            EXPECT_EQ(bytes.find(name), std::string::npos) << file.path() << " holds " << name;
    }
}

}  // namespace
}  // namespace micklegate::e2e
