// A deadline that passes unopened: whoever the agreement names is told, once, over a kill of the gateway, until it is
// opened.
#include "tests/component/receive/raw_client.hpp"
#include "tests/e2e/sample_events.hpp"

#include <gmock/gmock.h>

namespace micklegate::e2e {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string const kDesk = "desk.north-yorkshire";
std::string const kAuthority = "la.815";
std::string const kOtherAuthority = "la.816";
std::string const kElsewhere = "school.901018";
constexpr char const* kReader = "Imogen Farrar, safeguarding lead";

class DueTest : public SiteTest {
protected:
    /// The site's own agreement, made to be late as soon as a message is sent.
    void SetUp() override
    {
        SiteTest::SetUp();
        fs::path const agreement = site() / "policies" / "agreements" / "north-yorkshire-encompass.toml";
        std::string text = bytes_of(agreement);
        replace(text, "deadline = \"next_school_day\"", "deadline = \"by occurred_at\"");
        replace(text, "escalation = [\"deputy\", \"head\", \"la_childrens\"]", "escalation = [\"la_childrens\"]");
        write(agreement, text);
        serve();
    }
    static void replace(std::string& text, std::string const& before, std::string const& after)
    {
        auto const at = text.find(before);
        ASSERT_NE(at, std::string::npos) << before;
        text.replace(at, before.size(), after);
    }
    std::string send(unsigned number)
    {
        auto const results = session(kForce)->submit(lines_of({notification(number)}), 1);
        EXPECT_TRUE(results) << one_line(results.error());
        return json::text_at(results->front(), "message");
    }
    template <class... Words>
    std::vector<object> due(std::string const& agency, Words const&... words)
    {
        Ran const told = as(agency, "due", "--json", words...);
        EXPECT_EQ(told.code, 0) << told.err;
        EXPECT_THAT(told.out, Not(HasSubstr("Hodgson"))) << "no content";
        return told.out == "[]\n" ? std::vector<object>{} : json_lines(told.out);
    }
    /// Soon: the gateway looks once a second.
    bool escalated(std::string const& message)
    {
        auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{20};
        while (std::chrono::steady_clock::now() < end)
            for (object const& item : due(kForce))
                if (json::text_at(item, "message") == message && !json::array_at(item, "escalations").empty())
                    return true;
        return false;
    }
    bool counted(std::string const& metric)
    {
        auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{20};
        while (std::chrono::steady_clock::now() < end) {
            test::PlainClient asking{gateway_->local_port()};
            asking.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            if (asking.rest().value_or("").find("\nmicklegate_" + metric + "\n") != std::string::npos)
                return true;
        }
        return false;
    }
    std::size_t escalations()
    {
        return static_cast<std::size_t>(
            std::ranges::count(entries(), commit::EntryKind::kEscalated, &commit::Entry::kind));
    }
};

TEST_F(DueTest, WhoeverIsNamedIsToldOnceUntilItIsOpened)
{
    std::string const message = send(1);
    ASSERT_TRUE(escalated(message));
    EXPECT_TRUE(counted("escalations_total 1"));
    EXPECT_TRUE(counted("deadlines_late 1"));
    gateway_->kill();
    serve();
    EXPECT_TRUE(counted("deadlines_late 1"));

    for (auto const& [agency, is] :
         {std::pair{kSchool, "recipient"}, {kForce, "sender"}, {kAuthority, "escalated_to"}, {kDesk, "duty_desk"}}) {
        auto const items = due(agency, "--late");
        ASSERT_EQ(items.size(), 1U) << agency;
        EXPECT_EQ(json::text_at(items.front(), "you_are"), is);
        EXPECT_EQ(json::text_at(items.front(), "message"), message);
        object const& told = json::array_at(items.front(), "escalations").front().as_object();
        EXPECT_EQ(json::text_at(told, "target"), "la_childrens");
        EXPECT_EQ(json::text_at(told, "to"), kAuthority);
    }
    EXPECT_TRUE(due(kOtherAuthority).empty());
    EXPECT_TRUE(due(kElsewhere).empty());
    Ran const shown = as(kAuthority, "due", "--late");
    EXPECT_THAT(shown.out, HasSubstr("la_childrens (la.815)"));
    EXPECT_THAT(shown.out, HasSubstr("late by "));
    EXPECT_THAT(as(kForce, "status", message).out, HasSubstr("escalated"));
    EXPECT_EQ(as(kAuthority, "status", message).code, 1) << "it is told that there is a message, and nothing of it";

    ASSERT_EQ(as(kSchool, "inbox", "open", message, "--by", kReader).code, 0);
    for (std::string const& agency : {kSchool, kForce, kAuthority, kDesk})
        EXPECT_TRUE(due(agency).empty()) << agency;
    EXPECT_EQ(as(kSchool, "due").out, "Nothing is due.\n");
    EXPECT_EQ(as(kSchool, "due", "--late").out, "Nothing is late.\n");
    EXPECT_TRUE(counted("deadlines_late 0"));
    EXPECT_TRUE(counted("escalations_total 0")) << "this gateway made none";
    stop();
    EXPECT_EQ(escalations(), 1U);
    EXPECT_TRUE(json::flag_at(verified(), "verified"));
}

TEST_F(DueTest, AnAuditorFindsWhoWasTurnedTo)
{
    ASSERT_TRUE(escalated(send(1)));
    Ran const found = as("auditor.partnership", "log", "search", "--by", "Zoë Nunn, data protection officer",
                         "--purpose", "self_monitoring", "--outcome", "escalated:la_childrens", "--json");
    ASSERT_EQ(found.code, 0) << found.err;
    auto const entries_found = json_lines(found.out);
    ASSERT_EQ(entries_found.size(), 1U) << found.out;
    EXPECT_EQ(json::text_at(json::object_at(entries_found.front(), "entry"), "recipient"), kAuthority);
}

}  // namespace
}  // namespace micklegate::e2e
