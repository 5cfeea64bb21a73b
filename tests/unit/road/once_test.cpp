// Once and only once: repeats, reused ids, corrections of refusals, and events in another agency's name.
#include "tests/unit/road/road_fixture.hpp"

#include "gateway/commit/actor.hpp"
#include "gateway/road/once.hpp"

namespace micklegate::road {
namespace {

using boost::json::object;
using commit::EntryKind;

class OnceTest : public RoadTest {
protected:
    static object event(std::string_view id = "night-1")
    {
        object event;
        event["specversion"] = "1.0";
        event["id"] = id;
        event["source"] = samples::kForce.get();
        event["type"] = "encompass.notification";
        event["actor"] = "PC 0719 Lythe";
        event["data"] =
            samples::policy().catalogue.at(MessageType{"encompass.notification"}).schema.at("examples").at(0);
        return event;
    }
    static object with(std::string_view field, boost::json::value const& value, object changed = event())
    {
        changed["data"].as_object()[field] = value;
        return changed;
    }
};

TEST_F(OnceTest, ARepeatGetsTheFirstAnswer)
{
    auto const first = send(event());
    ASSERT_EQ(first.value().entry.kind, EntryKind::kAccepted);
    EXPECT_FALSE(first.value().replayed);
    clock.advance(std::chrono::hours{24});
    auto const second = send(event());
    EXPECT_TRUE(second.value().replayed);
    EXPECT_EQ(second.value().index, first.value().index);
    EXPECT_EQ(second.value().entry.message, first.value().entry.message);
    EXPECT_EQ(size(), 1U);
}

TEST_F(OnceTest, ARepeatThatRacesTheFirstGetsItsAnswerToo)
{
    std::vector<commit::Intent> both;
    both.push_back(walk(event()));
    both.push_back(walk(event()));
    both.push_back(walk(with("summary", "Something else.")));
    commit::Answers const answers = test::commit_all(*loop, std::move(both));
    EXPECT_FALSE(answers[0].value().replayed);
    EXPECT_TRUE(answers[1].value().replayed);
    EXPECT_EQ(answers[1].value().entry.message, answers[0].value().entry.message);
    EXPECT_EQ(answers[2].error().code, ProblemCode::kIdReused);
    EXPECT_EQ(size(), 1U);
}

TEST_F(OnceTest, AnIdIsNotUsedAgainForOtherContent)
{
    ASSERT_TRUE(send(event()));
    std::string const checkpoint = store->ledger().checkpoint().value();
    EXPECT_EQ(send(with("summary", "Something else.")).error().code, ProblemCode::kIdReused);
    EXPECT_EQ(store->ledger().checkpoint().value(), checkpoint);
    EXPECT_EQ(send(with("summary", "Something else.", event("night-2"))).value().entry.kind, EntryKind::kAccepted);
}

TEST_F(OnceTest, ARefusedIdMayBeUsedForTheCorrectedMessage)
{
    object const wrong = with("child_dob", "2126-07-09");
    ASSERT_EQ(send(wrong).value().entry.kind, EntryKind::kRefused);
    EXPECT_TRUE(send(wrong).value().replayed);
    EXPECT_EQ(send(event()).value().entry.kind, EntryKind::kAccepted);
    EXPECT_EQ(send(wrong).error().code, ProblemCode::kIdReused);
    EXPECT_EQ(size(), 2U);
}

TEST_F(OnceTest, AHeldIdMayBeUsedForTheMendedMessage)
{
    object const wrong = with("child_upn", "B815223324795");
    ASSERT_EQ(send(wrong).value().entry.kind, EntryKind::kHeld);
    EXPECT_TRUE(send(wrong).value().replayed);
    EXPECT_EQ(send(event()).value().entry.kind, EntryKind::kAccepted);
    EXPECT_EQ(send(wrong).error().code, ProblemCode::kIdReused);
}

TEST_F(OnceTest, AnEventInAnothersNameIsRecordedAgainstThePeerAndTakesNoId)
{
    AgencyId const peer{"school.901233"};
    auto const answer = send(event(), peer);
    EXPECT_EQ(answer.value().entry.kind, EntryKind::kRefused);
    EXPECT_EQ(answer.value().entry.code, "sender_mismatch");
    EXPECT_EQ(answer.value().entry.agency, peer.get());
    EXPECT_FALSE(answer.value().entry.event);
    EXPECT_FALSE(send(event(), peer).value().replayed);
    EXPECT_EQ(send(event()).value().entry.kind, EntryKind::kAccepted) << "the id still belongs to its owner";
}

TEST_F(OnceTest, AStrangersWordsStayOutOfTheLog)
{
    object odd_type = event("night-2");
    odd_type["type"] = "Zelda Quibble";
    object odd_purpose = event("night-3");
    odd_purpose["purpose"] = "Zelda Quibble";
    object odd_recipient = event("night-4");
    odd_recipient["recipient"] = "Zelda Quibble";
    object odd_agreement = event("night-5");
    odd_agreement["agreement"] = "Zelda Quibble";
    object odd_actor = event("night-6");
    odd_actor["actor"] = "Zelda Quibble";
    object odd_id = event("Zelda Quibble");
    for (object const& each :
         {odd_type, odd_purpose, odd_recipient, odd_agreement, odd_actor, odd_id,
          with("Zelda Quibble", true, event("night-7")), with("home_educated", "Zelda Quibble", event("night-8")),
          with("occurred_at", "Zelda Quibble", event("night-9")), with("child_upn", "Zelda Quibble", event("night-10")),
          with("school_name", "Zelda Quibble", event("night-11"))}) {
        auto const answer = send(each);
        ASSERT_TRUE(answer);
        EXPECT_EQ(commit::encode(answer.value().entry).find("Quibble"), std::string::npos)
            << commit::encode(answer.value().entry);
    }
}

TEST_F(OnceTest, TheSenderIsToldWhichFieldWasWrongAndTheLogIsNot)
{
    object const odd = with("victim_nmae", "Zelda Quibble");
    auto const answer = send(odd);
    ASSERT_EQ(answer.value().errors.size(), 1U);
    EXPECT_EQ(answer.value().errors.front().pointer, "/data/victim_nmae");
    EXPECT_EQ(commit::encode(answer.value().entry).find("nmae"), std::string::npos);
    EXPECT_TRUE(send(odd).value().errors.empty()) << "a replay knows only what was logged";
}

TEST_F(OnceTest, AnIntentWeighsAllThatItHoldsUntilItIsStored)
{
    commit::Append append;
    append.entry.why = "w";
    append.sealed = Bytes(10);
    append.actor_opening = Bytes(100);
    append.reason_opening = Bytes(1'000);
    append.known = Bytes(10'000);
    append.change = Bytes(100'000);
    std::size_t const one = once({"key", "content"}, append).bytes;
    EXPECT_GE(one, 111'110U);
    append.followers = {append, append};
    EXPECT_GE(once({"key", "content"}, append).bytes, 3 * one);
}

TEST_F(OnceTest, TheSenderIsNamedToTheSiteKeyOnly)
{
    auto const answer = send(event());
    ASSERT_TRUE(answer.value().entry.actor);
    Bytes const opening = store->ledger().actor_opening(answer.value().index).value();
    EXPECT_EQ(commit::open_actor(keys, *answer.value().entry.actor, opening).value(), "PC 0719 Lythe");
}

}  // namespace
}  // namespace micklegate::road
