// A contact block follows its prisoner: the gateway itself asks the prison that he came to, the earlier one answers
// until that has marked it actioned, and neither a restart nor a repeat asks twice.
#include "tests/e2e/sample_events.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace micklegate::e2e {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

std::string const kHull = "prison.hull";
std::string const kLeeds = "prison.leeds";
std::string const kDoncaster = "prison.doncaster";
std::string const kCopy = "prison.transfer-carryover/1";
constexpr char const* kBy = "J. Holroyd, public protection";

class BlockTransfersTest : public SiteTest {
protected:
    void SetUp() override
    {
        SiteTest::SetUp();
        serve();
    }

    static object example(std::string const& type)
    {
        object const schema =
            json_of(bytes_of(fs::path{MICKLEGATE_SOURCE_DIR} / "policies/messages" / (type + ".json")));
        return json::array_at(schema, "examples").at(0).as_object();
    }

    /// Of police to Hull, which marks it actioned.
    void request_block()
    {
        object data = example("prison.contact-block-request");
        data["urgency"] = "urgent";
        data["requested_at"] = rfc3339(system_now());
        data["review_on"] = iso_date(london_date(system_now() + std::chrono::hours{24 * 60}));
        data["expires_on"] = iso_date(london_date(system_now() + std::chrono::hours{24 * 120}));
        object const event{{"specversion", "1.0"},
                           {"id", "block-1"},
                           {"source", kForce},
                           {"recipient", kHull},
                           {"type", "prison.contact-block-request"},
                           {"data", std::move(data)}};
        auto const results = session(kForce)->submit(lines_of({event}), 1);
        ASSERT_TRUE(results) << one_line(results.error());
        ASSERT_EQ(json::text_at(results->front(), "outcome"), "accepted") << boost::json::serialize(results->front());
        take_on(kHull, json::text_at(results->front(), "message"));
    }

    void take_on(std::string const& prison, std::string const& message)
    {
        Ran const opened = as(prison, "inbox", "open", message, "--by", kBy);
        ASSERT_EQ(opened.code, 0) << opened.err;
        Ran const actioned = as(prison, "inbox", "ack", message, "--by", kBy);
        ASSERT_EQ(actioned.code, 0) << actioned.err;
    }

    /// As the prison service publishes it; told by the prison that was left, to police.
    Ran transfer(std::string const& from, std::string const& from_code, std::string const& to_code)
    {
        object const event{{"eventType", "prisoner-offender-search.prisoner.received"},
                           {"version", 1},
                           {"occurredAt", rfc3339(system_now())},
                           {"additionalInformation",
                            object{{"nomsNumber", "A9001AA"}, {"prisonId", to_code}, {"reason", "TRANSFERRED"}}}};
        last_event_ = folder_.path() / (from_code + to_code + ".ndjson");
        write(last_event_, boost::json::serialize(event) + "\n");
        return tell_again(from);
    }
    Ran tell_again(std::string const& prison)
    {
        fs::path const list = folder_.path() / "blocked.txt";
        write(list, "A9001AA\n");
        return as(prison, "prisons", "movements", last_event_.string(), "--blocked", list.string());
    }

    std::vector<object> copies(std::string const& prison) const
    {
        std::vector<object> all = inbox(prison);
        std::erase_if(all, [](object const& each) { return json::text_at(each, "type") != kCopy; });
        return all;
    }
    /// The gateway acts by itself, soon.
    std::vector<object> awaited_copies(std::string const& prison, std::size_t count) const
    {
        auto const until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
        for (;;) {
            auto found = copies(prison);
            if (found.size() >= count || std::chrono::steady_clock::now() > until)
                return found;
            std::this_thread::sleep_for(std::chrono::milliseconds{100});
        }
    }

    object block(std::string const& agency) const
    {
        Ran const told = as(agency, "prisons", "blocks", "--json");
        EXPECT_EQ(told.code, 0) << told.err;
        auto const lines = json_lines(told.out);
        return told.out == "[]\n" ? object{} : lines.at(0);
    }
    std::string responsible() const { return json::text_at(block(kForce), "responsible_prison"); }

    fs::path last_event_;
};

TEST_F(BlockTransfersTest, TwoTransfersInADayWithARestartBetweenLeaveOneResponsiblePrison)
{
    request_block();
    EXPECT_EQ(responsible(), "HLI");

    ASSERT_EQ(transfer(kHull, "HLI", "LEI").code, 0);
    auto const at_leeds = awaited_copies(kLeeds, 1);
    ASSERT_THAT(at_leeds, SizeIs(1));
    EXPECT_EQ(json::text_at(at_leeds.front(), "from"), kForce);
    object const while_asked = block(kForce);
    EXPECT_EQ(json::text_at(while_asked, "responsible_prison"), "HLI");
    EXPECT_EQ(json::text_at(while_asked, "awaited_prison"), "LEI");
    EXPECT_TRUE(while_asked.contains("asked_at"));
    EXPECT_TRUE(while_asked.contains("gap_running_since"));

    stop();
    serve();
    ASSERT_EQ(tell_again(kHull).code, 0);
    ASSERT_EQ(transfer(kHull, "LEI", "DNI").code, 0);
    auto const at_doncaster = awaited_copies(kDoncaster, 1);
    ASSERT_THAT(at_doncaster, SizeIs(1));
    EXPECT_THAT(copies(kLeeds), SizeIs(1));
    EXPECT_EQ(responsible(), "HLI");

    take_on(kLeeds, json::text_at(at_leeds.front(), "message"));
    EXPECT_EQ(responsible(), "HLI");
    take_on(kDoncaster, json::text_at(at_doncaster.front(), "message"));
    object const settled = block(kForce);
    EXPECT_EQ(json::text_at(settled, "responsible_prison"), "DNI");
    EXPECT_FALSE(settled.contains("gap_running_since"));
    EXPECT_THAT(copies(kDoncaster), SizeIs(1));
}

TEST_F(BlockTransfersTest, TheNewPrisonIsToldAllItNeedsAndTheLogThatTheGatewaySentIt)
{
    request_block();
    ASSERT_EQ(transfer(kHull, "HLI", "LEI").code, 0);
    auto const at_leeds = awaited_copies(kLeeds, 1);
    ASSERT_THAT(at_leeds, SizeIs(1));

    Ran const opened = as(kLeeds, "inbox", "open", json::text_at(at_leeds.front(), "message"), "--by", kBy, "--json");
    ASSERT_EQ(opened.code, 0) << opened.err;
    for (char const* const needed : {"Maren Thistlewood", "07700 900911", "4 Larkfield Terrace", "Gil Askwith",
                                     "\"from_prison\":\"HLI\"", "pin_phone", "YO26F00123", "\"review_on\""})
        EXPECT_THAT(opened.out, HasSubstr(needed));
    EXPECT_THAT(opened.out, Not(HasSubstr("Larkspur House")));

    stop();
    auto const all = entries();
    auto const sent = std::ranges::find(all, kCopy, &commit::Entry::type);
    ASSERT_NE(sent, all.end());
    EXPECT_THAT(sent->why, HasSubstr("Sent by the gateway itself"));
}

TEST_F(BlockTransfersTest, APrisonOutsideTheSchemeIsTheDutyDesks)
{
    request_block();
    ASSERT_EQ(transfer(kHull, "HLI", "WDI").code, 0);

    object const told = block("desk.north-yorkshire");
    EXPECT_EQ(told.at("duty_desk"), true);
    EXPECT_EQ(json::text_at(told, "responsible_prison"), "HLI");
    EXPECT_EQ(json::text_at(told, "awaited_prison"), "WDI");
    EXPECT_FALSE(told.contains("channels"));
}

TEST_F(BlockTransfersTest, NobodyElseSeesABlockAndEachLookIsInTheLog)
{
    request_block();
    EXPECT_THAT(json::text_at(block(kHull), "block_ref"), "NYP-CB-2026-00417");
    for (char const* const other : {"prison.moorland", "provider.domestic-abuse", "la.815"})
        EXPECT_THAT(block(other), IsEmpty()) << other;

    stop();
    std::size_t looks = 0;
    for (commit::Entry const& entry : entries())
        looks += entry.kind == commit::EntryKind::kLookedUp ? 1U : 0U;
    EXPECT_EQ(looks, 4U);
}

}  // namespace
}  // namespace micklegate::e2e
