// A held message walks again: past the one question a person answered, under everything else as it is now.
#include "gateway/commit/actor.hpp"
#include "gateway/deliver/acknowledge.hpp"
#include "gateway/deliver/mailbox.hpp"
#include "gateway/deliver/settle.hpp"
#include "gateway/road/held_letter.hpp"
#include "gateway/seal/seal.hpp"
#include "tests/unit/road/road_fixture.hpp"

#include <boost/json/parse.hpp>

namespace micklegate::road {
namespace {

using boost::json::object;
using commit::EntryKind;

AgencyId const kSchool{"school.901233"};

class ReleaseTest : public RoadTest {
protected:
    static object event()
    {
        object event;
        event["specversion"] = "1.0";
        event["id"] = "night-1";
        event["source"] = samples::kForce.get();
        event["type"] = "encompass.notification";
        event["purpose"] = "child_safeguarding";
        event["actor"] = "PC 0719 Lythe";
        event["time"] = "2026-11-22T05:00:00Z";
        event["data"] =
            samples::policy().catalogue.at(MessageType{"encompass.notification"}).schema.at("examples").at(0);
        return event;
    }
    static object with(std::string_view field, boost::json::value const& value)
    {
        object changed = event();
        changed["data"].as_object()[field] = value;
        return changed;
    }
    static object leaking()
    {
        object changed = with("summary", "Argument at 9 Cragdale Road; police attended.");
        changed["data"].as_object()["victim_address"] = "9 Cragdale Road, Mickleham";
        return changed;
    }

    /// What the desk finds in the box.
    object content(commit::Receipt const& held)
    {
        auto const sealed = sealed_of(held);
        auto const box = partnership.key_of(samples::kDesk).open(sealed).value();
        return boost::json::parse(as_text(box)).as_object();
    }
    object letter(commit::Append const& append)
    {
        Bytes const sealed = append.subject->unlock(append.sealed).value();
        return seal::open(partnership.key_of(AgencyId{append.entry.recipient}), sealed).value().body;
    }
    Result<Passed<commit::Append>> release(commit::Receipt const& held, Waiver waiver, road::Setup const& now)
    {
        auto read = event_of_letter(held.entry, content(held));
        EXPECT_TRUE(read) << one_line(read.error());
        return road.release(*std::move(read), {samples::kForce, now, clock.now(), std::move(waiver)}, store->ledger());
    }
    Passed<commit::Append> release(commit::Receipt const& held, Waiver waiver)
    {
        return release(held, std::move(waiver), setup).value();
    }
    road::Setup without(AgencyId const& suspended)
    {
        Agencies agencies = *setup.agencies;
        agencies.at(suspended).suspended = true;
        road::Setup now = setup;
        now.agencies = std::make_shared<Agencies const>(std::move(agencies));
        return now;
    }
};

TEST_F(ReleaseTest, TheLetterGivesBackTheEventThatWasHeld)
{
    auto const held = send(leaking()).value();
    ASSERT_EQ(held.entry.code, "withheld_value_in_text");

    Event const again = event_of_letter(held.entry, content(held)).value();

    EXPECT_EQ(again.id, "night-1");
    EXPECT_EQ(again.source, samples::kForce);
    EXPECT_EQ(again.type.get(), "encompass.notification");
    EXPECT_EQ(again.purpose, "child_safeguarding");
    EXPECT_EQ(again.actor, "PC 0719 Lythe");
    EXPECT_EQ(rfc3339(again.time.value()), "2026-11-22T05:00:00.000Z");
    EXPECT_EQ(again.recipient, kSchool) << "whoever looks at it sees who would get it";
    EXPECT_EQ(again.data, leaking().at("data").as_object());
}

TEST_F(ReleaseTest, AnEventThatFilledTheLimitComesBackWhole)
{
    object largest = event();
    largest["data"].as_object()["summary"] = boost::json::string(Limits{}.message_bytes, 'x');
    object body;
    body["data"] = largest.at("data");
    largest.erase("data");
    body["event"] = largest;
    auto const& desk = partnership.key_of(samples::kDesk);
    auto const box = seal::seal(body, desk.seal_key());
    commit::Entry held;
    held.content = box.commitment;

    auto const read = event_of_letter(held, boost::json::parse(as_text(desk.open(box.bytes).value())).as_object());

    EXPECT_TRUE(read) << one_line(read.error());
}

TEST_F(ReleaseTest, OnlyWhatWasSealedIsTaken)
{
    auto const held = send(leaking()).value();
    object changed_data = content(held);
    changed_data["body"].as_object()["data"].as_object()["summary"] = "Nothing happened.";
    object changed_recipient = content(held);
    changed_recipient["body"].as_object()["event"].as_object()["recipient"] = "school.901137";
    object other_salt = content(held);
    other_salt["salt"] = "AAECAwQFBgcICQoLDA0ODw==";
    object without_salt = content(held);
    without_salt.erase("salt");
    for (object const& wrong : {changed_data, changed_recipient, other_salt, without_salt, object{}})
        EXPECT_EQ(event_of_letter(held.entry, wrong).error().code, ProblemCode::kInvalidValue);
    EXPECT_TRUE(event_of_letter(held.entry, content(held)));
}

TEST_F(ReleaseTest, AnAnsweredTextGoesToTheRecipientWhoIsToldWhoReleasedIt)
{
    auto const held = send(leaking()).value();

    auto const released = release(held, {Held::kText, {}});

    ASSERT_TRUE(released) << released.error().why;
    EXPECT_EQ(released->entry.kind, EntryKind::kAccepted);
    EXPECT_EQ(released->entry.agency, samples::kForce.get());
    EXPECT_EQ(released->entry.recipient, kSchool.get());
    EXPECT_NE(released->entry.message, held.entry.message);
    EXPECT_EQ(released->entry.retention, "child_protection_file");
    EXPECT_EQ(released->entry.keep_days, 28U) << "of the agreement's [gateway_days]";
    EXPECT_EQ(held.entry.retention, "held_copy");
    EXPECT_EQ(held.entry.keep_days, 28U);
    object const told = letter(*released);
    EXPECT_EQ(told.at("released_by").as_string(), samples::kDesk.get());
    EXPECT_EQ(told.at("data").at("summary").as_string(), "Argument at 9 Cragdale Road; police attended.");
    EXPECT_FALSE(told.at("data").as_object().contains("victim_address")) << "the agreement still withholds it";
}

TEST_F(ReleaseTest, OnlyTheQuestionThatWasAnsweredIsWaived)
{
    auto const held = send(leaking()).value();
    EXPECT_EQ(release(held, {}).error().code, "withheld_value_in_text");
    EXPECT_EQ(release(held, {Held::kIdentifier, {}}).error().code, "withheld_value_in_text");

    auto const unproven = send([] {
                              object changed = leaking();
                              changed["id"] = "night-2";
                              changed["data"].as_object()["child_upn"] = "B815223324795";
                              return changed;
                          }())
                              .value();
    ASSERT_EQ(unproven.entry.code, "invalid_identifier");
    EXPECT_EQ(release(unproven, {Held::kText, {}}).error().code, "invalid_identifier");
    EXPECT_EQ(release(unproven, {Held::kIdentifier, {}}).error().code, "withheld_value_in_text");
}

TEST_F(ReleaseTest, AnUnprovenIdentifierPassesWhereAPersonVouches)
{
    auto const held = send(with("child_upn", "B815223324795")).value();
    ASSERT_EQ(held.entry.code, "invalid_identifier");
    auto const released = release(held, {Held::kIdentifier, {}});
    ASSERT_TRUE(released) << released.error().why;
    EXPECT_EQ(released->entry.recipient, kSchool.get());
}

TEST_F(ReleaseTest, ANamedRecipientTakesThePlaceOfTheRegistersAndTheAgreementStillDecides)
{
    object unknown = with("school_name", "Nowhere Primary");
    for (char const* const clue : {"school_urn", "school_postcode"})
        unknown["data"].as_object().erase(clue);
    auto const held = send(unknown).value();
    ASSERT_EQ(held.entry.code, "school_not_found");

    EXPECT_EQ(release(held, {Held::kRecipient, {}}).error().code, "school_not_found") << "nobody named it";
    auto const named = release(held, {Held::kRecipient, kSchool});
    ASSERT_TRUE(named) << named.error().why;
    EXPECT_EQ(named->entry.recipient, kSchool.get());
    EXPECT_EQ(release(held, {Held::kRecipient, AgencyId{"school.1"}}).error().code, "recipient_unknown");
    auto const not_a_school = release(held, {Held::kRecipient, samples::kForce});
    ASSERT_FALSE(not_a_school);
    EXPECT_EQ(not_a_school.error().kind, Stop::Kind::kRefused);
}

TEST_F(ReleaseTest, NothingGoesOnFromOrToASuspendedAgency)
{
    auto const held = send(leaking()).value();
    Waiver const waiver{Held::kText, {}};
    EXPECT_EQ(release(held, waiver, without(kSchool))->error().code, "recipient_suspended");
    EXPECT_EQ(release(held, waiver, without(samples::kForce))->error().code, "sender_suspended");
}

TEST_F(ReleaseTest, AReleaseThatRacesTheMendedMessageLeavesOneOfThem)
{
    for (bool const release_first : {true, false}) {
        SCOPED_TRACE(release_first);
        object wrong = leaking();
        wrong["id"] = release_first ? "night-1" : "night-2";
        object mended = event();
        mended["id"] = wrong.at("id");
        auto const held = send(wrong).value();
        for (EntryKind const step : {EntryKind::kDelivered, EntryKind::kOpened})
            ASSERT_TRUE(test::commit_one(
                *loop, deliver::acknowledge({step, held.entry.message, samples::kDesk,
                                             step == EntryKind::kOpened ? "Ada Lythe, duty officer" : "", ""},
                                            keys, 9, {})));
        deliver::Settlement what{EntryKind::kReleased, held.entry.message, samples::kDesk, "Ada Lythe, duty officer",
                                 "The road is public."};
        what.accepted = *release(held, {Held::kText, {}});
        std::vector<commit::Intent> both;
        both.push_back(walk(mended));
        both.push_back(deliver::settle(std::move(what), held.entry, keys));
        if (release_first)
            std::swap(both[0], both[1]);

        commit::Answers const answers = test::commit_all(*loop, std::move(both));

        EXPECT_TRUE(answers[0]) << one_line(answers[0].error());
        EXPECT_EQ(answers[1].error().code, release_first ? ProblemCode::kIdReused : ProblemCode::kWrongState);
    }
    EXPECT_EQ(deliver::mailbox(store->ledger().projections(), kSchool.get(), std::nullopt, 9)->size(), 2U);
}

TEST_F(ReleaseTest, ItIsDecidedUnderThePoliciesOfNow)
{
    auto const held = send(leaking()).value();
    clock.advance(std::chrono::hours{24 * 365 * 3});
    auto const released = release(held, {Held::kText, {}});
    ASSERT_FALSE(released);
    EXPECT_EQ(released.error().kind, Stop::Kind::kRefused);
}

}  // namespace
}  // namespace micklegate::road
