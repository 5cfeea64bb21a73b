// Search tokens: whoever is worth showing is found, and nobody finds a crowd.
#include "gateway/matching/tokens.hpp"

#include "tests/support/fictional_people.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>

namespace micklegate::matching {
namespace {

using namespace std::chrono_literals;

constexpr Date kBirth{1985y, std::chrono::March, 4d};

bool found(Asked const& asked, Person const& person)
{
    auto const held = tokens_of(person);
    return std::ranges::any_of(tokens_to_ask(asked), [&](std::string const& token) { return held.contains(token); });
}

TEST(Tokens, OneErrorLeavesOneInCommon)
{
    Person const person{{"Elizabeth", "Szymańska-O'Neill", {}, kBirth, {"Flat 2, 14 Mill Lane, YO1 7HH"}}};
    constexpr Date kExchanged{1985y, std::chrono::April, 3d};
    constexpr Date kOtherYear{1986y, std::chrono::March, 4d};
    constexpr Date kYearAlone{1987y, std::chrono::January, 1d};
    for (Asked const& asked :
         {Asked{{"Elizabeth", "Szymanska-ONeill"}}, Asked{{"Liz", "Shimanska"}}, Asked{{"Beth", "O'Neill"}},
          Asked{{"Szymanska", "Elizabeth"}}, Asked{{"Xyz", "Qrs", {}, kBirth}}, Asked{{"", "", {}, kExchanged}},
          Asked{{"Anna", "Neill", {}, kOtherYear}}, Asked{{"Anna", "Neill", {}, kYearAlone}},
          Asked{{"", "", {}, {}, {"2/14 MILL LN YO17HH"}}}, Asked{{"", "Neil", {}, {}, {"YO1 7HH"}}}})
        EXPECT_TRUE(found(asked, person)) << asked.forename << ' ' << asked.surname;
}

TEST(Tokens, B25_ARespondentOfUnknownBirthDateIsFoundByNameNumberAndReference)
{
    Person const person{{"Omar", "al-Rashid", {"Omar Haddad"}, {}, {}, {"A8513EA"}, {"YO24F00123"}}};
    EXPECT_TRUE(found(Asked{{"Omar", "Rashid", {}, kBirth}}, person));
    EXPECT_TRUE(found(Asked{{"Umar", "Hadad", {}, kBirth}}, person));
    EXPECT_TRUE(found(Asked{{"", "", {}, {}, {}, {"A8513EA"}, {}}}, person));
    EXPECT_TRUE(found(Asked{{"", "", {}, {}, {}, {}, {"YO24F00123"}}}, person));
}

TEST(Tokens, B4_FirstOfJanuaryIsNoBirthDateToSearchBy)
{
    EXPECT_EQ(tokens_to_ask(Asked{{"", "", {}, Date{1985y, std::chrono::January, 1d}}}), std::vector<std::string>{});
}

TEST(Tokens, ASurnameAForenameOrAPostcodeAloneFindsNobody)
{
    EXPECT_EQ(tokens_to_ask(Asked{{"", "Smith"}}), std::vector<std::string>{});
    EXPECT_EQ(tokens_to_ask(Asked{{"John", ""}}), std::vector<std::string>{});
    EXPECT_EQ(tokens_to_ask(Asked{{"", "", {}, {}, {"YO1 7HH"}}}), std::vector<std::string>{});
}

/// As long as a form's fields allow, of as many words, readings and diminutives as fit.
Particulars hostile()
{
    auto const full = [](std::size_t length, std::string_view begin, std::string_view end) {
        std::string text;
        for (int at = 0; text.size() + begin.size() + end.size() + 2 <= length; ++at)
            text += std::string{begin} + static_cast<char>('a' + at * 7 % 26) + std::string{end} + ' ';
        return text;
    };
    Particulars person{full(100, "chris cece", "ce"), full(100, "cece", "ce")};
    for (char other = 'a'; other < 'p'; ++other) {
        person.other_names.push_back(full(150, std::string{other} + "cece", "ce"));
        person.addresses.push_back(full(270, std::string{"1 2 33 "} + other, "") + "YO1 7HH");
        person.numbers.push_back(std::string{"A8513E"} + other);
        person.references.push_back(std::string{"YO24F0012"} + other);
    }
    return person;
}

TEST(Tokens, NoNameHoweverMadeUpGivesMoreThanAnIndexAndAQuestionCanBear)
{
    Particulars person = hostile();
    for (auto const& birth : {std::optional{kBirth}, std::optional{Date{1985y, std::chrono::January, 1d}},
                              std::optional{Date{2011y, std::chrono::November, 12d}}, std::optional<Date>{}}) {
        person.birth = birth;
        EXPECT_LE(tokens_of(Person{person}).size(), kMostTokens);
        EXPECT_LE(tokens_to_ask(Asked{person}).size(), kMostTokensToAsk);
    }
}

TEST(Tokens, WhatIsMadeUpDoesNotCrowdOutTheNameThatComesFirst)
{
    Particulars person = hostile();
    person.forename = "Elizabeth";
    person.surname = "Szymańska-O'Neill";
    person.addresses.front() = "14 Mill Lane, YO1 7HH";
    EXPECT_TRUE(found(Asked{{"Beth", "O'Neill"}}, Person{person}));
    EXPECT_TRUE(found(Asked{{"", "Neil", {}, {}, {"YO1 7HH"}}}, Person{person}));
    EXPECT_TRUE(found(Asked{{"", "", {}, {}, {"14 Mill Ln, YO17HH"}}}, Person{person}));
    EXPECT_TRUE(found(Asked{{"", "", {}, {}, {}, {person.numbers.front()}}}, Person{person}));
    EXPECT_TRUE(found(Asked{{"", "", {}, {}, {}, {}, {person.references.front()}}}, Person{person}));
    EXPECT_TRUE(found(Asked{person}, Person{{"Liz", "Shimanska"}}));
    person.birth = kBirth;
    EXPECT_TRUE(found(Asked{{"Anna", "Neill", {}, Date{1986y, std::chrono::March, 4d}}}, Person{person}));
    EXPECT_TRUE(found(Asked{{"Beth", "O'Neill"}}, Person{person}));
    EXPECT_TRUE(found(Asked{person}, Person{{"Anna", "Neill", {}, Date{1985y, std::chrono::July, 9d}}}));
    EXPECT_TRUE(found(Asked{person}, Person{{"Liz", "Shimanska"}}));
}

TEST(Tokens, OfANameOfManyWordsTheFirstAndTheLastLeadToIt)
{
    Person const person{{"Ana Maria Pilar Rosa Ines Luz Paz Eva", "Aguirre Borja Castell Dorado Espina Ferrer Grau"}};
    EXPECT_TRUE(found(Asked{{person.forename, "Aguirre"}}, person));
    EXPECT_TRUE(found(Asked{{person.forename, "Grau"}}, person));
    EXPECT_TRUE(found(Asked{{person.forename, person.surname}}, person));
}

TEST(Tokens, ANumberAReferenceAndAHomeNameOneAndNothingElseDoes)
{
    std::map<std::string, bool> one;
    for (std::string const& token :
         tokens_of(Person{{"Omar", "Haddad", {}, kBirth, {"14 Mill Lane, YO1 7HH"}, {"A8513EA"}, {"YO24F00123"}}}))
        one[token.substr(0, token.find(':'))] = names_one(token);
    std::map<std::string, bool> const expected{{"area", false}, {"birth", false}, {"day", false},      {"home", true},
                                               {"name", false}, {"number", true}, {"reference", true}, {"year", false}};
    EXPECT_EQ(one, expected);
}

TEST(Tokens, NoneIsSharedByMoreThanASmallPartOfAHundredThousand)
{
    constexpr std::size_t kPeople = 100'000;
    constexpr std::size_t kMostOfOneToken = 400;
    std::vector<std::string> tokens;
    for (Someone const& someone : Population{7}.people(kPeople))
        for (std::string const& token : tokens_of(someone.record))
            tokens.push_back(token);
    std::printf("%.1f tokens of a person\n", static_cast<double>(tokens.size()) / kPeople);

    std::ranges::sort(tokens);
    std::map<std::string, std::pair<std::ptrdiff_t, std::string>> largest;
    for (auto first = tokens.begin(); first != tokens.end();) {
        auto const last = std::upper_bound(first, tokens.end(), *first);
        auto& of_kind = largest[first->substr(0, first->find(':'))];
        of_kind = std::max(of_kind, {last - first, *first});
        first = last;
    }
    for (auto const& [kind, most] : largest) {
        std::printf("%-10s at most %4td people: %s\n", kind.c_str(), most.first, most.second.c_str());
        EXPECT_LE(most.first, kMostOfOneToken) << kind;
    }
}

}  // namespace
}  // namespace micklegate::matching
