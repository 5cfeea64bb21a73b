#include "tests/unit/blocks/script.hpp"

#include <gmock/gmock.h>

namespace micklegate::blocks {
namespace {

using namespace test;
using std::chrono::minutes;
using testing::ElementsAre;
using testing::IsEmpty;

Script held_at_hull() { return Script::held_at_hull(); }

TEST(Block, RequestIsAwaitedFromThePrisonThatWasAskedAndTheWaitIsCounted)
{
    Script script;
    script.received(at(19, 18), "HLI", "ADMISSION").requested(at(20, 15), "HLI");

    BlockState const asked = script.then(at(20, 15, 40));

    EXPECT_EQ(asked.stage, Stage::kRequested);
    EXPECT_TRUE(asked.live);
    EXPECT_EQ(asked.responsible, "");
    EXPECT_EQ(asked.awaited, (Awaited{"HLI", at(20, 15), at(20, 15), {}}));
    EXPECT_EQ(asked.gap, (Gap{minutes{40}, at(20, 15)}));
    EXPECT_THAT(words(asked.due), ElementsAre("acknowledge HLI"));

    BlockState const confirmed = script.confirmed(at(20, 16), "HLI").then(at(20, 18));
    EXPECT_EQ(confirmed.stage, Stage::kActive);
    EXPECT_EQ(confirmed.responsible, "HLI");
    EXPECT_EQ(confirmed.responsible_since, at(20, 16));
    EXPECT_EQ(confirmed.gap, (Gap{minutes{60}, std::nullopt}));
    EXPECT_THAT(confirmed.due, IsEmpty());
}

TEST(Block, InHandIsTriagedAndStillAwaited)
{
    Script script;
    script.received(at(19, 18), "HLI", "ADMISSION").requested(at(20, 15), "HLI");
    script.add("triaged", {{"block_ref", kBlock}, {"prison", "HLI"}}, at(20, 15, 20));
    EXPECT_EQ(script.then(at(20, 15, 10)).stage, Stage::kRequested);
    BlockState const state = script.then(at(20, 15, 30));
    EXPECT_EQ(state.stage, Stage::kTriaged);
    EXPECT_EQ(state.awaited->prison, "HLI");
}

TEST(Block, WithoutAnyMovementThePrisonThatConfirmsIsPresumedToHold)
{
    Script script;
    BlockState const state = script.requested(at(20, 15), "HLI").confirmed(at(20, 16), "HLI").then(at(21, 0));
    EXPECT_EQ(state.custody.where, Where::kUnknown);
    EXPECT_EQ(state.custody.prison, "HLI");
    EXPECT_TRUE(state.in_custody);
    EXPECT_EQ(state.responsible, "HLI");
    EXPECT_EQ(state.gap.total, minutes{60});
}

TEST(Block, RequestToThePrisonHeHasLeftIsStillToBeAskedWhereHeIs)
{
    Script script;
    script.received(at(18, 8), "HLI", "ADMISSION").received(at(19, 8), "LEI").requested(at(20, 15), "HLI");
    EXPECT_THAT(words(script.then(at(20, 16)).due), ElementsAre("request LEI"));
}

TEST(Block, SenderStaysResponsibleUntilTheReceivingPrisonAcknowledges)
{
    Script script = held_at_hull();
    script.released(at(21, 8), "HLI").received(at(21, 10), "LEI");

    BlockState const moved = script.then(at(21, 10, 30));
    EXPECT_EQ(moved.responsible, "HLI");
    EXPECT_EQ(moved.awaited, (Awaited{"LEI", at(21, 10), {}, {}}));
    EXPECT_EQ(moved.gap.running_since, at(21, 10));
    ASSERT_THAT(words(moved.due), ElementsAre("carry_over LEI"));
    EXPECT_EQ(moved.due.front().from, "HLI");

    script.carried_over(at(21, 10, 35), "HLI", "LEI", at(21, 10));
    BlockState const asked = script.then(at(21, 11));
    EXPECT_EQ(asked.responsible, "HLI");
    EXPECT_EQ(asked.awaited, (Awaited{"LEI", at(21, 10), at(21, 10, 35), at(22, 10)}));
    EXPECT_THAT(words(asked.due), ElementsAre("acknowledge LEI"));

    script.acknowledged(at(21, 12), "LEI");
    BlockState const taken = script.then(at(21, 13));
    EXPECT_EQ(taken.responsible, "LEI");
    EXPECT_EQ(taken.gap, (Gap{minutes{60 + 120}, std::nullopt}));
    EXPECT_THAT(taken.due, IsEmpty());
}

TEST(Block, OnTheRoadTheSenderHoldsAndNoGapRuns)
{
    Script script = held_at_hull();
    BlockState const state = script.released(at(21, 8), "HLI").then(at(21, 9));
    EXPECT_EQ(state.custody.where, Where::kInTransit);
    EXPECT_EQ(state.responsible, "HLI");
    EXPECT_FALSE(state.gap.running_since);
}

TEST(Block, AcknowledgedAheadTakesEffectOnArrival)
{
    Script script = held_at_hull();
    script.carried_over(at(21, 7), "HLI", "LEI", at(21, 10))
        .acknowledged(at(21, 7, 30), "LEI")
        .released(at(21, 8), "HLI");
    EXPECT_EQ(script.then(at(21, 9)).responsible, "HLI");
    BlockState const state = script.received(at(21, 10), "LEI").then(at(21, 10));
    EXPECT_EQ(state.responsible, "LEI");
    EXPECT_EQ(state.gap, (Gap{minutes{60}, std::nullopt}));
}

TEST(Block, AskedAheadOfTheMoveIsNotToBeAskedAgainOnArrival)
{
    Script script = held_at_hull();
    script.carried_over(at(21, 7), "HLI", "LEI", at(21, 10)).released(at(21, 8), "HLI").received(at(21, 10), "LEI");
    EXPECT_THAT(words(script.then(at(21, 11)).due), ElementsAre("acknowledge LEI"));
    // What was asked for a stay that ended unanswered is asked anew for the next one.
    script.received(at(21, 14), "HLI").received(at(22, 9), "LEI");
    EXPECT_THAT(words(script.then(at(22, 10)).due), ElementsAre("carry_over LEI"));
}

TEST(Block, AcknowledgedForAnArrivalThatNeverCameIsAskedAgainWhenHeComesAfterAll)
{
    Script script = held_at_hull();
    script.acknowledged(at(21, 7), "LEI").received(at(29, 10), "LEI");
    BlockState const late = script.then(at(29, 11));
    ASSERT_TRUE(late.awaited);
    EXPECT_EQ(late.awaited->prison, "LEI");
    EXPECT_EQ(late.responsible, "HLI");
}

TEST(Block, B32_TransferThatIsYetToComeIsNoArrival)
{
    Script script = held_at_hull();
    BlockState const state = script.carried_over(at(21, 7), "HLI", "LEI", at(21, 10)).then(at(21, 11));
    EXPECT_EQ(state.custody.prison, "HLI");
    EXPECT_FALSE(state.awaited);
}

TEST(Block, B32_TransferredTwiceInADayIsOneGapAndTheFirstSenderStaysResponsible)
{
    Script script = held_at_hull();
    script.received(at(21, 10), "LEI").received(at(21, 15), "DNI");

    BlockState const state = script.then(at(21, 16));

    EXPECT_EQ(state.responsible, "HLI");
    EXPECT_EQ(state.awaited, (Awaited{"DNI", at(21, 15), {}, {}}));
    EXPECT_EQ(state.gap, (Gap{minutes{60 + 360}, at(21, 10)}));
    BlockState const taken = script.acknowledged(at(21, 17), "DNI").then(at(21, 18));
    EXPECT_EQ(taken.responsible, "DNI");
    EXPECT_EQ(taken.gap.total, minutes{60 + 420});
}

TEST(Block, B32_LateAcknowledgementOfThePrisonInBetweenChangesNothing)
{
    Script script = held_at_hull();
    script.received(at(21, 10), "LEI").received(at(21, 15), "DNI").acknowledged(at(21, 16), "LEI");
    BlockState const state = script.then(at(21, 17));
    EXPECT_EQ(state.responsible, "HLI");
    EXPECT_EQ(state.awaited->prison, "DNI");
}

TEST(Block, B32_ReversedTransferLeavesTheSenderResponsibleAndCountsTheGap)
{
    Script script = held_at_hull();
    script.received(at(21, 10), "LEI", "TRANSFERRED", Script::seen())
        .received(at(21, 10, 30), "HLI", "TRANSFERRED", Script::seen());
    EXPECT_EQ(script.then(at(21, 10, 10)).awaited->prison, "LEI");
    BlockState const state = script.then(at(21, 11));
    EXPECT_EQ(state.responsible, "HLI");
    EXPECT_EQ(state.gap, (Gap{minutes{60 + 30}, std::nullopt}));
}

TEST(Block, B32_WhoNeverArrivesIsForTheDutyDeskAfterADay)
{
    Script script = held_at_hull();
    script.released(at(21, 8), "HLI");
    EXPECT_THAT(script.then(at(22, 7)).due, IsEmpty());
    EXPECT_THAT(words(script.then(at(22, 8)).due), ElementsAre("not_arrived HLI desk"));
}

TEST(Block, B32_ReleasedInErrorAndReturnedIsTakenOnAnew)
{
    Script script = held_at_hull();
    script.released(at(21, 8), "HLI", "RELEASED");
    BlockState const free = script.then(at(21, 12));
    EXPECT_FALSE(free.in_custody);
    EXPECT_TRUE(free.live);
    EXPECT_EQ(free.responsible, "");
    EXPECT_FALSE(free.gap.running_since);
    EXPECT_THAT(free.due, IsEmpty());

    BlockState const back = script.received(at(21, 15), "HLI", "ADMISSION").then(at(21, 16));
    EXPECT_EQ(back.responsible, "HLI");
    EXPECT_EQ(back.gap, (Gap{minutes{60 + 60}, at(21, 15)}));
    EXPECT_THAT(words(back.due), ElementsAre("request HLI"));
}

TEST(Block, B32_RecallToAnotherPrisonIsAskedOfItAndTheOldOneAnswersUntilThen)
{
    Script script = held_at_hull();
    script.released(at(21, 8), "HLI", "RELEASED").received(at(24, 20), "LEI", "ADMISSION");
    BlockState const state = script.then(at(24, 21));
    EXPECT_EQ(state.responsible, "HLI");
    EXPECT_THAT(words(state.due), ElementsAre("carry_over LEI"));
    EXPECT_EQ(script.acknowledged(at(24, 22), "LEI").then(at(24, 23)).responsible, "LEI");
}

TEST(Block, B32_RemandFreedAtCourtOnFridayIsNobodysFromThenOn)
{
    Script script = held_at_hull();
    script.released(at(27, 8), "HLI", "SENT_TO_COURT");
    EXPECT_EQ(script.then(at(28, 12)).responsible, "HLI");
    script.released(at(27, 17), "HLI", "RELEASED");
    EXPECT_EQ(script.then(at(27, 16)).responsible, "HLI");
    EXPECT_EQ(script.then(at(28, 12)).responsible, "");
    EXPECT_FALSE(script.then(at(28, 12)).in_custody);
}

TEST(Block, B32_AtLargeNobodyCanBlockAndNoGapRunsAndTheReturnNeedsNoNewAcknowledgement)
{
    Script script = held_at_hull();
    script.released(at(21, 8), "HLI", "TEMPORARY_ABSENCE_RELEASE").not_returned(at(21, 19));
    EXPECT_EQ(script.then(at(21, 18)).responsible, "HLI");
    EXPECT_FALSE(script.then(at(21, 20)).in_custody);
    BlockState const back = script.received(at(21, 22), "HLI", "TEMPORARY_ABSENCE_RETURN").then(at(21, 23));
    EXPECT_EQ(back.responsible, "HLI");
    EXPECT_EQ(back.gap.total, minutes{60});
}

TEST(Block, B32_MergedMidBlockIsFoundUnderTheNewNumberAndThePrisonIsAskedToMoveIt)
{
    Script script = held_at_hull();
    script.merged(at(21, 8), "A9002AA", kNumber)
        .received(at(21, 12), "LEI", "TRANSFERRED", {{"prisoner_number", "A9002AA"}});

    BlockState const merged = script.then(at(21, 9));
    EXPECT_EQ(merged.prisoner, "A9002AA");
    ASSERT_THAT(words(merged.due), ElementsAre("renumber HLI"));
    EXPECT_EQ(merged.due.front().since, at(21, 8));
    EXPECT_EQ(script.then(at(21, 7)).prisoner, kNumber);

    BlockState const moved = script.then(at(21, 13));
    ASSERT_TRUE(moved.awaited);
    EXPECT_EQ(moved.awaited->prison, "LEI");
    EXPECT_THAT(script.acknowledged(at(21, 14), "LEI", {{"prisoner_number", "A9002AA"}}).then(at(21, 15)).due,
                IsEmpty());
}

TEST(Block, OtherPrisonersMovementsAreNotHis)
{
    Script script = held_at_hull();
    script.received(at(21, 12), "LEI", "TRANSFERRED", {{"prisoner_number", "A9008AA"}});
    EXPECT_EQ(script.then(at(21, 13)).custody.prison, "HLI");
}

TEST(Block, CarryoverTellsWhereHeIsWhenNoMovementDid)
{
    Script script = held_at_hull();
    BlockState const state = script.carried_over(at(21, 11), "HLI", "LEI", at(21, 10)).then(at(21, 12));
    EXPECT_EQ(state.custody, (Stay{at(21, 10), Where::kHeld, "LEI"}));
    EXPECT_EQ(state.gap.running_since, at(21, 10));
}

TEST(Block, CarryoverMistakenAboutTheHourYieldsToTheEvent)
{
    Script script = held_at_hull();
    script.carried_over(at(21, 18), "HLI", "LEI", at(21, 17)).received(at(21, 10), "LEI").received(at(21, 12), "DNI");
    EXPECT_EQ(script.then(at(21, 19)).custody, (Stay{at(21, 12), Where::kHeld, "DNI"}));
}

TEST(Block, B32_RefusedBecauseHeMovedOnIsNotRefusedAndIsAskedThere)
{
    Script script;
    script.received(at(19, 18), "HLI", "ADMISSION")
        .requested(at(20, 15), "HLI")
        .add("refused",
             {{"block_ref", kBlock},
              {"reason", "moved_on"},
              {"refused_at", rfc3339(at(20, 17))},
              {"prison", "HLI"},
              {"to_prison", "LEI"},
              {"moved_at", rfc3339(at(20, 12))}},
             at(20, 17));
    BlockState const state = script.then(at(20, 18));
    EXPECT_TRUE(state.live);
    EXPECT_THAT(words(state.due), ElementsAre("request LEI"));
}

TEST(Block, B33_RefusedIsRefusedInEveryChannelUntilItIsAskedAnew)
{
    Script script;
    script.received(at(19, 18), "HLI", "ADMISSION")
        .requested(at(20, 15), "HLI")
        .add("refused",
             {{"block_ref", kBlock},
              {"reason", "not_necessary"},
              {"refused_at", rfc3339(at(20, 17))},
              {"prison", "HLI"}},
             at(20, 17));
    BlockState const state = script.then(at(20, 18));
    EXPECT_EQ(state.stage, Stage::kRefused);
    EXPECT_FALSE(state.live);
    EXPECT_EQ(state.channels.at(Channel::kMail).state, ChannelState::kRefused);
    EXPECT_EQ(state.gap, (Gap{minutes{120}, std::nullopt}));

    BlockState const again = script.requested(at(22, 9), "HLI").then(at(22, 10));
    EXPECT_EQ(again.channels.at(Channel::kMail).state, ChannelState::kRequested);
    EXPECT_EQ(again.gap.running_since, at(22, 9));
}

TEST(Block, B33_PartlyAppliedSaysSoChannelByChannel)
{
    Script script;
    object const partly{{"channels",
                         {{{"channel", "pin_phone"}, {"state", "active"}},
                          {{"channel", "mail"}, {"state", "pending"}},
                          {{"channel", "visits"}, {"state", "refused"}}}}};
    BlockState const state = script.received(at(19, 18), "HLI", "ADMISSION")
                                 .requested(at(20, 15), "HLI")
                                 .confirmed(at(20, 16), "HLI", partly)
                                 .then(at(20, 17));
    EXPECT_EQ(state.stage, Stage::kPartlyActive);
    EXPECT_EQ(state.channels.at(Channel::kPinPhone), (ChannelNow{ChannelState::kActive, at(20, 16), "HLI"}));
    EXPECT_EQ(state.channels.at(Channel::kMail).state, ChannelState::kPending);
    EXPECT_EQ(state.channels.at(Channel::kVisits).state, ChannelState::kRefused);
    EXPECT_FALSE(state.channels.contains(Channel::kVideo));
    EXPECT_EQ(state.responsible, "HLI");
}

TEST(Block, B33_VictimWhoWantsContactAgainEndsIt)
{
    Script script = held_at_hull();
    script.add("ended", {{"block_ref", kBlock}, {"ended_at", rfc3339(at(22, 9))}}, at(22, 9));
    // A confirmation that was written before it was read does not bring it back.
    script.confirmed(at(22, 10), "HLI");
    BlockState const state = script.then(at(23, 0));
    EXPECT_EQ(state.stage, Stage::kEnded);
    EXPECT_FALSE(state.live);
    EXPECT_EQ(state.responsible, "");
    EXPECT_EQ(script.then(at(22, 8)).stage, Stage::kActive);
}

TEST(Block, B33_ContactThatACourtAllowsIsKeptInSight)
{
    Script script;
    script.requested(at(20, 15), "HLI", {{"contact_allowed", "child_arrangements_order"}});
    EXPECT_EQ(script.then(at(20, 16)).cautions.contact_allowed, "child_arrangements_order");
    EXPECT_EQ(Script{held_at_hull()}.then(at(20, 17)).cautions, Cautions{});
}

TEST(Block, B1_B33_B34_RequestWarnsOfChildrenAtTheAddressAndOfNumbersThatGiveSomebodyAway)
{
    auto const read = change_of("requested", example_of("prison.contact-block-request", 0), 1, at(20, 16));
    ASSERT_TRUE(read) << one_line(read.error());
    Cautions const& cautions = std::get<Requested>(read->what).cautions;
    EXPECT_TRUE(cautions.children_at_address);
    EXPECT_TRUE(cautions.number_not_known);
    EXPECT_TRUE(cautions.number_shared);
}

TEST(Block, B38_ClosedVisitIsAVisit)
{
    for (char const* const restriction : {"NONCON", "CLOSED", "RESTRICT", "RESTRICTED", "none"}) {
        Script script = held_at_hull();
        BlockState const state =
            script.confirmed(at(20, 17), "HLI", {{"visit_restriction", restriction}}).then(at(20, 18));
        EXPECT_EQ(state.channels.at(Channel::kVisits).state, ChannelState::kNotBlocked) << restriction;
        EXPECT_EQ(state.stage, Stage::kPartlyActive) << restriction;
    }
}

TEST(Block, B38_RestrictAndRestrictedAreOne)
{
    for (char const* const restriction : {"RESTRICT", "RESTRICTED"}) {
        Script script = held_at_hull();
        EXPECT_EQ(script.confirmed(at(20, 17), "HLI", {{"visit_restriction", restriction}})
                      .then(at(20, 18))
                      .visit_restriction,
                  "RESTRICTED");
    }
}

TEST(Block, B38_PrisonOutsideTheSchemeIsForTheDutyDesk)
{
    Script script = held_at_hull();
    EXPECT_THAT(words(script.received(at(21, 10), "NHI").then(at(21, 11)).due), ElementsAre("carry_over NHI desk"));
}

TEST(Block, B38_HospitalIsForTheDutyDeskAndThePrisonAnswersStill)
{
    Script script = held_at_hull();
    BlockState const state = script.released(at(21, 8), "HLI", "RELEASED_TO_HOSPITAL").then(at(21, 9));
    EXPECT_THAT(words(state.due), ElementsAre("outside_scheme HLI desk"));
    EXPECT_EQ(state.responsible, "HLI");
}

TEST(Block, ReviewIsDueInTheFortnightBeforeItsDayAndPastAfterIt)
{
    Script script = held_at_hull();
    script.requested(at(20, 17), "HLI", {{"review_on", "2026-11-28"}});
    EXPECT_EQ(script.then(at(20, 18)).review, Review::kDue);
    EXPECT_EQ(Script{held_at_hull()}.then(at(20, 18)).review, Review::kAhead);
    EXPECT_EQ(script.then(at(28, 23, 59)).review, Review::kDue);
    EXPECT_EQ(script.then(at(29, 0)).review, Review::kPast);
    EXPECT_THAT(words(script.then(at(29, 0)).due), ElementsAre("review HLI"));
}

TEST(Block, ExpiresAfterItsLastDayAndNobodyAnswersForItThen)
{
    Script script = held_at_hull();
    script.requested(at(20, 17), "HLI", {{"expires_on", "2026-11-24"}}).received(at(24, 23), "LEI");
    EXPECT_TRUE(script.then(at(24, 23, 59)).live);
    BlockState const over = script.then(at(25, 12));
    EXPECT_EQ(over.stage, Stage::kExpired);
    EXPECT_EQ(over.responsible, "");
    EXPECT_EQ(over.gap, (Gap{minutes{60 + 60}, std::nullopt}));
    EXPECT_THAT(over.due, IsEmpty());
}

TEST(Block, B24_LastDayOfABlockEndsAtMidnightInEngland)
{
    Script script = held_at_hull();
    script.requested(at(20, 17), "HLI", {{"expires_on", "2027-06-30"}});
    auto const june = [](unsigned day, int hour) {
        return std::chrono::sys_days{Date{std::chrono::year{2027}, std::chrono::month{6}, std::chrono::day{day}}} +
               std::chrono::hours{hour};
    };
    EXPECT_TRUE(script.then(june(30, 22)).live);
    EXPECT_FALSE(script.then(june(30, 23)).live);
}

TEST(Block, HowLongItLastsIsForWhoeverAskedAndNotForThePrison)
{
    Script script = held_at_hull();
    script.confirmed(at(20, 17), "HLI", {{"expires_on", "2026-11-21"}});
    EXPECT_TRUE(script.then(at(23, 0)).live);

    Script without_request;
    without_request.received(at(19, 18), "HLI", "ADMISSION")
        .confirmed(at(20, 17), "HLI", {{"expires_on", "2026-11-21"}});
    EXPECT_FALSE(without_request.then(at(23, 0)).live);
}

TEST(Block, B33_ConfirmationThatRefusesEveryChannelIsNoAcknowledgement)
{
    Script script;
    object const none{{"channels",
                       {{{"channel", "pin_phone"}, {"state", "refused"}},
                        {{"channel", "mail"}, {"state", "refused"}},
                        {{"channel", "visits"}, {"state", "refused"}}}}};
    BlockState const state = script.received(at(19, 18), "HLI", "ADMISSION")
                                 .requested(at(20, 15), "HLI")
                                 .confirmed(at(20, 16), "HLI", none)
                                 .then(at(20, 17));
    EXPECT_EQ(state.responsible, "");
    EXPECT_TRUE(state.gap.running_since);
}

TEST(Block, ExtendedAfterItExpiredIsTakenOnAnew)
{
    Script script = held_at_hull();
    script.requested(at(20, 17), "HLI", {{"expires_on", "2026-11-22"}}).requested(at(25, 9), "HLI");
    EXPECT_FALSE(script.then(at(24, 0)).live);
    BlockState const state = script.then(at(25, 10));
    EXPECT_TRUE(state.live);
    EXPECT_EQ(state.gap, (Gap{minutes{60 + 60}, at(25, 9)}));
}

TEST(Block, AskedAnewWithOtherDatesKeepsWhatIsInPlace)
{
    Script script = held_at_hull();
    BlockState const state = script.requested(at(22, 9), "HLI", {{"review_on", "2027-05-01"}}).then(at(22, 10));
    EXPECT_EQ(state.stage, Stage::kActive);
    EXPECT_FALSE(state.gap.running_since);
    EXPECT_EQ(iso_date(*state.review_on), "2027-05-01");
}

object monitoring(std::string_view review_on = "2026-12-20")
{
    return {{"monitoring_ref", "NYP-MM-2026-0031"},
            {"block_ref", kBlock},
            {"legal_mail_excluded", true},
            {"authorised_on", "2026-11-20"},
            {"review_on", review_on},
            {"expires_on", "2027-02-20"},
            {"child_third_party", true}};
}

TEST(Block, B36_MonitoringThatIncludesLegalMailIsNone)
{
    object fields = monitoring();
    fields["prisoner_number"] = kNumber;
    fields["legal_mail_excluded"] = false;
    auto const read = change_of("monitored", fields, 1, at(20, 9));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().errors.front().pointer, "/legal_mail_excluded");
    fields.erase("legal_mail_excluded");
    EXPECT_FALSE(change_of("monitored", fields, 1, at(20, 9)));
}

TEST(Block, B36_MonitoringPastItsReviewIsDueAndAChildIsKeptInSight)
{
    Script script = held_at_hull();
    script.add("monitored", monitoring("2026-11-25"), at(20, 18));
    BlockState const state = script.then(at(26, 9));
    ASSERT_EQ(state.monitoring.size(), 1U);
    EXPECT_TRUE(state.monitoring.front().past_review);
    EXPECT_TRUE(state.monitoring.front().terms.child_third_party);
    EXPECT_THAT(words(state.due), ElementsAre("review_monitoring HLI"));
    EXPECT_FALSE(script.then(at(25, 9)).monitoring.front().past_review);
}

TEST(Block, MonitoringWithoutABlockIsThePrisonersOwn)
{
    Script script = held_at_hull();
    object fields = monitoring();
    fields.erase("block_ref");
    EXPECT_EQ(script.add("monitored", fields, at(20, 18)).then(at(21, 9)).monitoring.size(), 1U);
}

TEST(Block, ExamplesOfEveryMessageAreRead)
{
    for (auto const& [change, type] : {std::pair{"requested", "prison.contact-block-request"},
                                       {"confirmed", "prison.block-confirmation"},
                                       {"refused", "prison.block-refusal"},
                                       {"carried_over", "prison.transfer-carryover"},
                                       {"monitored", "prison.mail-monitoring"},
                                       {"moved", "prison.movement"}})
        for (std::size_t which : {0U, 1U}) {
            auto const read = change_of(change, example_of(type, which), 1, at(22, 12));
            EXPECT_TRUE(read) << type << ": " << one_line(read.error());
        }
}

TEST(Block, WhatCannotBeReadNamesItsFieldAndQuotesNothing)
{
    object fields{
        {"block_ref", kBlock}, {"prisoner_number", kNumber}, {"requested_at", "Tuesday"}, {"channels", {"mail"}}};
    auto const read = change_of("requested", fields, 1, at(22, 12));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().errors.front().pointer, "/requested_at");
    EXPECT_EQ(one_line(read.error()).find("Tuesday"), std::string::npos);
    EXPECT_FALSE(change_of("painted", fields, 1, at(22, 12)));
    EXPECT_FALSE(change_of("requested", {{"block_ref", kBlock}}, 1, at(22, 12)));
}

TEST(Block, BlocksOfOnePrisonerAreToldApart)
{
    Script script = held_at_hull();
    script.add("requested",
               {{"block_ref", "UPCS-26-008812"}, {"requested_at", rfc3339(at(21, 9))}, {"channels", {"mail"}}},
               at(21, 9));
    EXPECT_THAT(blocks_in(script.changes()), ElementsAre(kBlock, "UPCS-26-008812"));
    EXPECT_EQ(state_at(script.changes(), "UPCS-26-008812", at(21, 10), seven_prisons()).awaited->prison, "HLI");
    EXPECT_FALSE(script.then(at(21, 10)).awaited);
}

}  // namespace
}  // namespace micklegate::blocks
