#include "gateway/matching/given_names.hpp"
#include "gateway/matching/names.hpp"
#include "gateway/matching/spelling.hpp"

#include <algorithm>

namespace micklegate::matching {
namespace {

/// How a forename, or a surname, fits; the better the earlier.
enum class Fit { kSame, kVariant, kInitial, kAlike, kMissing, kDifferent };

bool is_initial(std::string_view word) { return word.size() == 1; }

bool one_word_fits(std::string_view one, std::string_view two)
{
    if (is_initial(one) || is_initial(two))
        return one.front() == two.front();
    return one_given_name(one, two);
}

using Words = std::vector<std::string>;

/// Whether each word of the shorter has its like in the longer.
template <class Like>
bool within(Words const& one, Words const& two, Like const& like)
{
    Words const& shorter = one.size() <= two.size() ? one : two;
    Words const& longer = one.size() <= two.size() ? two : one;
    return std::ranges::all_of(shorter, [&](std::string const& word) {
        return std::ranges::any_of(longer, [&](std::string const& other) { return like(word, other); });
    });
}

template <class Like>
bool any_pair(Words const& one, Words const& two, Like const& like)
{
    return std::ranges::any_of(one, [&](std::string const& word) {
        return std::ranges::any_of(two, [&](std::string const& other) { return like(word, other); });
    });
}

Fit fit_forenames(Name const& asked, Name const& held)
{
    if (asked.forenames.empty() || held.forenames.empty())
        return Fit::kMissing;
    if (asked.forename() == held.forename())
        return Fit::kSame;
    if (is_initial(asked.forename()) || is_initial(held.forename()))
        return asked.forename().front() == held.forename().front() ? Fit::kInitial : Fit::kDifferent;
    if (within(asked.forenames, held.forenames, one_word_fits))
        return Fit::kVariant;
    bool const near = alike(asked.forename(), held.forename()) || any_pair(asked.forenames, held.forenames, alike);
    return near ? Fit::kAlike : Fit::kDifferent;
}

Fit fit_surnames(Name const& asked, Name const& held)
{
    if (asked.surname.empty() || held.surname.empty())
        return Fit::kMissing;
    if (asked.surname == held.surname)
        return Fit::kSame;
    if (any_pair(asked.parts, held.parts, std::equal_to<>{}))
        return Fit::kVariant;
    return any_pair(asked.parts, held.parts, alike) ? Fit::kAlike : Fit::kDifferent;
}

Reason compare(Name const& asked, Name const& held)
{
    Fit const forename = fit_forenames(asked, held);
    Fit const surname = fit_surnames(asked, held);
    bool const surname_agrees = surname <= Fit::kVariant;
    if (forename == Fit::kSame && surname == Fit::kSame)
        return Reason::kNamesAgree;
    if (forename <= Fit::kVariant)
        return surname_agrees           ? Reason::kNameVariant
               : surname == Fit::kAlike ? Reason::kSurnameSpelling
                                        : Reason::kForenameAlone;
    if (forename == Fit::kAlike && surname == Fit::kAlike)
        return Reason::kBothSpelling;
    if (!surname_agrees)
        return Reason::kNamesDiffer;
    return forename == Fit::kAlike     ? Reason::kForenameSpelling
           : forename == Fit::kInitial ? Reason::kInitialOnly
           : forename == Fit::kMissing ? Reason::kSurnameAlone
                                       : Reason::kForenameDiffers;
}

/// Forename and surname exchanged, as forms often have them.
Reason compare_exchanged(Name const& asked, Name const& held)
{
    if (asked.forenames.empty() || asked.surname.empty())
        return Reason::kNamesDiffer;
    Reason const found = compare(name_of(asked.surname, asked.forename()), held);
    return found == Reason::kNamesAgree ? Reason::kNameVariant : found;
}

}  // namespace

Reason compare_names(std::vector<Name> const& asked, std::vector<Name> const& held)
{
    if (asked.empty() || held.empty())
        return Reason::kNoName;
    Reason best = Reason::kNamesDiffer;
    bool all_agree = true;
    for (Name const& one : asked) {
        Reason best_of_one = Reason::kNamesDiffer;
        for (Name const& two : held)
            best_of_one = std::min({best_of_one, compare(one, two), compare_exchanged(one, two)});
        all_agree = all_agree && best_of_one == Reason::kNamesAgree;
        best = std::min(best, best_of_one);
    }
    return best == Reason::kNamesAgree && !all_agree ? Reason::kNameVariant : best;
}

}  // namespace micklegate::matching
