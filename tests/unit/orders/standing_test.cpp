// Where an order stands, case by case: each test is the order's life, and what an officer would be told when.
#include "tests/unit/orders/script.hpp"

namespace micklegate::orders {
namespace {

using namespace test;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Standing, IsNothingBeforeTheOrderIsMade)
{
    Script const script = Script{}.on("2026-11-19 11:40", order());
    expect(script, {{"2026-11-19 11:39", "none"}, {"2026-11-19 11:40", "in force"}});
    EXPECT_EQ(in_words(standing_at({}, at("2026-11-19 11:40"))), "none");
}

TEST(Standing, TellsWhoeverMustActWhatMattersFirst)
{
    Script const script = Script{}.on("2026-11-19 11:40", order()).on("2026-11-20 08:15", served());
    EXPECT_THAT(
        script.at_moment("2026-12-01 22:00").why,
        ElementsAre(
            "It is in force and the respondent knows of it. Breaking it without reasonable excuse is a crime: you "
            "can arrest for it (Family Law Act 1996 s.42A).",
            "The respondent was served in person on Fri 20 Nov 2026 08:15 GMT.",
            "It runs until Wed 19 May 2027 12:00 BST."));
}

TEST(Standing, B22_AnOrderVariedBeforeItsFirstServiceIsServedAsVaried)
{
    Script const script = Script{}
                              .on("2026-11-19 11:40", order())
                              .on("2026-11-20 10:00", variation({"Must not threaten.", "Must not write."}))
                              .on("2026-11-21 09:00", served());
    expect(script, {{"2026-11-20 12:00", "in force"}, {"2026-11-21 09:00", "in force, known, crime"}});
    EXPECT_THAT(texts(script.at_moment("2026-11-20 09:59").terms),
                ElementsAre("Must not threaten.", "Must not telephone."));
    EXPECT_THAT(texts(script.at_moment("2026-11-21 09:00").terms),
                ElementsAre("Must not threaten.", "Must not write."));
}

TEST(Standing, B22_ThePaperAsItWasBeforeTheVariationTellsTheOldTermsOnly)
{
    Script const script = Script{}
                              .on("2026-11-19 11:40", order())
                              .on("2026-11-20 10:00", variation({"Must not threaten.", "Must not write."}, "NMO-1-V"))
                              .on("2026-11-21 09:00", served())
                              .on("2026-11-23 09:00", served(), "NMO-1-V");
    expect(script, {{"2026-11-21 09:00", "in force, known, crime, 1 not told"},
                    {"2026-11-23 09:00", "in force, known, crime"}});
    EXPECT_THAT(texts(script.at_moment("2026-11-21 09:00").terms_not_told), ElementsAre("Must not write."));
    EXPECT_THAT(why(script, "2026-11-21 09:00"),
                HasSubstr("not served with or told 1 of its 2 terms. The others are known"));
}

TEST(Standing, B22_AVariationBindsByItsOldTermsUntilTheRespondentKnowsTheNew)
{
    Script const script =
        Script{}
            .on("2026-11-19 11:40", order())
            .on("2026-11-20 08:15", served())
            .on("2026-11-25 10:00", variation({"Must not telephone.", "Must not go there."}, "NMO-1-V"))
            .on("2026-11-27 17:00", told(Told::Method::kTelephone), "NMO-1-V");
    expect(script, {{"2026-11-25 09:59", "in force, known, crime"},
                    {"2026-11-25 10:00", "in force, known, crime, 1 not told"},
                    {"2026-11-27 17:00", "in force, known, crime"}});
    EXPECT_THAT(texts(script.at_moment("2026-11-26 00:00").terms_not_told), ElementsAre("Must not go there."));
    EXPECT_THAT(script.at_moment("2026-11-24 00:00").references, ElementsAre("NMO-1"));
    EXPECT_THAT(script.at_moment("2026-11-26 00:00").references, ElementsAre("NMO-1", "NMO-1-V"));
}

TEST(Standing, B22_ADischargedOrderIsOverAtOnceAndForGood)
{
    Script const script = Script{}
                              .on("2026-11-19 11:40", order())
                              .on("2026-11-20 08:15", served())
                              .on("2026-12-03 10:30", Discharged{Discharged::As::kNotContinued})
                              .on("2026-12-04 10:30", Extended{no_end(), {}, {}})
                              .on("2026-12-04 10:31", variation({"Must not write."}));
    expect(script, {{"2026-12-03 10:29", "in force, known, crime"},
                    {"2026-12-03 10:30", "not in force, known"},
                    {"2026-12-05 10:30", "not in force, known"}});
    EXPECT_THAT(script.at_moment("2026-12-05 10:30").terms, IsEmpty());
    EXPECT_EQ(script.at_moment("2026-12-05 10:30").ends, at("2026-12-03 10:30"));
    EXPECT_THAT(
        why(script, "2026-12-05 10:30"),
        "The court did not continue it on Thu 3 Dec 2026 10:30 GMT: it is not in force. What was done since breaks it "
        "no more; what was done before still may.");
}

TEST(Standing, B22_AnOrderMadeAnewAfterItsDischargeIsNotKnown)
{
    Script const script = Script{}
                              .on("2026-11-19 11:40", order())
                              .on("2026-11-20 08:15", served())
                              .on("2026-12-03 10:30", Discharged{})
                              .on("2026-12-10 10:30", order());
    expect(script, {{"2026-12-09 00:00", "not in force, known"}, {"2026-12-10 10:30", "in force"}});
    EXPECT_THAT(why(script, "2026-12-10 10:30"), HasSubstr("only before it was made"));
}

TEST(Standing, B22_AnOrderMadeAnewAfterItsEndIsNotKnownAndLeavesTheGap)
{
    Script const script = Script{}
                              .on("2026-11-19 11:40", order(until("2026-12-03 12:00")))
                              .on("2026-11-20 08:15", served())
                              .on("2026-12-10 10:30", order());
    expect(script, {{"2026-12-10 10:29", "not in force, known"}, {"2026-12-10 10:30", "in force"}});
    EXPECT_THAT(why(script, "2026-12-10 10:30"), HasSubstr("It was not in force from Thu 3 Dec 2026 12:00 GMT"));
}

TEST(Standing, B22_TheOrderOfOneMomentIsMadeThenTold)
{
    expect(Script{}.on("2026-11-20 14:20", told(Told::Method::kInCourt)).on("2026-11-20 14:20", order(no_end())),
           {{"2026-11-20 14:20", "in force, known, crime"}});
}

TEST(Standing, B22_ASlipIsCorrectedFromTheBeginningAndNobodyKnowsLess)
{
    Varied slip = variation({"Must not threaten.", "Must not call."}, {}, Varied::As::kSlipRule);
    slip.ending = until("2027-03-12 12:00");
    slip.service_needed = true;
    Script const script =
        Script{}.on("2026-11-19 11:40", order()).on("2026-11-20 08:15", served()).on("2026-11-25 10:00", slip);
    Standing const before = script.at_moment("2026-11-19 12:00");
    EXPECT_THAT(texts(before.terms), ElementsAre("Must not threaten.", "Must not call."));
    EXPECT_EQ(before.ends, at("2027-03-12 12:00"));
    expect(script, {{"2026-11-20 08:15", "in force, known, crime"},
                    {"2026-11-26 00:00", "in force, known, crime"},
                    {"2027-03-12 12:00", "not in force, known"}});
    EXPECT_THAT(why(script, "2026-11-26 00:00"), AllOf(HasSubstr("corrected a slip in it on Wed 25 Nov 2026 10:00 GMT"),
                                                       HasSubstr("wants its correction served")));
    auto const then = known_by(script.changes, at("2026-11-24 00:00"));
    EXPECT_THAT(texts(standing_at(then, at("2026-11-19 12:00")).terms),
                ElementsAre("Must not threaten.", "Must not telephone."));
}

TEST(Standing, B22_ASlipInTheHearingOrInWhatIsAllowedIsCorrectedToo)
{
    Made made = order();
    made.hearing = at("2026-12-03 10:30");
    made.permitted_contact = "Trough solicitors.";
    Varied slip = variation({"Must not threaten."}, {}, Varied::As::kSlipRule);
    slip.hearing = at("2026-12-13 10:30");
    slip.permitted_contact = "Through solicitors.";
    Script const script = Script{}.on("2026-11-19 11:40", made).on("2026-11-25 10:00", slip);
    expect(script, {{"2026-12-04 00:00", "in force"}, {"2026-12-13 10:30", "in force, hearing passed"}});
    EXPECT_EQ(script.at_moment("2026-11-20 00:00").permitted_contact, "Through solicitors.");
}

TEST(Standing, B22_ASlipInAVariationLeavesWhatWasMadeBeforeIt)
{
    Script const script = Script{}
                              .on("2026-11-19 11:40", order())
                              .on("2026-11-25 10:00", variation({"Must not rite."}))
                              .on("2026-11-27 10:00", variation({"Must not write."}, {}, Varied::As::kSlipRule));
    EXPECT_THAT(texts(script.at_moment("2026-11-20 00:00").terms),
                ElementsAre("Must not threaten.", "Must not telephone."));
    EXPECT_THAT(texts(script.at_moment("2026-11-26 00:00").terms), ElementsAre("Must not write."));
}

TEST(Standing, B22_ConsolidatedCasesGoOnUnderTheNewReference)
{
    Script const script = Script{}
                              .on("2026-11-19 11:40", order())
                              .on("2026-11-20 08:15", served())
                              .on("2026-11-25 10:00", variation({"Must not threaten.", "Must not write."}, "NMO-9",
                                                                Varied::As::kConsolidated));
    EXPECT_THAT(script.at_moment("2026-11-26 00:00").references, ElementsAre("NMO-1", "NMO-9"));
    expect(script, {{"2026-11-26 00:00", "in force, known, crime, 1 not told"}});
    EXPECT_THAT(why(script, "2026-11-26 00:00"), HasSubstr("made one case of two"));
}

TEST(Standing, B22_AnUnsealedCopyChangesNothing)
{
    Script const script = Script{}.on("2026-11-19 11:40", order()).unsealed();
    expect(script, {{"2026-11-20 00:00", "none"}});
    EXPECT_THAT(why(script, "2026-11-20 00:00"), HasSubstr("without the court's seal"));
    EXPECT_THAT(why(script, "2026-11-19 11:39"), Not(HasSubstr("seal")));
    Script sealed = script;
    sealed.on("2026-11-19 11:40", order());
    expect(sealed, {{"2026-11-20 00:00", "in force"}});
    EXPECT_THAT(why(sealed, "2026-11-20 00:00"), Not(HasSubstr("seal")));
}

TEST(Standing, B23_AnUnservedOrderExistsAndNobodyCommitsAnOffence)
{
    Script const script = Script{}
                              .on("2026-11-19 11:40", order())
                              .on("2026-11-20 09:00", ServiceFailed{ServiceFailed::Because::kEvading});
    expect(script, {{"2026-11-20 10:00", "in force"}});
    EXPECT_THAT(
        script.at_moment("2026-11-20 10:00").why,
        ElementsAre("It is in force, but nothing valid shows that the respondent knows of it. Breaking it is no crime "
                    "until the respondent has been served with it or told of it.",
                    "Service was reported on Fri 20 Nov 2026 09:00 GMT to have failed: the respondent avoids it.",
                    "It runs until Wed 19 May 2027 12:00 BST."));
    EXPECT_EQ(script.at_moment("2026-11-20 10:00").terms_not_told, script.at_moment("2026-11-20 10:00").terms);
}

TEST(Standing, B23_TheRespondentAbroadOrWithoutAbodeIsNotServed)
{
    for (auto const& [because, words] : {std::pair{ServiceFailed::Because::kAbroad, "is abroad"},
                                         {ServiceFailed::Because::kNoFixedAbode, "has no fixed abode"}})
        EXPECT_THAT(why(Script{}.on("2026-11-19 11:40", order()).on("2026-11-20 09:00", ServiceFailed{because}),
                        "2026-11-20 10:00"),
                    HasSubstr(words));
}

TEST(Standing, B23_ToldByTelephoneIsAware)
{
    Script const script =
        Script{}.on("2026-11-19 11:40", order()).on("2026-11-19 16:05", told(Told::Method::kTelephone));
    expect(script, {{"2026-11-19 16:04", "in force"}, {"2026-11-19 16:05", "in force, known, crime"}});
    EXPECT_THAT(why(script, "2026-11-19 16:05"), HasSubstr("told of it by telephone on Thu 19 Nov 2026 16:05 GMT"));
}

TEST(Standing, B23_ToldOfOneTermKnowsThatTheOrderExistsAndThatTerm)
{
    Told one = told(Told::Method::kInCourt);
    one.terms = {"2"};
    Script const script = Script{}.on("2026-11-19 11:40", order()).on("2026-11-19 11:40", one);
    expect(script, {{"2026-11-19 12:00", "in force, known, crime, 1 not told"}});
    EXPECT_THAT(texts(script.at_moment("2026-11-19 12:00").terms_not_told), ElementsAre("Must not threaten."));
    one.terms.emplace();
    EXPECT_THAT(why(Script{}.on("2026-11-19 11:40", order()).on("2026-11-19 11:40", one), "2026-11-19 12:00"),
                HasSubstr("was not served with or told any of its terms"));
}

TEST(Standing, B23_EachTellingCountsThoughTwoAreOfOneMoment)
{
    Told first = told(Told::Method::kInCourt);
    first.terms = {"1"};
    Told second = first;
    second.terms = {"2"};
    expect(Script{}.on("2026-11-19 11:40", order()).on("2026-11-20 09:00", first).on("2026-11-20 09:00", second),
           {{"2026-11-20 09:00", "in force, known, crime"}});
}

TEST(Standing, B23_ServedInCustodyIsServed)
{
    expect(Script{}.on("2026-11-19 11:40", order()).on("2026-11-20 06:00", served(Told::Method::kInCustody)),
           {{"2026-11-20 06:00", "in force, known, crime"}});
}

TEST(Standing, B23_AnotherWayOfServiceCountsOnlyIfTheCourtDirectedIt)
{
    Told by_text = served(Told::Method::kAsDirected);
    Script script = Script{}.on("2026-11-19 11:40", order()).on("2026-11-20 08:15", by_text);
    expect(script, {{"2026-11-20 09:00", "in force"}});
    EXPECT_THAT(why(script, "2026-11-20 09:00"), HasSubstr("in a way that the court had not directed"));
    by_text.directed = true;
    script.on("2026-11-21 08:15", by_text);
    expect(script, {{"2026-11-21 08:14", "in force"}, {"2026-11-21 08:15", "in force, known, crime"}});
    EXPECT_THAT(why(script, "2026-11-21 08:15"), HasSubstr("served as the court had directed"));
}

TEST(Standing, B23_AServiceRecordedWithAFutureTimeDoesNotCountYet)
{
    Script const script =
        Script{}.on("2026-11-19 11:40", order()).on("2026-11-22 08:15", served()).recorded("2026-11-20 09:00");
    expect(script, {{"2026-11-20 10:00", "in force"}, {"2026-11-22 08:15", "in force, known, crime"}});
    EXPECT_THAT(why(script, "2026-11-20 10:00"),
                HasSubstr("gives a time that has not come, Sun 22 Nov 2026 08:15 GMT: it counts from then"));
    EXPECT_THAT(why(script, "2026-11-20 08:00"), Not(HasSubstr("has not come"))) << "nobody had said so yet";
}

TEST(Standing, B23_TheApplicantCannotServeButWhoIsToldKnows)
{
    Told by_applicant = served();
    by_applicant.by_applicant = true;
    Script script = Script{}.on("2026-11-19 11:40", order()).on("2026-11-20 08:15", by_applicant);
    expect(script, {{"2026-11-20 09:00", "in force"}});
    EXPECT_THAT(why(script, "2026-11-20 09:00"), HasSubstr("The applicant served it: that is no valid service"));
    by_applicant.way = Told::Way::kTold;
    script.on("2026-11-21 08:15", by_applicant);
    expect(script, {{"2026-11-21 08:15", "in force, known, crime"}});
}

TEST(Standing, B23_ServiceOfATimeBeforeTheOrderWasMadeIsNone)
{
    Script const script = Script{}.on("2026-11-19 11:40", order()).on("2026-11-19 09:00", served());
    expect(script, {{"2026-11-20 09:00", "in force"}});
    EXPECT_THAT(why(script, "2026-11-20 09:00"), HasSubstr("only before it was made"));
}

TEST(Standing, B24_AnOrderEndsAtNoonNotAtMidnight)
{
    Script const noon =
        Script{}.on("2026-11-19 11:40", order(until("2027-03-20 12:00"))).on("2026-11-20 08:15", served());
    expect(noon, {{"2027-03-20 11:59", "in force, known, crime"}, {"2027-03-20 12:00", "not in force, known"}});
    EXPECT_THAT(why(noon, "2027-03-20 12:00"), HasSubstr("It ended on Sat 20 Mar 2027 12:00 GMT"));
    Script const midnight = Script{}.on("2026-11-19 11:40", order(until("2027-03-20 00:00")));
    expect(midnight, {{"2027-03-19 23:59", "in force"}, {"2027-03-20 00:00", "not in force"}});
    EXPECT_THAT(why(midnight, "2027-03-19 23:59"), HasSubstr("until Sat 20 Mar 2027 00:00 GMT (as that day begins)"));
}

TEST(Standing, B24_AnOrderEndsInTheHourThatComesTwiceWhereItSays)
{
    Script const summer = Script{}.on("2026-08-19 11:40", order(until("2026-10-25 01:30+01:00")));
    expect(summer, {{"2026-10-25 01:29+01:00", "in force"}, {"2026-10-25 01:30+01:00", "not in force"}});
    EXPECT_THAT(why(summer, "2026-10-01 00:00"), HasSubstr("It runs until Sun 25 Oct 2026 01:30 BST."));
    Script const winter = Script{}.on("2026-08-19 11:40", order(until("2026-10-25 01:30")));
    expect(winter, {{"2026-10-25 01:30+01:00", "in force"},
                    {"2026-10-25 01:29", "in force"},
                    {"2026-10-25 01:30", "not in force"}});
    EXPECT_THAT(why(winter, "2026-10-01 00:00"), HasSubstr("It runs until Sun 25 Oct 2026 01:30 GMT."));
}

TEST(Standing, B24_AnOrderWithoutEndRunsUntilTheCourtSaysOtherwise)
{
    Script const script = Script{}.on("2026-11-19 11:40", order(no_end())).on("2126-11-19 11:40", Discharged{});
    expect(script, {{"2126-11-19 11:39", "in force"}, {"2126-11-19 11:40", "not in force"}});
    EXPECT_EQ(script.at_moment("2026-12-01 00:00").ends, std::nullopt);
    EXPECT_THAT(why(script, "2026-12-01 00:00"), HasSubstr("It has no end: it runs until the court says otherwise."));
}

TEST(Standing, B24_AnOrderEndsOnTheDateItBearsWhateverElseItSays)
{
    Made made = order(until("2027-03-20 12:00"));
    made.ending.by = Ending::By::kNoEnd;
    Script const script = Script{}.on("2026-11-19 11:40", made);
    expect(script, {{"2027-03-20 11:59", "in force"}, {"2027-03-20 12:00", "not in force"}});
    EXPECT_THAT(why(script, "2026-12-01 00:00"), HasSubstr("ask the court which"));
    made.ending = {Ending::By::kSpecified, {}};
    EXPECT_THAT(why(Script{}.on("2026-11-19 11:40", made), "2026-12-01 00:00"),
                HasSubstr("bears an end that the register was not told"));
}

TEST(Standing, B24_AnEndThatLiesBeforeTheOrderWasMadeIsPointedOut)
{
    char const* const says = "that end lies before it was made";
    Made made = order(until("2026-11-19 11:39"));
    made.ending.by = Ending::By::kUntilHearing;
    Script script = Script{}.on("2026-11-19 11:40", made);
    expect(script, {{"2026-12-01 00:00", "not in force"}});
    EXPECT_THAT(why(script, "2026-12-01 00:00"), HasSubstr(says));
    script.on("2026-12-02 10:00", Discharged{});
    EXPECT_THAT(why(script, "2026-12-03 00:00"), Not(HasSubstr(says))) << "it is over whatever it meant";
    script = Script{}.on("2026-11-19 11:40", order(until("2026-11-25 12:00")));
    EXPECT_THAT(why(script, "2026-12-01 00:00"), Not(HasSubstr(says)));
}

TEST(Standing, B24_AnOrderUntilAHearingStandsPastItUntilTheCourtSpeaks)
{
    Made made = order(until_hearing());
    made.hearing = at("2026-12-03 10:30");
    Script const script = Script{}.on("2026-11-19 11:40", made).on("2026-11-19 11:40", told(Told::Method::kInCourt));
    expect(script, {{"2026-12-03 10:29", "in force, known, crime"},
                    {"2026-12-03 10:30", "in force, known, crime, hearing passed"},
                    {"2026-12-10 10:30", "in force, known, crime, hearing passed"}});
    EXPECT_THAT(why(script, "2026-12-01 00:00"), HasSubstr("It runs until a hearing on Thu 3 Dec 2026 10:30 GMT."));
    EXPECT_THAT(why(script, "2026-12-10 10:30"), HasSubstr("nothing shows what the court did there: it stands until"));
}

TEST(Standing, B24_AReturnHearingWhoseOutcomeWasNotToldIsSaidOfADatedOrderToo)
{
    Made made = order();
    made.hearing = at("2026-12-03 10:30");
    Script const script = Script{}.on("2026-11-19 11:40", made);
    expect(script, {{"2026-12-03 10:30", "in force, hearing passed"}});
    EXPECT_THAT(why(script, "2026-12-03 10:30"), HasSubstr("It was to be heard again on Thu 3 Dec 2026 10:30 GMT"));
}

TEST(Standing, B24_AHearingIsListedUntilTheCourtHasSat)
{
    Made made = order();
    made.hearing = at("2026-12-03 10:30");
    Script const script = Script{}
                              .on("2026-11-19 11:40", made)
                              .on("2026-11-25 10:00", variation({"Must not threaten."}))
                              .on("2026-12-03 12:45", Extended{no_end(), {}, {}});
    expect(script, {{"2026-12-03 12:44", "in force, hearing passed"}, {"2026-12-03 12:45", "in force"}});
}

TEST(Standing, B24_AnOrderAdjournedAndExtendedTheSameDayHasNoGap)
{
    Made made = order(until("2026-12-03 12:00"));
    made.hearing = at("2026-12-03 10:30");
    Script const script =
        Script{}
            .on("2026-11-19 11:40", made)
            .on("2026-11-20 08:15", served())
            .on("2026-12-03 10:45", Extended{until("2027-05-19 12:00+01:00"), at("2027-05-12 10:30+01:00"), {}})
            .recorded("2026-12-04 09:00");
    expect(script, {{"2026-12-03 10:30", "in force, known, crime, hearing passed"},
                    {"2026-12-03 10:45", "in force, known, crime"},
                    {"2026-12-03 12:00", "in force, known, crime"},
                    {"2027-05-19 11:00", "not in force, known"}});
    EXPECT_THAT(why(script, "2026-12-03 12:00"),
                HasSubstr("The end that the respondent knows of, Thu 3 Dec 2026 12:00 GMT, has passed"));
    auto const then = known_by(script.changes, at("2026-12-03 20:00"));
    EXPECT_EQ(in_words(standing_at(then, at("2026-12-03 12:00"))), "not in force, known")
        << "as the register said that evening";
}

TEST(Standing, B24_AnOrderExtendedAtTheVeryMomentOfItsEndHasNoGap)
{
    expect(Script{}
               .on("2026-11-19 11:40", order(until("2026-12-03 12:00")))
               .on("2026-11-20 08:15", served())
               .on("2026-12-03 12:00", Extended{no_end(), {}, {}}),
           {{"2026-12-03 11:59", "in force, known, crime"}, {"2026-12-03 12:00", "in force, known, crime"}});
}

TEST(Standing, B24_AnExtensionAfterTheEndLeavesTheGapAndMustBeToldAnew)
{
    Script const script = Script{}
                              .on("2026-11-19 11:40", order(until("2026-12-03 12:00")))
                              .on("2026-11-20 08:15", served())
                              .on("2026-12-07 10:00", Extended{until("2027-05-19 12:00+01:00"), {}, {}})
                              .on("2026-12-08 08:00", served());
    expect(script, {{"2026-12-03 11:59", "in force, known, crime"},
                    {"2026-12-03 12:00", "not in force, known"},
                    {"2026-12-07 09:59", "not in force, known"},
                    {"2026-12-07 10:00", "in force"},
                    {"2026-12-08 08:00", "in force, known, crime"}});
    EXPECT_THAT(why(script, "2026-12-08 08:00"),
                HasSubstr("It was not in force from Thu 3 Dec 2026 12:00 GMT until Mon 7 Dec 2026 10:00 GMT."));
}

TEST(Standing, B24_AVariationCanMoveTheEndAndLeavesWhatItDoesNotSay)
{
    Made made = order();
    made.permitted_contact = "Through solicitors only.";
    Varied shorter = variation({"Must not threaten."});
    shorter.ending = until("2026-12-20 12:00");
    Script const script = Script{}
                              .on("2026-11-19 11:40", made)
                              .on("2026-11-20 10:00", variation({"Must not threaten."}))
                              .on("2026-11-25 10:00", shorter);
    EXPECT_EQ(script.at_moment("2026-11-21 00:00").ends, at("2027-05-19 12:00+01:00"));
    EXPECT_EQ(script.at_moment("2026-11-26 00:00").ends, at("2026-12-20 12:00"));
    EXPECT_EQ(script.at_moment("2026-11-26 00:00").permitted_contact, "Through solicitors only.");
}

TEST(Standing, B26_AnOccupationOrderIsNeverACrimeButMayBearAPowerOfArrest)
{
    Made made = order(until("2027-05-19 12:00+01:00"), Kind::kOccupation);
    Script const plain = Script{}.on("2026-11-19 11:40", made).on("2026-11-20 08:15", served());
    expect(plain, {{"2026-11-20 09:00", "in force, known"}});
    EXPECT_THAT(why(plain, "2026-11-20 09:00"),
                AllOf(HasSubstr("contempt of court, not a crime"), HasSubstr("No power of arrest is known")));
    made.power_of_arrest_until = at("2027-02-19 12:00");
    Script const script = Script{}.on("2026-11-19 11:40", made).on("2026-11-20 08:15", served());
    expect(script, {{"2026-11-20 08:14", "in force"},
                    {"2026-11-20 08:15", "in force, known, power of arrest"},
                    {"2027-02-19 12:00", "in force, known"}});
    EXPECT_THAT(why(script, "2026-11-20 08:14"), HasSubstr("cannot be used until the respondent knows"));
}

TEST(Standing, B26_APowerOfArrestHasDatesOfItsOwn)
{
    Made made = order(until("2027-05-19 12:00+01:00"));
    made.power_of_arrest_until = at("2027-02-19 12:00");
    Script const script = Script{}.on("2026-11-19 11:40", made).on("2026-11-20 08:15", served());
    Standing const standing = script.at_moment("2026-11-20 09:00");
    EXPECT_EQ(standing.power_of_arrest_until, at("2027-02-19 12:00"));
    EXPECT_EQ(standing.ends, at("2027-05-19 12:00+01:00"));
    EXPECT_THAT(why(script, "2026-11-20 09:00"),
                HasSubstr("until Fri 19 Feb 2027 12:00 GMT, which is not when the order ends"));
    EXPECT_THAT(why(script, "2027-02-19 12:00"),
                HasSubstr("ended on Fri 19 Feb 2027 12:00 GMT, though the order runs on"));
    made.ending = until("2026-12-19 12:00");
    expect(Script{}.on("2026-11-19 11:40", made).on("2026-11-20 08:15", served()),
           {{"2026-12-19 12:00", "not in force, known"}});
}

TEST(Standing, B26_AnUndertakingIsNeverACrime)
{
    Script const script = Script{}.on(
        "2026-11-20 11:00", Undertaking{{}, at("2027-05-20 12:00+01:00"), numbered({"Not to write."})}, "UND-1");
    expect(script, {{"2026-11-20 11:00", "in force, known"}, {"2027-05-20 11:00", "not in force, known"}});
    EXPECT_EQ(script.at_moment("2026-11-20 11:00").kind, Kind::kUndertaking);
    EXPECT_THAT(
        script.at_moment("2026-11-20 11:00").why,
        ElementsAre("It is no order but an undertaking (a promise to the court), given on Fri 20 Nov 2026 11:00 GMT. "
                    "Breaking it is contempt of court, not a crime, and gives no power of arrest.",
                    "It runs until Thu 20 May 2027 12:00 BST."));
    Script const as_order = Script{}.on("2026-11-20 11:00", order(no_end(), Kind::kUndertaking));
    expect(as_order, {{"2026-11-20 11:00", "in force, known"}});
    EXPECT_THAT(why(as_order, "2026-11-20 11:00"), HasSubstr("gives no power of arrest"));
}

TEST(Standing, B26_AnUndertakingThatTakesTheOrdersPlaceOutlivesTheOrdersDischarge)
{
    Script const script = Script{}
                              .on("2026-11-12 11:40", order())
                              .on("2026-11-13 08:15", served())
                              .on("2026-11-20 11:00", Undertaking{"NMO-1", {}, numbered({"Not to write."})}, "UND-1")
                              .on("2026-11-20 11:05", Discharged{})
                              .on("2026-12-20 11:05", Discharged{}, "UND-1");
    expect(script, {{"2026-11-20 10:59", "in force, known, crime"},
                    {"2026-11-20 11:00", "in force, known"},
                    {"2026-11-20 11:05", "in force, known"},
                    {"2026-12-20 11:05", "not in force, known"}});
    EXPECT_THAT(script.at_moment("2026-11-20 11:00").references, ElementsAre("NMO-1", "UND-1"));
    EXPECT_THAT(why(script, "2026-11-20 11:00"), HasSubstr("took the order's place on Fri 20 Nov 2026 11:00 GMT"));
    EXPECT_THAT(why(script, "2026-12-20 11:05"), HasSubstr("No order is in force"));
}

TEST(Standing, B26_AnOrderMadeSinceAnUndertakingStandsInItsPlace)
{
    Script const script = Script{}
                              .on("2026-11-12 11:40", order())
                              .on("2026-11-20 11:00", Undertaking{"NMO-1", {}, {}}, "UND-1")
                              .on("2026-12-20 11:05", order())
                              .on("2026-12-20 11:05", told(Told::Method::kInCourt));
    expect(script, {{"2026-12-20 11:04", "in force, known"}, {"2026-12-20 11:05", "in force, known, crime"}});
}

TEST(Standing, B26_NoPowerOfArrestIsAttachedToAPromiseOrAForeignOrder)
{
    for (Kind const kind : {Kind::kUndertaking, Kind::kOutsideEnglandAndWales}) {
        Made made = order(no_end(), kind);
        made.power_of_arrest_until = at("2027-02-19 12:00");
        Script const script = Script{}.on("2026-11-19 11:40", made).on("2026-11-19 11:40", served());
        expect(script, {{"2026-11-20 09:00", "in force, known"}});
        EXPECT_THAT(why(script, "2026-11-20 09:00"), Not(HasSubstr("FL406")));
    }
}

TEST(Standing, B26_AnOrderFromOutsideEnglandAndWalesIsNoCrimeHere)
{
    Script const script = Script{}
                              .on("2026-11-19 11:40", order(no_end(), Kind::kOutsideEnglandAndWales))
                              .on("2026-11-20 08:15", served());
    expect(script, {{"2026-11-20 09:00", "in force, known"}});
    EXPECT_THAT(why(script, "2026-11-20 09:00"), HasSubstr("made outside England and Wales"));
}

TEST(Standing, B27_ContactThatTheOrderAllowsIsPointedOut)
{
    Made made = order();
    EXPECT_THAT(why(Script{}.on("2026-11-19 11:40", made), "2026-11-20 09:00"), Not(HasSubstr("allows some contact")));
    made.terms.push_back({3, "Must not contact the applicant, Except through solicitors."});
    EXPECT_THAT(why(Script{}.on("2026-11-19 11:40", made), "2026-11-20 09:00"), HasSubstr("allows some contact"));
    made = order();
    made.permitted_contact = "Under a child arrangements order.";
    Script const script = Script{}.on("2026-11-19 11:40", made);
    EXPECT_THAT(why(script, "2026-11-20 09:00"), AllOf(HasSubstr("allows some contact"), Not(HasSubstr("child"))));
    EXPECT_EQ(script.at_moment("2026-11-20 09:00").permitted_contact, "Under a child arrangements order.");
}

TEST(Standing, ThePaperIsKnownByItsReferenceHoweverThatIsSpelled)
{
    Script const script = Script{}
                              .on("2026-11-19 11:40", order())
                              .on("2026-11-20 10:00", variation({"Must not write."}, "NMO-1-V"))
                              .on("2026-11-21 09:00", served(), "nmo 1")
                              .on("2026-11-22 09:00", Undertaking{"nmo 1", {}, {}}, "UND-1")
                              .on("2026-11-23 09:00", Discharged{}, "und 1");
    expect(script, {{"2026-11-21 09:00", "in force, known, crime, 1 not told"},
                    {"2026-11-22 09:00", "in force, known"},
                    {"2026-11-23 09:00", "not in force, known"}});
}

TEST(Standing, B22_OfTwoCorrectionsTheSecondIsReadIntoTheOrderToo)
{
    Made made = order();
    made.permitted_contact = "Trough solicitors.";
    Varied first = variation({"Must not threaten."}, {}, Varied::As::kSlipRule);
    first.permitted_contact = "Though solicitors.";
    Varied second = first;
    second.permitted_contact = "Through solicitors.";
    Script const script =
        Script{}.on("2026-11-19 11:40", made).on("2026-11-25 10:00", first).on("2026-11-26 10:00", second);
    EXPECT_EQ(script.at_moment("2026-11-27 00:00").permitted_contact, "Through solicitors.");
}

TEST(Standing, OfAnOrderThatNeverCameIsWhatOthersSayOfIt)
{
    Script const only_served = Script{}.on("2026-11-20 08:15", served());
    expect(only_served, {{"2026-11-20 09:00", "not in force, known"}});
    EXPECT_THAT(why(only_served, "2026-11-20 09:00"), HasSubstr("only word of its service"));
    Script script = Script{}
                        .on("2026-11-20 10:00", Extended{no_end(), {}, numbered({"Must not write."})})
                        .on("2026-11-20 08:15", served());
    expect(script, {{"2026-11-20 11:00", "in force, known, 1 not told"}});
    EXPECT_EQ(script.at_moment("2026-11-20 11:00").kind, std::nullopt);
    EXPECT_THAT(why(script, "2026-11-20 11:00"), HasSubstr("ask the court what kind of order"));
}

TEST(Standing, OfTwoChangesAtOneMomentTheLaterEntryStands)
{
    Script script = Script{}
                        .on("2026-11-19 11:40", order())
                        .on("2026-11-25 10:00", variation({"Must not write."}))
                        .on("2026-11-25 10:00", variation({"Must not call."}));
    EXPECT_THAT(texts(script.at_moment("2026-11-25 10:00").terms), ElementsAre("Must not call."));
    std::swap(script.changes[1].entry, script.changes[2].entry);
    EXPECT_THAT(texts(script.at_moment("2026-11-25 10:00").terms), ElementsAre("Must not write."));
}

}  // namespace
}  // namespace micklegate::orders
