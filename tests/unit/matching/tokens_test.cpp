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
