// Every line is a message as its sender wrote it; B39 and its like are the edge cases of the pathways' catalogue.
#include "tests/unit/referrals/script.hpp"

#include <sstream>

namespace micklegate::referrals {
namespace {

using namespace test;

TEST(Standing, GoesOnFromReferralToPlannedEnd)
{
    Script script;
    script.referred("2026-11-23T10:00:00Z")
        .status("2026-11-23T11:00:00Z", "received")
        .status("2026-11-23T12:00:00Z", "attempting", {{"attempt_number", 1}})
        .status("2026-11-23T15:00:00Z", "contacted", {{"contacted_at", "2026-11-23T14:50:00Z"}})
        .status("2026-11-30T10:00:00Z", "assessed", with(needs(3), {{"assessment", "baseline"}}))
        .status("2026-12-01T10:00:00Z", "planned", {{"plan_agreed", true}})
        .status("2027-02-01T10:00:00Z", "closed_planned",
                with(needs(7), {{"assessment", "exit"},
                                {"exit_strategy", true},
                                {"feedback_given", true},
                                {"close_reason", "completed"}}));

    EXPECT_EQ(name_of(script.of(kHub, "2026-11-23T10:30:00Z").status), "referred");
    EXPECT_EQ(script.of(kHub, "2026-11-23T11:30:00Z").attempts.made, 0);
    EXPECT_EQ(name_of(script.of(kHub, "2026-11-23T13:00:00Z").status), "attempting");
    Standing const end = script.of(kHub, "2027-03-01T00:00:00Z");
    EXPECT_EQ(name_of(end.status), "closed_planned");
    EXPECT_EQ(end.reason, "completed");
    EXPECT_EQ(end.since, at("2027-02-01T10:00:00Z"));
    EXPECT_EQ(end.contacted_at, at("2026-11-23T14:50:00Z"));
    EXPECT_EQ(end.assessed_at, at("2026-11-30T10:00:00Z"));
    EXPECT_EQ(end.planned_at, at("2026-12-01T10:00:00Z"));
    EXPECT_EQ(end.exit_assessed_at, at("2027-02-01T10:00:00Z"));
    EXPECT_EQ(end.exit_strategy, true);
    EXPECT_EQ(end.feedback, true);
    EXPECT_EQ(end.changed.scores[0], 4);
}

TEST(Standing, ComputesWhatWasSoAtTheMomentAndNotWhatCameAfter)
{
    Script script;
    script.referred("2026-11-23T10:00:00Z").status("2026-11-24T16:00:00Z", "contacted");

    Standing const before = script.of(kHub, "2026-11-24T15:59:59Z");

    EXPECT_EQ(before.contacted_at, std::nullopt);
    EXPECT_EQ(before.day->late_by, std::chrono::milliseconds{at("2026-11-24T15:59:59Z") - at("2026-11-24T10:00:00Z")});
    EXPECT_EQ(name_of(before.status), "referred");
}

TEST(Standing, LateNewsOfAnEarlierStepDoesNotTakeAStepBack)
{
    Script script;
    script.referred("2026-11-23T10:00:00Z")
        .status("2026-11-23T14:00:00Z", "contacted")
        .status("2026-11-24T09:00:00Z", "attempting", {{"attempt_number", 2}});

    EXPECT_EQ(name_of(script.of(kHub, "2026-11-25T00:00:00Z").status), "contacted");
}

TEST(Standing, LastWordOnTheFirstContactPutsRightTheOneBefore)
{
    Script script;
    script.referred("2026-11-23T10:00:00Z")
        .status("2026-11-23T14:00:00Z", "contacted", {{"contacted_at", "2026-11-23T10:05:00Z"}})
        .status("2026-11-25T09:00:00Z", "assessed", {{"contacted_at", "2026-11-23T13:55:00Z"}});

    EXPECT_EQ(script.of(kHub, "2026-11-26T00:00:00Z").contacted_at, at("2026-11-23T13:55:00Z"));
}

TEST(Standing, B39_ABankHolidayIsNoWorkingDayButTwentyFourHoursRunThroughIt)
{
    Script script;
    script.referred("2026-12-24T15:00:00Z").status("2026-12-29T11:00:00Z", "contacted");

    Standing const standing = script.of(kHub, "2026-12-30T00:00:00Z");

    EXPECT_EQ(rfc3339(standing.day->due), "2026-12-25T15:00:00.000Z");
    EXPECT_FALSE(standing.day->in_time());
    EXPECT_EQ(rfc3339(standing.working_day->due), "2026-12-29T15:00:00.000Z");
    EXPECT_TRUE(standing.working_day->in_time());
    EXPECT_EQ(standing.working_day->late_by.count(), 0);
}

TEST(Standing, B39_WeekendReceiptCountsFromMondaysOpening)
{
    Script script;
    script.referred("2026-11-21T06:30:00Z");

    Standing const standing = script.of(kHub, "2026-11-22T07:30:00Z");

    EXPECT_EQ(rfc3339(standing.day->due), "2026-11-22T06:30:00.000Z");
    EXPECT_EQ(standing.day->late_by, std::chrono::hours{1});
    EXPECT_EQ(rfc3339(standing.working_day->due), "2026-11-24T09:00:00.000Z");
    EXPECT_EQ(standing.working_day->late_by.count(), 0);
    EXPECT_FALSE(standing.working_day->counts(at("2026-11-24T09:00:00Z")));
    EXPECT_TRUE(standing.working_day->counts(at("2026-11-24T09:00:00.001Z")));
}

TEST(Standing, B9_TwentyFourHoursAreElapsedAndTheWorkingDayIsOnTheWallWhenTheClocksChange)
{
    Script script;
    script.referred("2026-10-23T10:00:00Z");  // eleven in the morning, a Friday in summer time

    Standing const standing = script.of(kHub, "2026-10-23T12:00:00Z");

    EXPECT_EQ(rfc3339(standing.day->due), "2026-10-24T10:00:00.000Z");
    EXPECT_EQ(rfc3339(standing.working_day->due), "2026-10-26T11:00:00.000Z");
}

TEST(Standing, B39_FourAttemptsOfFiveAreNotEnoughToGiveUp)
{
    Script script;
    script.referred("2026-11-23T10:00:00Z", {{"enhanced_entitlement", "persistently_targeted"}});
    script.status("2026-11-27T10:00:00Z", "uncontactable", {{"attempt_number", 4}});

    Standing standing = script.of(kHub, "2026-11-28T00:00:00Z");
    EXPECT_EQ(standing.attempts.made, 4);
    EXPECT_EQ(standing.attempts.required, 5);
    EXPECT_TRUE(standing.given_up_early);

    script.status("2026-11-30T10:00:00Z", "attempting", {{"attempt_number", 5}, {"attempt_channel", "telephone"}});
    EXPECT_TRUE(script.of(kHub, "2026-12-01T00:00:00Z").given_up_early) << "the letter is missing";
    script.status("2026-11-30T11:00:00Z", "attempting", {{"attempt_number", 6}, {"attempt_channel", "letter"}});
    standing = script.of(kHub, "2026-12-01T00:00:00Z");
    EXPECT_EQ(standing.attempts.made, 5) << "a letter is no attempt of the five";
    EXPECT_FALSE(standing.given_up_early);
    EXPECT_EQ(name_of(standing.status), "uncontactable");
}

TEST(Standing, B39_ALetterThatIsUnsafeIsNotRequired)
{
    Script script;
    script.referred("2026-11-23T10:00:00Z", {{"enhanced_entitlement", "most_serious_crime"}, {"letter_safe", false}})
        .status("2026-11-27T10:00:00Z", "uncontactable", {{"attempt_number", 5}});

    EXPECT_FALSE(script.of(kHub, "2026-11-28T00:00:00Z").given_up_early);
}

TEST(Standing, OthersAreOwedTwoAttempts)
{
    Script script;
    script.referred("2026-11-23T10:00:00Z", {{"enhanced_entitlement", "none"}})
        .status("2026-11-23T12:00:00Z", "attempting", {{"attempt_channel", "telephone"}})
        .status("2026-11-24T12:00:00Z", "attempting", {{"attempt_channel", "text"}})
        .status("2026-11-24T12:00:00Z", "attempting", {{"attempt_channel", "text"}}, kHub, kTransportPolice);

    Standing const standing = script.of(kHub, "2026-11-25T00:00:00Z");

    EXPECT_EQ(standing.attempts.made, 2) << "told to two, one attempt was counted twice";
    EXPECT_TRUE(standing.attempts.enough());
}

TEST(Standing, B39_AChildIsEntitledWhateverTheFileSaysAndStaysSoOnComingOfAge)
{
    Script script;
    script.referred("2026-11-23T10:00:00Z", {{"enhanced_entitlement", "none"}, {"victim_dob", "2008-11-24"}});

    EXPECT_EQ(script.of(kHub, "2026-11-23T12:00:00Z").attempts.required, 5);
    EXPECT_EQ(script.of(kHub, "2027-11-23T12:00:00Z").attempts.required, 5);
}

TEST(Standing, B39_EntitlementOfTheFileHoldsForTheServiceThatItIsPassedOnTo)
{
    Script script;
    script.referred("2026-11-23T10:00:00Z", {{"enhanced_entitlement", "vulnerable_or_intimidated"}})
        .referred("2026-11-23T12:00:00Z", {{"referral_reason", "new"}}, kHub, kAdvocates);

    EXPECT_EQ(script.of(kAdvocates, "2026-11-23T13:00:00Z").attempts.required, 5);
}

TEST(Standing, CorrectedEntitlementCountsFromTheAnswerOn)
{
    Script script;
    script.referred("2026-11-23T10:00:00Z", {{"enhanced_entitlement", "none"}})
        .change("corrected", kForce, kHub, "2026-11-24T09:40:00Z",
                {{"answered_at", "2026-11-24T09:40:00Z"},
                 {"outcome", "corrected"},
                 {"corrected_entitlement", "most_serious_crime"}});

    EXPECT_EQ(script.of(kHub, "2026-11-24T09:00:00Z").attempts.required, 2);
    EXPECT_EQ(script.of(kHub, "2026-11-24T10:00:00Z").attempts.required, 5);
}

TEST(Standing, B39_WhoOptsOutIsWithdrawnAndTheClockStops)
{
    Script script;
    script.referred("2026-11-23T10:00:00Z")
        .change("corrected", kForce, kHub, "2026-11-23T15:00:00Z",
                {{"answered_at", "2026-11-23T15:00:00Z"}, {"outcome", "opted_out"}});

    Standing const standing = script.of(kHub, "2026-12-23T10:00:00Z");

    EXPECT_EQ(name_of(standing.status), "withdrawn");
    EXPECT_FALSE(standing.day->counts(at("2026-12-23T10:00:00Z")));
    EXPECT_EQ(standing.day->late_by.count(), 0);
    EXPECT_TRUE(standing.untold.empty()) << "the force said so itself";
}

TEST(Standing, B39_ADeathEndsItWithEveryService)
{
    Script script;
    script.referred("2026-11-23T10:00:00Z")
        .referred("2026-11-23T12:00:00Z", {{"referral_reason", "new"}}, kHub, kAdvocates)
        .change("corrected", kForce, kHub, "2026-11-23T15:00:00Z",
                {{"answered_at", "2026-11-23T15:00:00Z"}, {"outcome", "deceased"}});

    EXPECT_EQ(name_of(script.of(kHub, "2026-11-24T00:00:00Z").status), "withdrawn");
    EXPECT_EQ(name_of(script.of(kAdvocates, "2026-11-24T00:00:00Z").status), "withdrawn");
}

TEST(Standing, B39_SelfReferralWithoutACrimeRunsFromItsReceipt)
{
    Script script;
    script.status("2026-11-23T10:00:00Z", "received", {}, kAbuseService, kHub)
        .status("2026-11-23T16:00:00Z", "contacted", {}, kAbuseService, kHub);

    Standing const standing = script.of(kAbuseService, "2026-11-25T00:00:00Z");

    EXPECT_EQ(standing.referred, 0U);
    EXPECT_EQ(standing.received_at, at("2026-11-23T10:00:00Z"));
    EXPECT_TRUE(standing.day->in_time());
    EXPECT_TRUE(standing.untold.empty());
}

TEST(Standing, B39_CaseloadOfAContractThatEndedGoesOnToTheNextService)
{
    Script script;
    script.referred("2026-11-23T10:00:00Z")
        .referred("2026-11-23T12:00:00Z", {{"referral_reason", "new"}}, kHub, kAdvocates)
        .status("2026-11-23T14:00:00Z", "contacted", {}, kAdvocates, kHub)
        .referred("2026-12-01T09:00:00Z", {{"referral_reason", "provider_change"}}, kHub, kAbuseService);

    EXPECT_EQ(name_of(script.of(kAdvocates, "2026-12-01T08:59:59Z").status), "contacted");
    EXPECT_EQ(name_of(script.of(kAdvocates, "2026-12-02T00:00:00Z").status), "handed_on");
    EXPECT_EQ(name_of(script.of(kAbuseService, "2026-12-02T00:00:00Z").status), "referred");
    EXPECT_EQ(rfc3339(script.of(kAbuseService, "2026-12-02T00:00:00Z").day->due), "2026-12-02T09:00:00.000Z");
    EXPECT_EQ(name_of(script.of(kHub, "2026-12-02T00:00:00Z").status), "referred") << "the hub keeps its own";
}

TEST(Standing, StepUpByTheServiceItselfHandsOnItsOwnAndItsReferrerIsToBeTold)
{
    Script script;
    script.referred("2026-11-23T12:00:00Z", {{"referral_reason", "new"}}, kHub, kAdvocates)
        .referred("2026-11-25T12:00:00Z", {{"referral_reason", "step_up"}}, kAdvocates, kAbuseService);

    Standing const standing = script.of(kAdvocates, "2026-11-26T00:00:00Z");

    EXPECT_EQ(name_of(standing.status), "handed_on");
    ASSERT_EQ(standing.untold.size(), 1U);
    EXPECT_EQ(standing.untold.front().referrer, kHub);
}

TEST(Standing, WhichOfTwoServicesIsReplacedIsNotGuessed)
{
    Script script;
    script.referred("2026-11-23T12:00:00Z", {{"referral_reason", "new"}}, kHub, kAdvocates)
        .referred("2026-11-23T12:00:00Z", {{"referral_reason", "new"}}, kHub, kIsva)
        .referred("2026-11-25T12:00:00Z", {{"referral_reason", "step_up"}}, kHub, kAbuseService);

    EXPECT_EQ(name_of(script.of(kAdvocates, "2026-11-26T00:00:00Z").status), "referred");
    EXPECT_EQ(name_of(script.of(kIsva, "2026-11-26T00:00:00Z").status), "referred");
}

TEST(Standing, ReferredAgainAfterAnEndBeginsAnewWithoutTheOldScores)
{
    Script script;
    script.referred("2026-11-02T10:00:00Z")
        .status("2026-11-02T11:00:00Z", "contacted")
        .status("2026-11-03T11:00:00Z", "assessed", with(needs(2), {{"assessment", "baseline"}}))
        .status("2026-11-04T11:00:00Z", "closed_unplanned", {{"close_reason", "person_declined"}})
        .referred("2026-11-23T10:00:00Z");

    Standing const standing = script.of(kHub, "2026-11-23T11:00:00Z");

    EXPECT_EQ(standing.referred, 2U);
    EXPECT_EQ(name_of(standing.status), "referred");
    EXPECT_EQ(standing.contacted_at, std::nullopt);
    EXPECT_FALSE(standing.entry.any());
    EXPECT_EQ(rfc3339(standing.day->due), "2026-11-24T10:00:00.000Z");
}

TEST(Standing, B41_BothForcesSendOneReferralAndTheClockRunsFromTheFirst)
{
    Script script;
    script.referred("2026-11-23T10:00:00Z").referred("2026-11-23T13:00:00Z", {}, kTransportPolice);

    Standing const standing = script.of(kHub, "2026-11-23T14:00:00Z");

    EXPECT_EQ(standing.referred, 1U);
    EXPECT_EQ(rfc3339(standing.day->due), "2026-11-24T10:00:00.000Z");
}

TEST(Standing, B41_ARowThatComesLateRunsFromItsReceiptAndNotFromTheCrime)
{
    Script script;
    script.change("referred", kForce, kHub, "2026-11-23T10:00:00Z", {{"referred_at", "2026-11-16T06:30:00Z"}});

    EXPECT_EQ(rfc3339(script.of(kHub, "2026-11-23T11:00:00Z").day->due), "2026-11-24T10:00:00.000Z");
}

TEST(Standing, B42_AReferralThatTheServiceDeclinesInTimeStopsTheClockAndTellsWhy)
{
    Script script;
    script.referred("2026-11-23T10:00:00Z", {}, kHub, kAbuseService)
        .change("declined", kAbuseService, kHub, "2026-11-23T12:00:00Z", {{"code", "age_out_of_range"}});

    Standing const standing = script.of(kAbuseService, "2026-11-30T00:00:00Z");

    EXPECT_EQ(name_of(standing.status), "declined");
    EXPECT_EQ(standing.reason, "age_out_of_range");
    EXPECT_FALSE(standing.day->counts(at("2026-11-30T00:00:00Z")));
    EXPECT_TRUE(standing.untold.empty());
}

TEST(Standing, DecliningAfterTheHourDoesNotMakeItUnlate)
{
    Script script;
    script.referred("2026-11-23T10:00:00Z")
        .change("declined", kHub, kForce, "2026-11-24T12:00:00Z", {{"code", "wrong_area"}});

    Standing const standing = script.of(kHub, "2026-11-30T00:00:00Z");

    EXPECT_TRUE(standing.day->counts(at("2026-11-30T00:00:00Z")));
    EXPECT_FALSE(standing.day->in_time());
    EXPECT_EQ(standing.day->late_by, std::chrono::hours{2});
}

TEST(Standing, AcceptedByTheRecipientIsAStepThatItsReferrerKnows)
{
    Script script;
    script.referred("2026-11-23T10:00:00Z").change("accepted", kHub, kForce, "2026-11-23T11:00:00Z", {});

    Standing const standing = script.of(kHub, "2026-11-23T12:00:00Z");

    EXPECT_EQ(name_of(standing.status), "accepted");
    EXPECT_TRUE(standing.untold.empty());
}

TEST(Standing, EachReferrerIsToBeToldWhatItWasNot)
{
    Script script;
    script.referred("2026-11-23T10:00:00Z")
        .referred("2026-11-23T13:00:00Z", {}, kTransportPolice)
        .status("2026-11-23T14:00:00Z", "contacted", {}, kHub, kForce);

    Standing const standing = script.of(kHub, "2026-11-24T00:00:00Z");

    ASSERT_EQ(standing.untold.size(), 1U);
    EXPECT_EQ(standing.untold.front().referrer, kTransportPolice);
    EXPECT_EQ(standing.untold.front().status, Status::kContacted);
    EXPECT_EQ(standing.untold.front().since, at("2026-11-23T14:00:00Z"));
}

TEST(Standing, NothingIsToBeToldBeforeAnythingHappened)
{
    Script script;
    script.referred("2026-11-23T10:00:00Z");

    EXPECT_TRUE(script.of(kHub, "2026-11-24T00:00:00Z").untold.empty());
}

TEST(Standing, SixWeeksAfterAReferralForSexualViolenceAFollowUpIsDue)
{
    Script script;
    script.referred("2026-10-05T10:00:00Z", {{"consent_for", "isva_provider"}}, kHub, kIsva);

    EXPECT_EQ(rfc3339(script.of(kIsva, "2026-11-01T00:00:00Z").six_weeks->due), "2026-11-16T23:59:59.999Z");
    EXPECT_TRUE(script.of(kIsva, "2026-11-17T00:00:00Z").six_weeks->counts(at("2026-11-17T00:00:00Z")));
    script.status("2026-11-16T15:00:00Z", "contacted", {{"assessment", "review"}}, kIsva, kHub);
    EXPECT_TRUE(script.of(kIsva, "2026-12-01T00:00:00Z").six_weeks->in_time());
}

TEST(Standing, B39_AnUnnamedPersonAtTheSarcHasAFollowUpToo)
{
    Script script;
    script.change("referred_to_sarc", kForce, kSarc, "2026-10-05T22:10:00Z", {});

    Standing const standing = script.of(kSarc, "2026-10-06T00:00:00Z");

    EXPECT_EQ(rfc3339(standing.six_weeks->due), "2026-11-16T23:59:59.999Z");
    EXPECT_EQ(rfc3339(standing.day->due), "2026-10-06T22:10:00.000Z");
}

TEST(Standing, NoFollowUpIsDueElsewhere)
{
    Script script;
    script.referred("2026-11-23T10:00:00Z");

    EXPECT_EQ(script.of(kHub, "2026-11-24T00:00:00Z").six_weeks, std::nullopt);
}

/// All of a standing, to be compared.
std::string text_of(std::vector<Standing> const& standings)
{
    std::ostringstream out;
    auto const moment = [&](std::optional<Moment> const& value) { out << (value ? rfc3339(*value) : "-") << ' '; };
    auto const clock = [&](std::optional<Clock> const& value) {
        if (value) {
            moment(value->due);
            moment(value->met_at);
            moment(value->stopped_at);
            out << value->late_by.count() << ' ';
        }
    };
    for (Standing const& standing : standings) {
        out << standing.provider.get() << ' ' << name_of(standing.status) << ' ' << standing.reason << ' '
            << standing.referred << ' ' << standing.attempts.made << '/' << standing.attempts.required << ' '
            << standing.given_up_early << standing.exit_without_entry << ' ';
        for (auto const& value :
             {std::optional{standing.since}, standing.received_at, standing.contacted_at, standing.assessed_at,
              standing.planned_at, standing.exit_assessed_at, standing.ended_at})
            moment(value);
        for (auto const& value : {standing.day, standing.working_day, standing.six_weeks})
            clock(value);
        for (Needs const& scores : {standing.entry, standing.exit, standing.changed})
            for (auto const& score : scores.scores)
                out << (score ? std::to_string(*score) : "-") << ' ';
        for (Untold const& untold : standing.untold)
            out << untold.referrer.get() << name_of(untold.status) << ' ';
        out << '\n';
    }
    return out.str();
}

TEST(Standing, B7_DoesNotDependOnTheOrderOfArrivalNorOnRepeats)
{
    Script script;
    script.referred("2026-11-02T10:00:00Z", {{"enhanced_entitlement", "none"}, {"victim_dob", "1990-01-01"}})
        .referred("2026-11-02T13:00:00Z", {{"enhanced_entitlement", "most_serious_crime"}}, kTransportPolice)
        .status("2026-11-02T11:00:00Z", "received")
        .status("2026-11-02T12:00:00Z", "attempting", {{"attempt_number", 1}})
        .status("2026-11-03T12:00:00Z", "attempting", {{"attempt_number", 2}, {"attempt_channel", "letter"}})
        .status("2026-11-03T12:00:00Z", "uncontactable", {{"attempt_number", 3}})
        .status("2026-11-04T15:00:00Z", "contacted", {{"contacted_at", "2026-11-04T14:50:00Z"}})
        .status("2026-11-04T15:00:00Z", "contacted", {{"contacted_at", "2026-11-04T14:55:00Z"}}, kHub, kTransportPolice)
        .status("2026-11-05T10:00:00Z", "assessed", with(needs(3, 8), {{"assessment", "baseline"}}))
        .status("2026-11-05T10:00:00Z", "assessed", with(needs(4), {{"assessment", "baseline"}}), kHub,
                kTransportPolice)
        .referred("2026-11-06T12:00:00Z", {{"referral_reason", "new"}}, kHub, kAdvocates)
        .referred("2026-11-09T12:00:00Z", {{"referral_reason", "step_up"}}, kHub, kAbuseService)
        .status("2026-11-10T10:00:00Z", "closed_planned", with(needs(9), {{"assessment", "exit"}}))
        .status("2026-11-10T10:00:00Z", "closed_unplanned", {{"close_reason", "no_contact"}}, kHub, kTransportPolice)
        .referred("2026-11-20T10:00:00Z")
        .status("2026-11-20T10:00:00Z", "received")
        .change("corrected", kForce, kHub, "2026-11-21T09:40:00Z",
                {{"answered_at", "2026-11-21T09:40:00Z"}, {"outcome", "corrected"}, {"corrected_dob", "2010-01-01"}});
    std::mt19937 random{20261122};
    for (char const* const moment :
         {"2026-11-02T12:30:00Z", "2026-11-05T00:00:00Z", "2026-11-12T00:00:00Z", "2026-12-01T00:00:00Z"}) {
        std::string const expected = text_of(standings_at(script.changes, calendar(), at(moment)));
        for (int i = 0; i < 200; ++i) {
            std::vector<Change> arrived = script.changes;
            for (int repeat = 0; repeat < 3; ++repeat)
                arrived.push_back(arrived[random() % script.changes.size()]);
            std::ranges::shuffle(arrived, random);
            for (std::size_t entry = 0; entry < arrived.size(); ++entry)
                arrived[entry].record.entry = entry;
            ASSERT_EQ(text_of(standings_at(arrived, calendar(), at(moment))), expected) << moment;
        }
    }
}

}  // namespace
}  // namespace micklegate::referrals
