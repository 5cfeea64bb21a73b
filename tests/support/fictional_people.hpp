// A register of fictional people, the same on every machine: who they are, and what of it their records hold.
#pragma once

#include "gateway/matching/person.hpp"
#include "tests/support/dice.hpp"
#include "tests/support/fictional_names.hpp"

#include <array>

namespace micklegate::matching {

struct Someone {
    Particulars truth;
    Person record;       ///< what is known of it
    bool held = true;    ///< whether the register has the record: the rest are asked for all the same
    std::size_t family;  ///< twins, father and son, namesakes: whoever is easily mistaken for each other
};

class Population {
public:
    explicit Population(std::uint64_t seed) : dice_{seed} {}

    std::vector<Someone> people(std::size_t count)
    {
        while (people_.size() < count)
            add_family();
        return std::move(people_);
    }

    Dice& dice() { return dice_; }
    std::string address()
    {
        static constexpr std::array<std::string_view, 6> kStreets{"Mill Lane",  "Station Road", "The Green",
                                                                  "Castle Row", "Minster Walk", "Back Lane"};
        std::string const flat = dice_.chance(15) ? "Flat " + std::to_string(1 + dice_.below(20)) + ", " : "";
        return flat + std::to_string(1 + dice_.below(120)) + ' ' + std::string{dice_.any(kStreets)} + ", " + postcode();
    }
    std::string surname(Culture const& culture)
    {
        if (dice_.chance(7))
            return single_surname(culture) + '-' + single_surname(dice_.any(cultures()));
        return single_surname(culture);
    }

private:
    std::string single_surname(Culture const& culture)
    {
        if (dice_.chance(55))
            return std::string{dice_.by_rank(culture.surnames)};
        return std::string{dice_.any(culture.stems)} + std::string{dice_.any(culture.endings)};
    }
    std::string postcode()
    {
        constexpr std::string_view kLetters = "ABDEFGHJLNPQRSTUWXYZ";
        return "YO" + std::to_string(1 + dice_.below(62)) + ' ' + std::to_string(dice_.below(10)) +
               dice_.any(kLetters) + dice_.any(kLetters);
    }
    Culture const& culture()
    {
        std::size_t at = dice_.below(100);
        for (Culture const& each : cultures()) {
            if (at < each.share)
                return each;
            at -= each.share;
        }
        return cultures().front();
    }
    Date birth()
    {
        return Date{std::chrono::year{static_cast<int>(1950 + dice_.below(58))},
                    std::chrono::month{static_cast<unsigned>(1 + dice_.below(12))},
                    std::chrono::day{static_cast<unsigned>(1 + dice_.below(28))}};
    }

    void add_family()
    {
        Culture const& from = culture();
        Particulars first;
        first.forename = dice_.by_rank(from.forenames);
        first.surname = surname(from);
        first.birth = birth();
        first.addresses = {address()};
        first.references = {reference()};
        Particulars second = first;
        second.references = {reference()};
        std::size_t const kind = dice_.below(100);
        if (kind < 8) {  // twins, some of them respondents in one case
            auto const& [one, two] = dice_.any(from.twins);
            first.forename = one;
            second.forename = two;
            if (dice_.chance(25))
                second.references = first.references;
        } else if (kind < 14) {  // father and son
            second.birth = Date{first.birth->year() + std::chrono::years{20 + dice_.below(15)},
                                std::chrono::month{static_cast<unsigned>(1 + dice_.below(12))}, first.birth->day()};
        } else if (kind < 20) {  // namesakes, born on one day
            second.addresses = {address()};
        } else if (kind < 26) {  // brothers and sisters
            while (second.forename == first.forename)
                second.forename = dice_.by_rank(from.forenames);
            second.birth = birth();
        } else {
            add(std::move(first));
            return;
        }
        add(std::move(first));
        add(std::move(second), people_.back().family);
    }
    std::string reference() { return "YO24F" + std::to_string(10'000 + references_++); }

    void add(Particulars truth) { add(std::move(truth), people_.size()); }
    void add(Particulars truth, std::size_t family)
    {
        truth.numbers.push_back(std::to_string(10 + dice_.below(14)) + '/' +
                                std::to_string(1'000'000 + people_.size()) + "ABCDEFGHJK"[dice_.below(10)]);
        Someone someone{truth, {truth}, true, family};
        if (dice_.chance(3))
            someone.record.birth.reset();
        else if (dice_.chance(4))
            someone.record.birth = Date{truth.birth->year(), std::chrono::January, std::chrono::day{1}};
        if (dice_.chance(40))
            someone.record.numbers.clear();
        if (dice_.chance(10))
            someone.record.addresses.clear();
        if (dice_.chance(20))
            someone.record.forename += ' ' + std::string{dice_.any(cultures()[0].forenames)};
        someone.held = dice_.chance(75);
        people_.push_back(std::move(someone));
    }

    Dice dice_;
    std::size_t references_ = 0;
    std::vector<Someone> people_;
};

}  // namespace micklegate::matching
