#include "gateway/matching/names.hpp"

#include "gateway/base/joined.hpp"
#include "gateway/matching/words.hpp"
#include "gateway/model/fold.hpp"
#include "gateway/model/name_forms.hpp"

#include <iterator>
#include <span>

namespace micklegate::matching {
namespace {

/// Nobody is known by more words than these, and every one of them is compared with every other.
constexpr std::size_t kMostWords = 6;

/// The first and the last of them; those between are run together, so that the whole is still the whole name.
std::vector<std::string> few(std::vector<std::string> words)
{
    if (words.size() <= kMostWords)
        return words;
    auto const first = words.begin() + kMostWords / 2;
    auto const last = words.end() - (kMostWords - kMostWords / 2 - 1);
    *first = joined(std::span{first, last}, "");
    words.erase(std::next(first), last);
    return words;
}

/// Where the surname of a full name begins: its last word, with the particles before it.
std::size_t surname_at(std::vector<std::string> const& words)
{
    std::size_t at = words.size() - 1;
    while (at > 0 && is_particle(fold(words[at - 1])))
        --at;
    return at;
}

}  // namespace

std::string Name::forename() const { return joined(forenames, ""); }

Name name_of(std::string_view forename, std::string_view surname)
{
    auto words = words_of(fold(surname));
    Name name{few(words_of(fold(forename))), joined(words, ""), {}};
    if (!name.surname.empty())
        name.parts.push_back(name.surname);
    if (words.size() == 1)
        return name;
    std::erase_if(words, [](std::string const& word) { return word.size() == 1 || is_particle(word); });
    for (std::string& word : few(std::move(words)))
        name.parts.push_back(std::move(word));
    return name;
}

std::vector<Name> names_of(Particulars const& particulars)
{
    std::vector<Name> names;
    auto const add = [&](std::string_view forename, std::string_view surname) {
        Name name = name_of(forename, surname);
        if (!name.forenames.empty() || !name.surname.empty())
            names.push_back(std::move(name));
    };
    add(particulars.forename, particulars.surname);
    for (std::string const& other : particulars.other_names) {
        auto const words = words_of(other);
        if (words.empty())
            continue;
        std::size_t const at = surname_at(words);
        std::string const surname = joined(std::span{words}.subspan(at), " ");
        add(at == 0 ? particulars.forename : joined(std::span{words}.first(at), " "), surname);
        if (words.size() == 1)
            add(surname, particulars.surname);
    }
    return names;
}

}  // namespace micklegate::matching
