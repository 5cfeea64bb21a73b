#include "gateway/matching/tokens.hpp"

#include "gateway/matching/birth.hpp"
#include "gateway/matching/given_names.hpp"
#include "gateway/matching/names.hpp"
#include "gateway/matching/phonetic.hpp"
#include "gateway/matching/place.hpp"

#include <algorithm>

namespace micklegate::matching {
namespace {

/// In another script, a name sounds like itself.
void add_sounds(std::set<std::string>& sounds, std::string const& name)
{
    auto codes = sounds_of(name);
    if (codes.empty())
        sounds.insert(name);
    sounds.merge(codes);
}

std::set<std::string> surname_sounds(Name const& name)
{
    std::set<std::string> sounds;
    for (std::string const& part : name.parts)
        add_sounds(sounds, part);
    return sounds;
}

std::set<std::string> forename_sounds(Name const& name)
{
    std::set<std::string> sounds;
    if (!name.forenames.empty())
        add_sounds(sounds, name.forename());
    for (std::string const& forename : name.forenames)
        for (std::string_view const full : full_names(forename))
            if (full.size() > 1)
                add_sounds(sounds, std::string{full});
    return sounds;
}

class Tokens {
public:
    void add(std::string_view kind, std::string_view one, std::string_view two = {})
    {
        all_.insert(std::string{kind} + ':' + std::string{one} + ':' + std::string{two});
    }

    void add_surname_and_birth(std::set<std::string> const& surnames, std::optional<Date> const& birth)
    {
        for (std::string const& surname : surnames) {
            if (is_known(birth)) {
                add("year", surname, iso_date(*birth).substr(0, 4));
                add("day", surname, iso_date(*birth).substr(5));
            } else if (is_year_alone(birth)) {
                for (int off = -kEstimate; off <= kEstimate; ++off)
                    add("year", surname, std::to_string(static_cast<int>(birth->year()) + off));
            }
        }
    }

    void add_full_name(std::string_view kind, std::set<std::string> const& forenames,
                       std::set<std::string> const& surnames)
    {
        for (std::string const& forename : forenames)
            for (std::string const& surname : surnames)
                add(kind, std::min(forename, surname), std::max(forename, surname));
    }

    void add_place(Place const& place, std::set<std::string> const& surnames)
    {
        for (std::string const& home : place.homes)
            add("home", place.postcode, home);
        for (std::string const& surname : surnames)
            add("area", place.postcode, surname);
    }

    [[nodiscard]] std::set<std::string> take() { return std::move(all_); }

private:
    std::set<std::string> all_;
};

using Kinds = std::vector<std::string_view>;
constexpr std::string_view kName = "name";
constexpr std::string_view kUndated = "undated";  ///< the same of a record without a day of birth

void add_all(Tokens& tokens, Particulars const& particulars, std::vector<Name> const& names, Kinds const& full_names)
{
    std::set<std::string> surnames;
    for (Name const& name : names) {
        auto sounds = surname_sounds(name);
        for (std::string_view const kind : full_names)
            tokens.add_full_name(kind, forename_sounds(name), sounds);
        surnames.merge(sounds);
    }
    tokens.add_surname_and_birth(surnames, particulars.birth);
    if (is_known(particulars.birth))
        tokens.add("birth", iso_date(*particulars.birth));
    for (std::string const& address : particulars.addresses)
        if (auto const place = place_of(address))
            tokens.add_place(*place, surnames);
    for (std::string const& number : particulars.numbers)
        tokens.add("number", number);
    for (std::string const& reference : particulars.references)
        tokens.add("reference", reference);
}

}  // namespace

std::set<std::string> tokens_of(Person const& person)
{
    Tokens tokens;
    Kinds const kinds = is_known(person.birth) ? Kinds{kName} : Kinds{kName, kUndated};
    add_all(tokens, person, names_of(person), kinds);
    return tokens.take();
}

std::vector<std::string> tokens_to_ask(Asked const& asked)
{
    Tokens tokens;
    auto names = names_of(asked);
    for (std::size_t i = 0, given = names.size(); i < given; ++i)
        names.push_back(name_of(names[i].surname, names[i].forename()));
    // Whoever knows the day need not look through all of that name: what was born on another day is somebody else.
    add_all(tokens, asked, names, {is_known(asked.birth) ? kUndated : kName});
    if (is_known(asked.birth))
        if (auto const other = exchanged(*asked.birth))
            tokens.add("birth", iso_date(*other));
    auto const all = tokens.take();
    return {all.begin(), all.end()};
}

}  // namespace micklegate::matching
