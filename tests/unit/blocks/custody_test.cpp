#include "tests/unit/blocks/script.hpp"

#include "gateway/blocks/same_person.hpp"

#include <gmock/gmock.h>

#include <random>

namespace micklegate::blocks {
namespace {

using namespace test;
using testing::ElementsAre;

std::vector<Movement> movements_of(Script script)
{
    std::vector<Movement> movements;
    for (Change const& change : script.changes())
        movements.push_back(std::get<Movement>(change.what));
    return movements;
}

/// The stays, from first to last, whatever the order in which the movements came.
std::vector<Stay> stays(Script const& script)
{
    std::vector<Movement> movements = movements_of(script);
    std::vector<Stay> const told = stays_of(movements);
    std::mt19937 shuffle{417};
    for (int i = 0; i < 50; ++i) {
        std::ranges::shuffle(movements, shuffle);
        EXPECT_EQ(stays_of(movements), told);
    }
    return told;
}

TEST(Custody, IsUnknownBeforeTheFirstMovement)
{
    Script const script = Script{}.received(at(20, 10), "HLI", "ADMISSION");
    EXPECT_EQ(stay_at(stays(script), at(20, 9, 59)).where, Where::kUnknown);
    EXPECT_EQ(stay_at(stays(script), at(20, 10)), (Stay{at(20, 10), Where::kHeld, "HLI"}));
}

TEST(Custody, B32_TransferredTwiceInADayIsHeldWhereHeWasReceivedLast)
{
    Script const script = Script{}
                              .received(at(20, 8), "HLI", "ADMISSION")
                              .released(at(21, 8), "HLI")
                              .received(at(21, 10), "LEI")
                              .released(at(21, 14), "LEI")
                              .received(at(21, 17), "DNI");
    EXPECT_THAT(stays(script),
                ElementsAre(Stay{at(20, 8), Where::kHeld, "HLI"}, Stay{at(21, 8), Where::kInTransit, "HLI"},
                            Stay{at(21, 10), Where::kHeld, "LEI"}, Stay{at(21, 14), Where::kInTransit, "LEI"},
                            Stay{at(21, 17), Where::kHeld, "DNI"}));
}

TEST(Custody, B32_ReceivedBeforeTheReleaseArrivesIsNoSecondMove)
{
    Script const script =
        Script{}.received(at(21, 10), "LEI").received(at(20, 8), "HLI", "ADMISSION").released(at(21, 8), "HLI");
    EXPECT_EQ(stays(script).back(), (Stay{at(21, 10), Where::kHeld, "LEI"}));
}

TEST(Custody, B32_TransferThroughCourtStaysOnTheBooksOfTheOldPrisonUntilTheNewOneReceives)
{
    Script const script = Script{}
                              .received(at(20, 8), "HLI", "ADMISSION")
                              .released(at(21, 8), "HLI", "SENT_TO_COURT")
                              .received(at(21, 18), "LEI", "TRANSFERRED", {{"movement_reason_code", "TRNCRT"}});
    EXPECT_THAT(stays(script),
                ElementsAre(Stay{at(20, 8), Where::kHeld, "HLI"}, Stay{at(21, 8), Where::kAtCourt, "HLI"},
                            Stay{at(21, 18), Where::kHeld, "LEI"}));
}

TEST(Custody, BothFamiliesTellingOneTransferTellOneTransfer)
{
    Script const script = Script{}
                              .received(at(20, 8), "HLI", "ADMISSION")
                              .received(at(20, 8, 3), "HLI", "NEW_ADMISSION", Script::seen())
                              .released(at(21, 8), "HLI")
                              .received(at(21, 10), "LEI")
                              // NOMIS was filled in after lunch.
                              .released(at(21, 13), "HLI", "TRANSFERRED", Script::seen())
                              .received(at(21, 13, 5), "LEI", "TRANSFERRED", Script::seen());
    EXPECT_THAT(stays(script),
                ElementsAre(Stay{at(20, 8), Where::kHeld, "HLI"}, Stay{at(21, 8), Where::kInTransit, "HLI"},
                            Stay{at(21, 10), Where::kHeld, "LEI"}));
}

TEST(Custody, ThereAndBackInADayIsNotTakenForATellingTwice)
{
    Script const script = Script{}
                              .received(at(20, 8), "HLI", "ADMISSION")
                              .received(at(21, 9), "LEI")
                              .received(at(21, 9, 20), "LEI", "TRANSFERRED", Script::seen())
                              .received(at(21, 13), "HLI")
                              .received(at(21, 13, 20), "HLI", "TRANSFERRED", Script::seen())
                              .received(at(21, 18), "LEI")
                              .received(at(21, 18, 20), "LEI", "TRANSFERRED", Script::seen());
    EXPECT_THAT(stays(script),
                ElementsAre(Stay{at(20, 8), Where::kHeld, "HLI"}, Stay{at(21, 9), Where::kHeld, "LEI"},
                            Stay{at(21, 13), Where::kHeld, "HLI"}, Stay{at(21, 18), Where::kHeld, "LEI"}));
}

TEST(Custody, B32_SuppressedWithin45MinutesIsWhatTheImmediateFamilyTookBack)
{
    // The delayed family never tells of it.
    Script const script = Script{}
                              .received(at(20, 8), "HLI", "ADMISSION")
                              .received(at(21, 10), "LEI", "TRANSFERRED", Script::seen())
                              .received(at(21, 10, 30), "HLI", "TRANSFERRED", Script::seen());
    EXPECT_EQ(stay_at(stays(script), at(21, 10, 29)).prison, "LEI");
    EXPECT_EQ(stay_at(stays(script), at(21, 10, 30)), (Stay{at(21, 10, 30), Where::kHeld, "HLI"}));
}

TEST(Custody, B32_WhoNeverArrivesStaysInTransit)
{
    Script const script = Script{}.received(at(20, 8), "HLI", "ADMISSION").released(at(21, 8), "HLI");
    EXPECT_EQ(stay_at(stays(script), at(25, 8)), (Stay{at(21, 8), Where::kInTransit, "HLI"}));
}

TEST(Custody, B32_ReleasedInErrorAndReturnedWasFreeInBetween)
{
    Script const script = Script{}
                              .received(at(20, 8), "HLI", "ADMISSION")
                              .released(at(21, 8), "HLI", "RELEASED")
                              .received(at(21, 15), "HLI", "ADMISSION");
    EXPECT_EQ(stay_at(stays(script), at(21, 14)).where, Where::kFree);
    EXPECT_EQ(stay_at(stays(script), at(21, 15)), (Stay{at(21, 15), Where::kHeld, "HLI"}));
}

TEST(Custody, B32_UnlawfullyAtLargeIsARelease_AndNotFreedom)
{
    for (char const* const code : {"UAL", "UAL_ECL", "ESCP"}) {
        Script const script = Script{}
                                  .received(at(20, 8), "KVI", "ADMISSION")
                                  .released(at(21, 8), "KVI", "RELEASED", {{"movement_reason_code", code}})
                                  .released(at(21, 8, 2), "KVI", "RELEASED", Script::seen());
        EXPECT_EQ(stay_at(stays(script), at(22, 8)), (Stay{at(21, 8), Where::kAtLarge, "KVI"})) << code;
    }
}

TEST(Custody, B32_TemporaryAbsenceThatIsOverdueIsAtLargeUntilTheReturn)
{
    Script const script = Script{}
                              .received(at(20, 8), "HDI", "ADMISSION")
                              .released(at(21, 8), "HDI", "TEMPORARY_ABSENCE_RELEASE")
                              .not_returned(at(21, 19))
                              .received(at(21, 22), "HDI", "TEMPORARY_ABSENCE_RETURN");
    EXPECT_EQ(stay_at(stays(script), at(21, 18)).where, Where::kOnTemporaryAbsence);
    EXPECT_EQ(stay_at(stays(script), at(21, 20)).where, Where::kAtLarge);
    EXPECT_EQ(stay_at(stays(script), at(21, 22)).where, Where::kHeld);
}

TEST(Custody, OverdueThatIsToldAfterTheReturnChangesNothing)
{
    Script const script = Script{}
                              .received(at(20, 8), "HDI", "ADMISSION")
                              .released(at(21, 8), "HDI", "TEMPORARY_ABSENCE_RELEASE")
                              .received(at(21, 18), "HDI", "TEMPORARY_ABSENCE_RETURN")
                              .not_returned(at(21, 19));
    EXPECT_EQ(stay_at(stays(script), at(21, 20)), (Stay{at(21, 18), Where::kHeld, "HDI"}));
}

TEST(Custody, B32_RestrictedPatientInHospitalIsStillInCustody)
{
    Script const script = Script{}
                              .received(at(20, 8), "HLI", "ADMISSION")
                              .released(at(21, 8), "HLI", "RELEASED_TO_HOSPITAL")
                              .released(at(21, 8, 1), "HLI", "RELEASED_TO_HOSPITAL", Script::seen());
    Stay const stay = stay_at(stays(script), at(22, 8));
    EXPECT_EQ(stay, (Stay{at(21, 8), Where::kInHospital, "HLI"}));
    EXPECT_TRUE(in_custody(stay.where));
}

TEST(Custody, B32_RecallToAnotherPrisonIsHeldThere)
{
    Script const script = Script{}
                              .received(at(1, 8), "HLI", "ADMISSION")
                              .released(at(10, 8), "HLI", "RELEASED")
                              .received(at(20, 20), "LEI", "ADMISSION", {{"movement_reason_code", "L"}})
                              .received(at(20, 20, 4), "LEI", "READMISSION", Script::seen());
    EXPECT_THAT(stays(script), ElementsAre(Stay{at(1, 8), Where::kHeld, "HLI"}, Stay{at(10, 8), Where::kFree, "HLI"},
                                           Stay{at(20, 20), Where::kHeld, "LEI"}));
}

TEST(Custody, B32_RemandFreedAtCourtOnFridayIsFreeFromFridayHoweverLateItIsTold)
{
    Script script = Script{}.received(at(2, 8), "HLI", "ADMISSION").released(at(20, 8), "HLI", "SENT_TO_COURT");
    EXPECT_TRUE(in_custody(stay_at(stays(script), at(22, 12)).where));

    script.released(at(20, 17), "HLI", "RELEASED");  // recorded on Monday
    EXPECT_EQ(stay_at(stays(script), at(20, 17)).where, Where::kFree);
    EXPECT_EQ(stay_at(stays(script), at(22, 12)).where, Where::kFree);
}

TEST(Custody, B32_BookingReusedIsAReceptionLikeAnyOther)
{
    Script const script = Script{}.received(at(20, 8), "HLI", "READMISSION_SWITCH_BOOKING", Script::seen());
    EXPECT_EQ(stay_at(stays(script), at(21, 8)), (Stay{at(20, 8), Where::kHeld, "HLI"}));
}

TEST(Custody, ReleaseForNoKnownReasonEndsCustodyOnlyWherePrisonCareEnded)
{
    for (auto const& [status, where] :
         {std::pair{"UNDER_PRISON_CARE", Where::kOut}, {"NOT_UNDER_PRISON_CARE", Where::kFree}, {"", Where::kOut}}) {
        object more;
        if (*status != '\0')
            more["current_status"] = status;
        Script const script =
            Script{}.received(at(20, 8), "HLI", "ADMISSION").released(at(21, 8), "HLI", "UNKNOWN", more);
        EXPECT_EQ(stay_at(stays(script), at(22, 8)).where, where) << status;
    }
}

TEST(Custody, AtOneMomentArrivingCountsAfterLeavingAndCustodyAfterFreedom)
{
    Script const script = Script{}
                              .received(at(20, 8), "HLI", "ADMISSION")
                              .received(at(21, 8), "LEI")
                              .released(at(21, 8), "HLI")
                              .released(at(22, 8), "LEI", "RELEASED_TO_HOSPITAL")
                              .released(at(22, 8), "LEI", "RELEASED");
    EXPECT_EQ(stay_at(stays(script), at(21, 8)), (Stay{at(21, 8), Where::kHeld, "LEI"}));
    EXPECT_EQ(stay_at(stays(script), at(22, 8)).where, Where::kInHospital);
}

TEST(Custody, TransferIsNotBelievedAboutThePrisonItLeaves)
{
    // Published 45 minutes later, it names the prison where the prisoner is by then.
    Script const script =
        Script{}.received(at(20, 8), "HLI", "ADMISSION").released(at(21, 8), "LEI").received(at(21, 8, 30), "LEI");
    EXPECT_EQ(stay_at(stays(script), at(21, 8, 10)), (Stay{at(21, 8), Where::kInTransit, "HLI"}));
}

TEST(Custody, DepartureFromAPrisonNobodyToldOfShowsThatHeWasThere)
{
    Script const script = Script{}.received(at(20, 8), "HLI", "ADMISSION").released(at(22, 8), "LEI", "SENT_TO_COURT");
    EXPECT_EQ(stay_at(stays(script), at(22, 9)), (Stay{at(22, 8), Where::kAtCourt, "LEI"}));
}

TEST(Custody, PseudoPrisonsAreNone)
{
    Script const script = Script{}.received(at(20, 8), "HLI", "ADMISSION").released(at(21, 8), "OUT", "RELEASED");
    EXPECT_EQ(stay_at(stays(script), at(22, 8)), (Stay{at(21, 8), Where::kFree, "HLI"}));
}

TEST(SamePerson, B5_MergedNumbersAreOnePersonThroughAnyChain)
{
    std::vector<Movement> const merges =
        movements_of(Script{}.merged(at(20, 8), "A9002AA", "A9001AA").merged(at(22, 8), "A9003AA", "A9002AA"));
    for (char const* const number : {"A9001AA", "A9002AA", "A9003AA"})
        EXPECT_THAT(same_person(merges, number), ElementsAre("A9001AA", "A9002AA", "A9003AA"));
    EXPECT_THAT(same_person(merges, "A9009AA"), ElementsAre("A9009AA"));
    EXPECT_EQ(number_at(merges, "A9001AA", at(20, 7)), "A9001AA");
    EXPECT_EQ(number_at(merges, "A9001AA", at(20, 8)), "A9002AA");
    EXPECT_EQ(number_at(merges, "A9001AA", at(22, 8)), "A9003AA");
}

}  // namespace
}  // namespace micklegate::blocks
