#include "gateway/matching/tokens.hpp"

#include "gateway/matching/birth.hpp"
#include "gateway/matching/given_names.hpp"
#include "gateway/matching/names.hpp"
#include "gateway/matching/phonetic.hpp"
#include "gateway/matching/place.hpp"

#include <algorithm>
#include <map>
#include <span>

namespace micklegate::matching {
namespace {

/// More than any name gives that is not made up; without a bound, the pairs of forename and surname are thousands.
constexpr std::size_t kMostSounds = 32;

/// The name itself and ten others, which is what a form has room for.
constexpr std::size_t kMostNames = 11;

/// A kind of token, and how many of it there may be.
struct Kind {
    std::string_view name;
    std::size_t of_record;
    std::size_t to_ask;
};

/// The surest first. Each share is above what any of 100,000 fictional people needs.
constexpr Kind kNumber{"number", 10, 10};
constexpr Kind kReference{"reference", 10, 10};
constexpr Kind kBirth{"birth", 2, 2};
constexpr Kind kHome{"home", 20, 10};
constexpr Kind kDay{"day", 48, 24};
constexpr Kind kYear{"year", 75, 50};
constexpr Kind kArea{"area", 64, 24};
constexpr Kind kUndated{"undated", 120, 70};  ///< the name of a record without a day of birth
constexpr Kind kName{"name", 151, 70};

constexpr std::size_t kOfOneRecord = kNumber.of_record + kReference.of_record + kBirth.of_record + kHome.of_record +
                                     kDay.of_record + kYear.of_record + kArea.of_record + kUndated.of_record +
                                     kName.of_record;
/// A question asks for a name of one kind only.
constexpr std::size_t kOfOneQuestion = kNumber.to_ask + kReference.to_ask + kBirth.to_ask + kHome.to_ask + kDay.to_ask +
                                       kYear.to_ask + kArea.to_ask + std::max(kUndated.to_ask, kName.to_ask);
static_assert(kOfOneRecord <= kMostTokens && kOfOneQuestion <= kMostTokensToAsk);

/// Each once, in the order of what they are sounds of.
using Sounds = std::vector<std::string>;

void add_once(Sounds& sounds, std::string sound)
{
    if (std::ranges::find(sounds, sound) == sounds.end())
        sounds.push_back(std::move(sound));
}

/// In another script, a name sounds like itself.
void add_sounds(Sounds& sounds, std::string const& name)
{
    auto const codes = sounds_of(name);
    if (codes.empty())
        add_once(sounds, name);
    for (std::string const& code : codes)
        add_once(sounds, code);
}

Sounds surname_sounds(Name const& name)
{
    Sounds sounds;
    for (std::string const& part : name.parts)
        add_sounds(sounds, part);
    sounds.resize(std::min(sounds.size(), kMostSounds));
    return sounds;
}

Sounds forename_sounds(Name const& name)
{
    Sounds sounds;
    if (!name.forenames.empty())
        add_sounds(sounds, name.forename());
    for (std::string const& forename : name.forenames)
        for (std::string_view const full : full_names(forename))
            if (full.size() > 1)
                add_sounds(sounds, std::string{full});
    sounds.resize(std::min(sounds.size(), kMostSounds));
    return sounds;
}

class Tokens {
public:
    explicit Tokens(std::size_t Kind::*share) : share_{share} {}

    /// False, and it is left out, once there are enough of its kind.
    bool add(Kind const& kind, std::string_view one, std::string_view two = {})
    {
        std::size_t& count = counts_[kind.name];
        if (count == kind.*share_)
            return false;
        if (all_.insert(std::string{kind.name} + ':' + std::string{one} + ':' + std::string{two}).second)
            ++count;
        return true;
    }

    void add_surname_and_birth(Sounds const& surnames, std::optional<Date> const& birth)
    {
        for (std::string const& surname : surnames) {
            if (is_known(birth)) {
                add(kYear, surname, iso_date(*birth).substr(0, 4));
                add(kDay, surname, iso_date(*birth).substr(5));
            } else if (is_year_alone(birth)) {
                for (int off = -kEstimate; off <= kEstimate; ++off)
                    add(kYear, surname, std::to_string(static_cast<int>(birth->year()) + off));
            }
        }
    }

    void add_full_name(Kind const& kind, Sounds const& forenames, Sounds const& surnames)
    {
        for (std::string const& surname : surnames)
            for (std::string const& forename : forenames)
                if (!add(kind, std::min(forename, surname), std::max(forename, surname)))
                    return;
    }

    void add_place(Place const& place, Sounds const& surnames)
    {
        for (std::string const& home : place.homes)
            add(kHome, place.postcode, home);
        for (std::string const& surname : surnames)
            add(kArea, place.postcode, surname);
    }

    [[nodiscard]] std::set<std::string> take() { return std::move(all_); }

private:
    std::size_t Kind::*share_;
    std::map<std::string_view, std::size_t> counts_;
    std::set<std::string> all_;
};

void add_all(Tokens& tokens, Particulars const& particulars, std::span<Name const> names,
             std::vector<Kind> const& full_names)
{
    Sounds surnames;
    for (Name const& name : names) {
        auto const sounds = surname_sounds(name);
        auto const forenames = forename_sounds(name);
        for (Kind const& kind : full_names)
            tokens.add_full_name(kind, forenames, sounds);
        for (std::string const& sound : sounds)
            add_once(surnames, sound);
    }
    tokens.add_surname_and_birth(surnames, particulars.birth);
    if (is_known(particulars.birth))
        tokens.add(kBirth, iso_date(*particulars.birth));
    for (std::string const& address : particulars.addresses)
        if (auto const place = place_of(address))
            tokens.add_place(*place, surnames);
    for (std::string const& number : particulars.numbers)
        tokens.add(kNumber, number);
    for (std::string const& reference : particulars.references)
        tokens.add(kReference, reference);
}

std::vector<Name> first_names_of(Particulars const& particulars)
{
    auto names = names_of(particulars);
    names.resize(std::min(names.size(), kMostNames));
    return names;
}

}  // namespace

std::set<std::string> tokens_of(Person const& person)
{
    Tokens tokens{&Kind::of_record};
    std::vector<Kind> const kinds = is_known(person.birth) ? std::vector{kName} : std::vector{kName, kUndated};
    add_all(tokens, person, first_names_of(person), kinds);
    return tokens.take();
}

std::vector<std::string> tokens_to_ask(Asked const& asked)
{
    Tokens tokens{&Kind::to_ask};
    std::vector<Name> names;
    for (Name const& name : first_names_of(asked)) {
        names.push_back(name);
        names.push_back(name_of(name.surname, name.forename()));
    }
    // Whoever knows the day need not look through all of that name: what was born on another day is somebody else.
    add_all(tokens, asked, names, {is_known(asked.birth) ? kUndated : kName});
    if (is_known(asked.birth))
        if (auto const other = exchanged(*asked.birth))
            tokens.add(kBirth, iso_date(*other));
    auto const all = tokens.take();
    return {all.begin(), all.end()};
}

bool names_one(std::string_view token) noexcept
{
    std::string_view const kind = token.substr(0, token.find(':'));
    return kind == kNumber.name || kind == kReference.name || kind == kHome.name;
}

}  // namespace micklegate::matching
