// Asks for fictional people with every mistake, and counts who is shown and how surely.
#pragma once

#include "gateway/matching/compare.hpp"
#include "gateway/matching/tokens.hpp"
#include "mistakes.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <unordered_map>

namespace micklegate::matching {

inline constexpr std::size_t kPeople = 8'000;
inline constexpr std::size_t kQuestionsPerMistake = 300;

class Index {
public:
    explicit Index(std::vector<Someone> const& people)
    {
        for (std::size_t i = 0; i < people.size(); ++i)
            if (people[i].held)
                for (std::string const& token : tokens_of(people[i].record))
                    records_[token].push_back(i);
    }
    std::set<std::size_t> candidates(Asked const& asked) const
    {
        std::set<std::size_t> found;
        for (std::string const& token : tokens_to_ask(asked))
            if (auto const bucket = records_.find(token); bucket != records_.end())
                found.insert(bucket->second.begin(), bucket->second.end());
        return found;
    }

private:
    std::unordered_map<std::string, std::vector<std::size_t>> records_;
};

/// By Confidence.
using Counts = std::array<std::size_t, 4>;

inline std::size_t at_least(Counts const& counts, Confidence confidence)
{
    return std::accumulate(counts.begin() + static_cast<int>(confidence), counts.end(), std::size_t{0});
}

inline double part(std::size_t some, std::size_t all)
{
    return all == 0 ? 1.0 : static_cast<double>(some) / static_cast<double>(all);
}

struct Scores {
    std::map<std::string, Counts> right_by_mistake;  ///< the record asked for, by the answer it got
    std::map<std::string, Counts> shown_by_relation;
    std::size_t asked_of_held = 0;
    std::size_t not_found_by_token = 0;
    std::size_t worth_showing = 0;         ///< of a sample compared with every record
    std::size_t worth_showing_missed = 0;  ///< of those, not found by a token
    std::size_t candidates = 0;
    std::size_t questions = 0;

    [[nodiscard]] double precision(Confidence confidence) const
    {
        auto const of = [&](Counts const& counts) { return counts[static_cast<std::size_t>(confidence)]; };
        std::size_t all = 0;
        for (auto const& [relation, counts] : shown_by_relation)
            all += of(counts);
        return part(of(shown_by_relation.at("the person")), all);
    }
    [[nodiscard]] double recall(Confidence confidence) const
    {
        return part(at_least(shown_by_relation.at("the person"), confidence), asked_of_held);
    }
    [[nodiscard]] double recall(std::string const& mistake, Confidence confidence) const
    {
        Counts const& counts = right_by_mistake.at(mistake);
        return part(at_least(counts, confidence), at_least(counts, Confidence::kNone));
    }
};

inline std::string relation(Someone const& asked, Someone const& shown)
{
    if (&asked == &shown)
        return "the person";
    if (asked.family != shown.family)
        return "a stranger";
    if (asked.truth.forename != shown.truth.forename)
        return asked.truth.birth == shown.truth.birth ? "a twin" : "a brother or sister";
    return asked.truth.birth == shown.truth.birth ? "a namesake of one birth date" : "father or son of one name";
}

/// Name and birth date, and whatever else happens to be known.
inline Asked question_for(Someone const& someone, Dice& dice)
{
    Asked asked{someone.truth};
    if (dice.chance(40))
        asked.addresses.clear();
    if (dice.chance(80))
        asked.numbers.clear();
    if (dice.chance(85))
        asked.references.clear();
    return asked;
}

/// A typo that spells the name of a twin is a question for the twin.
inline bool asks_for_another(Asked const& asked, Someone const& someone, std::vector<Someone> const& people)
{
    return std::ranges::any_of(people, [&](Someone const& other) {
        return &other != &someone && other.family == someone.family && other.truth.birth == asked.birth &&
               fold(other.truth.forename) != fold(someone.truth.forename) &&
               fold(other.truth.forename) == fold(asked.forename);
    });
}

inline Scores measure(std::uint64_t seed, Habits const& habits)
{
    Population population{seed};
    auto const people = population.people(kPeople);
    Index const index{people};
    Mistakes mistakes{population, habits};
    Scores scores;
    for (auto const& [name, mistake] : mistakes.all()) {
        for (std::size_t asked_for = 0; asked_for < kQuestionsPerMistake;) {
            Someone const& someone = population.dice().any(people);
            Asked asked = question_for(someone, population.dice());
            if (!mistake(asked) || asks_for_another(asked, someone, people))
                continue;
            ++asked_for;
            ++scores.questions;
            auto const found = index.candidates(asked);
            scores.candidates += found.size();
            for (std::size_t const i : found) {
                auto const answer = static_cast<std::size_t>(compare(asked, people[i].record).confidence);
                ++scores.shown_by_relation[relation(someone, people[i])][answer];
            }
            if (someone.held) {
                auto const own = static_cast<std::size_t>(&someone - people.data());
                Confidence const answer = compare(asked, someone.record).confidence;
                bool const candidate = found.contains(own);
                ++scores.asked_of_held;
                scores.not_found_by_token += candidate ? 0U : 1U;
                ++scores.right_by_mistake[name][candidate ? static_cast<std::size_t>(answer) : 0];
            }
            if (asked_for % 100 != 0)
                continue;
            for (std::size_t i = 0; i < people.size(); ++i) {
                if (!people[i].held || compare(asked, people[i].record).confidence == Confidence::kNone)
                    continue;
                ++scores.worth_showing;
                scores.worth_showing_missed += found.contains(i) ? 0U : 1U;
            }
        }
    }
    return scores;
}

}  // namespace micklegate::matching
