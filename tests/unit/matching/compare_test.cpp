// The table of answers, by its edge cases: each is somebody whom a false match, or a missed one, would harm.
#include "gateway/matching/compare.hpp"

#include <gtest/gtest.h>

namespace micklegate::matching {
namespace {

using namespace std::chrono_literals;
using enum Reason;

constexpr Date kBirth{1985y, std::chrono::March, 14d};

Person held()
{
    return {{"Gareth", "Wetherell", {}, kBirth, {"14 Mill Lane, York, YO1 7HH"}, {"08/0056560Z"}, {"YO24F00123"}}};
}

Asked ask(std::string forename, std::string surname, std::optional<Date> birth = kBirth)
{
    return {{std::move(forename), std::move(surname), {}, birth, {}, {}, {}}};
}

Asked with_address(Asked asked, std::string address = "14 mill lane york yo17hh")
{
    asked.addresses = {std::move(address)};
    return asked;
}

Confidence answer(Asked const& asked, Person const& person) { return compare(asked, person).confidence; }

TEST(Compare, NameAndBirthDateAloneAreNeverExact)
{
    EXPECT_EQ(answer(ask("Gareth", "Wetherell"), held()), Confidence::kProbable);
}

TEST(Compare, IsExactWithANumberAReferenceOrTheAddress)
{
    auto by_number = ask("GARETH", "wetherell");
    by_number.numbers = {"08/0056560Z"};
    auto by_reference = ask("Gareth", "Wetherell");
    by_reference.references = {"YO24F00123"};
    for (Asked const& asked : {by_number, by_reference, with_address(ask("Gareth", "Wetherell"))})
        EXPECT_EQ(answer(asked, held()), Confidence::kExact);
}

TEST(Compare, IsNotExactWhereSomethingAskedContradicts)
{
    auto other_number = with_address(ask("Gareth", "Wetherell"));
    other_number.numbers = {"09/0012345A"};
    EXPECT_EQ(answer(other_number, held()), Confidence::kPossible);
    auto other_address = with_address(ask("Gareth", "Wetherell"), "3 Back Lane, York, YO24 1AB");
    other_address.references = {"YO24F00123"};
    EXPECT_EQ(answer(other_address, held()), Confidence::kProbable);
    auto neighbour = with_address(ask("Gareth", "Wetherell"), "16 Mill Lane, York, YO1 7HH");
    EXPECT_EQ(answer(neighbour, held()), Confidence::kProbable);
}

TEST(Compare, AnotherOrderOfThePersonContradictsNothing)
{
    auto asked = with_address(ask("Gareth", "Wetherell"));
    asked.references = {"YO26F00999"};
    EXPECT_EQ(answer(asked, held()), Confidence::kExact);
}

TEST(Compare, B4_FirstOfJanuaryStandsForADayNobodyKnows)
{
    constexpr Date kMarker{1985y, std::chrono::January, 1d};
    auto person = held();
    person.birth = kMarker;
    Match const both = compare(with_address(ask("Gareth", "Wetherell", kMarker)), person);
    EXPECT_EQ(both.confidence, Confidence::kProbable);
    EXPECT_TRUE(both.why.contains(kBirthYear));
    EXPECT_EQ(answer(ask("Gareth", "Wetherell"), person), Confidence::kPossible);
    person.birth = Date{1900y, std::chrono::January, 1d};
    EXPECT_TRUE(compare(ask("Gareth", "Wetherell"), person).why.contains(kBirthUnknown));
}

TEST(Compare, B4_AnEstimatedAgeMayBeTwoYearsOff)
{
    auto person = held();
    person.birth = Date{1983y, std::chrono::January, 1d};
    EXPECT_EQ(answer(ask("Gareth", "Wetherell"), person), Confidence::kPossible);
    person.birth = Date{1982y, std::chrono::January, 1d};
    EXPECT_EQ(answer(ask("Gareth", "Wetherell"), person), Confidence::kNone);
}

TEST(Compare, B4_TwinsOfSimilarForenamesAreAtMostPossible)
{
    auto hassan = held();
    hassan.forename = "Muhammad Hassan";
    Match const found = compare(with_address(ask("Muhammad Hussain", "Wetherell")), hassan);
    EXPECT_EQ(found.confidence, Confidence::kPossible);
    EXPECT_TRUE(found.why.contains(kForenameSpelling));
    auto number_of_the_other = ask("Evan", "Wetherell");
    number_of_the_other.numbers = {"09/0012345A"};
    auto ethan = held();
    ethan.forename = "Ethan";
    EXPECT_EQ(answer(number_of_the_other, ethan), Confidence::kNone);
}

TEST(Compare, B4_FatherAndSonOfOneNameAtOneAddressAreToldApart)
{
    constexpr Date kSon{2006y, std::chrono::March, 20d};
    EXPECT_EQ(answer(with_address(ask("Gareth", "Wetherell", kSon)), held()), Confidence::kNone);
    EXPECT_EQ(answer(with_address(ask("Gareth", "Wetherell", std::nullopt)), held()), Confidence::kPossible);
}

TEST(Compare, B4_AGenerationIsNoSlipOfThePen)
{
    constexpr Date kSlip{1995y, std::chrono::March, 14d};
    constexpr Date kFather{1965y, std::chrono::March, 14d};
    EXPECT_EQ(answer(with_address(ask("Gareth", "Wetherell", kSlip)), held()), Confidence::kProbable);
    EXPECT_EQ(answer(with_address(ask("Gareth", "Wetherell", kFather)), held()), Confidence::kNone);
}

TEST(Compare, B4_DayAndMonthExchangedArePossibleAndProbableAtTheAddress)
{
    auto person = held();
    person.birth = Date{1985y, std::chrono::March, 4d};
    auto const asked = ask("Gareth", "Wetherell", Date{1985y, std::chrono::April, 3d});
    EXPECT_EQ(answer(asked, person), Confidence::kPossible);
    EXPECT_EQ(answer(with_address(asked), person), Confidence::kProbable);
}

TEST(Compare, B4_NamesakesBornOnOneDayAreProbableAtMost)
{
    EXPECT_EQ(answer(with_address(ask("Gareth", "Wetherell"), "3 Back Lane, York, YO24 1AB"), held()),
              Confidence::kProbable);
}

TEST(Compare, B4_EveryNameAskedMustAgreeForExact)
{
    auto asked = with_address(ask("Gareth", "Wetherell"));
    asked.other_names = {"Gareth Gaunt"};
    EXPECT_EQ(answer(asked, held()), Confidence::kProbable);
    auto person = held();
    person.other_names = {"Gareth Gaunt"};
    EXPECT_EQ(answer(asked, person), Confidence::kExact);
}

TEST(Compare, B5_TwoNumbersOfOneKindMakeAProbablePersonPossible)
{
    auto const in_prison_and_on_probation = [](std::string prisoner, std::string crn) {
        auto person = held();
        person.numbers = {std::move(prisoner)};
        auto asked = ask("Gareth", "Wetherell");
        asked.numbers = {std::move(crn)};
        return answer(asked, person);
    };
    EXPECT_EQ(in_prison_and_on_probation("A8513EA", "X757129"), Confidence::kProbable);
    auto asked = ask("Gareth", "Wetherell");
    asked.numbers = {"09/0012345A"};
    EXPECT_EQ(answer(asked, held()), Confidence::kPossible);
    asked.numbers = {"A8513EA"};
    EXPECT_EQ(answer(asked, held()), Confidence::kProbable);
}

TEST(Compare, B25_RespondentOfUnknownBirthDateIsNeverExact)
{
    auto person = held();
    person.birth.reset();
    auto asked = with_address(ask("Gareth", "Wetherell"));
    EXPECT_EQ(answer(asked, person), Confidence::kPossible);
    asked.references = {"YO24F00123"};
    EXPECT_EQ(answer(asked, person), Confidence::kProbable);
    asked.numbers = {"08/0056560Z"};
    EXPECT_EQ(answer(asked, person), Confidence::kProbable);
}

TEST(Compare, B25_UnknownBirthDateAtAnotherAddressIsPossibleAtMost)
{
    auto person = held();
    person.birth.reset();
    EXPECT_EQ(answer(with_address(ask("Gareth", "Wetherell"), "3 Back Lane, York, YO24 1AB"), person),
              Confidence::kPossible);
}

TEST(Compare, B25_SeveralRespondentsOfOneCaseAreToldApartByName)
{
    auto asked = ask("Imogen", "Farrar", std::nullopt);
    asked.references = {"YO24F00123"};
    EXPECT_EQ(answer(asked, held()), Confidence::kNone);
}

TEST(Compare, ANumberAloneIsProbableAReferenceAlonePossible)
{
    Asked asked;
    asked.numbers = {"08/0056560Z"};
    EXPECT_EQ(answer(asked, held()), Confidence::kProbable);
    asked.numbers.clear();
    asked.references = {"YO24F00123"};
    EXPECT_EQ(answer(asked, held()), Confidence::kPossible);
}

TEST(Compare, AnAddressAloneIsPossibleAQuestionOfNothingShowsNobody)
{
    EXPECT_EQ(answer(with_address(Asked{}), held()), Confidence::kPossible);
    EXPECT_EQ(answer(Asked{}, held()), Confidence::kNone);
    EXPECT_EQ(answer(Asked{}, Person{}), Confidence::kNone);
}

TEST(Compare, AHomeLeftOpenIsNotTheAddress)
{
    auto person = held();
    person.addresses = {"Flat 2, 14 Mill Lane, York, YO1 7HH"};
    EXPECT_EQ(answer(with_address(ask("Gareth", "Wetherell")), person), Confidence::kProbable);
    EXPECT_EQ(answer(with_address(ask("Gareth", "Wetherell"), "YO1 7HH"), held()), Confidence::kProbable);
}

TEST(Compare, WeakNamesArePossibleByWhatElseAgrees)
{
    Date const kOther{1960y, std::chrono::May, 20d};
    auto const by_reference = [](Asked asked) {
        asked.references = {"YO24F00123"};
        return answer(asked, held());
    };
    auto const by_number = [](Asked asked) {
        asked.numbers = {"08/0056560Z"};
        return answer(asked, held());
    };
    EXPECT_EQ(answer(with_address(ask("Garteh", "Wetherell", std::nullopt)), held()), Confidence::kPossible);
    EXPECT_EQ(by_reference(ask("Gareth", "Wetherell", kOther)), Confidence::kPossible);
    EXPECT_EQ(by_reference(ask("Gareth", "Farrar", std::nullopt)), Confidence::kPossible);
    EXPECT_EQ(by_reference(ask("Imogen", "Farrar")), Confidence::kPossible);
    EXPECT_EQ(by_number(ask("Imogen", "Farrar", kOther)), Confidence::kPossible);
    EXPECT_EQ(answer(with_address(ask("", "")), held()), Confidence::kPossible);
}

TEST(Compare, ReasonsHaveNamesForManuals)
{
    Reasons const why = compare(with_address(ask("Gareth", "Wetherell")), held()).why;
    EXPECT_EQ(why.list(), (std::vector{kNamesAgree, kBirthAgrees, kAddressAgrees}));
    EXPECT_EQ(to_string(kNamesAgree), "names-agree");
    EXPECT_EQ(to_string(kBirthAgrees), "birth-agrees");
    EXPECT_EQ(to_string(kAddressDiffers), "address-differs");
    EXPECT_EQ(to_string(Confidence::kExact), "exact");
}

}  // namespace
}  // namespace micklegate::matching
