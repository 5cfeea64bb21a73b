// Questions as people ask them: for somebody, with one mistake of a named kind.
#pragma once

#include "gateway/matching/birth.hpp"
#include "gateway/model/fold.hpp"
#include "habits.hpp"
#include "tests/support/fictional_people.hpp"

#include <functional>
#include <map>

namespace micklegate::matching {

class Mistakes {
public:
    Mistakes(Population& population, Habits const& habits) : population_{population}, habits_{habits} {}

    /// Each makes its mistake, or says that this person gives no occasion for it.
    using Mistake = std::function<bool(Asked&)>;
    std::map<std::string, Mistake> all()
    {
        return {
            {"none", [](Asked&) { return true; }},
            {"letter inserted", [this](Asked& asked) { return typo(asked, 0); }},
            {"letter left out", [this](Asked& asked) { return typo(asked, 1); }},
            {"letter replaced", [this](Asked& asked) { return typo(asked, 2); }},
            {"letters exchanged", [this](Asked& asked) { return typo(asked, 3); }},
            {"transliteration", [this](Asked& asked) { return transliterate(asked); }},
            {"part of double surname", [this](Asked& asked) { return one_part(asked); }},
            {"day and month exchanged", [](Asked& asked) { return exchange_birth(asked); }},
            {"slip in birth date", [this](Asked& asked) { return slip(asked); }},
            {"names exchanged", [](Asked& asked) { return std::swap(asked.forename, asked.surname), true; }},
            {"nickname", [this](Asked& asked) { return nickname(asked); }},
            {"no birth date", [](Asked& asked) { return asked.birth.reset(), true; }},
            {"1 January for birth", [](Asked& asked) { return year_alone(asked); }},
            {"moved", [this](Asked& asked) { return asked.addresses = {population_.address()}, true; }},
            {"married name", [this](Asked& asked) { return marry(asked); }},
            {"two mistakes", [this](Asked& asked) { return typo(asked, 2) && slip(asked); }},
        };
    }

private:
    std::string& a_name(Asked& asked) { return dice().chance(50) ? asked.forename : asked.surname; }
    Dice& dice() { return population_.dice(); }

    bool typo(Asked& asked, int kind)
    {
        std::string& name = a_name(asked);
        name = fold(name);
        std::size_t const first = habits_.first_letter_too ? 0 : 1;
        if (name.size() < first + 3)
            return false;
        std::size_t const at = first + dice().below(name.size() - first - 1);
        std::string const before = name;
        char const letter = static_cast<char>('a' + dice().below(26));
        if (kind == 0)
            name.insert(at, 1, letter);
        else if (kind == 1)
            name.erase(at, 1);
        else if (kind == 2)
            name[at] = letter;
        else
            std::swap(name[at], name[at + 1]);
        return name != before;
    }
    bool transliterate(Asked& asked)
    {
        std::size_t const begin = dice().below(habits_.transliterations.size());
        for (std::size_t i = 0; i < habits_.transliterations.size(); ++i) {
            auto const& [from, to] = habits_.transliterations[(begin + i) % habits_.transliterations.size()];
            for (std::string* const name : {&asked.surname, &asked.forename}) {
                std::string folded = fold(*name);
                if (std::size_t const at = folded.find(from); at != std::string::npos) {
                    *name = folded.replace(at, from.size(), to);
                    return true;
                }
            }
        }
        return false;
    }
    bool one_part(Asked& asked)
    {
        std::size_t const hyphen = asked.surname.find('-');
        if (hyphen == std::string::npos || hyphen < 3)
            return false;
        asked.surname = dice().chance(50) ? asked.surname.substr(0, hyphen) : asked.surname.substr(hyphen + 1);
        return true;
    }
    static bool exchange_birth(Asked& asked)
    {
        auto const other = exchanged(*asked.birth);
        asked.birth = other.value_or(*asked.birth);
        return other.has_value();
    }
    bool slip(Asked& asked)
    {
        std::string text = iso_date(*asked.birth);
        char& digit = text[dice().chance(50) ? 9 : dice().chance(50) ? 3 : 6];
        digit = static_cast<char>('0' + (digit - '0' + 1 + static_cast<int>(dice().below(8))) % 10);
        auto const other = parse_iso_date(text);
        if (other)
            asked.birth = *other;
        return other.has_value();
    }
    bool nickname(Asked& asked)
    {
        auto const found = habits_.nicknames.find(fold(asked.forename));
        if (found == habits_.nicknames.end())
            return false;
        asked.forename = dice().any(found->second);
        return true;
    }
    static bool year_alone(Asked& asked)
    {
        asked.birth = Date{asked.birth->year(), std::chrono::January, std::chrono::day{1}};
        return true;
    }
    bool marry(Asked& asked)
    {
        std::string const maiden = asked.surname;
        asked.surname = population_.surname(dice().any(cultures()));
        if (dice().chance(30))
            asked.other_names = {asked.forename + ' ' + maiden};
        return fold(asked.surname) != fold(maiden);
    }

    Population& population_;
    Habits const& habits_;
};

}  // namespace micklegate::matching
