#include "gateway/matching/names.hpp"

#include "gateway/base/joined.hpp"
#include "gateway/matching/words.hpp"
#include "gateway/model/fold.hpp"
#include "gateway/model/name_forms.hpp"

#include <span>

namespace micklegate::matching {
namespace {

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
    auto const words = words_of(fold(surname));
    Name name{words_of(fold(forename)), joined(words, ""), {}};
    if (!name.surname.empty())
        name.parts.push_back(name.surname);
    for (std::string const& word : words)
        if (words.size() > 1 && word.size() > 1 && !is_particle(word))
            name.parts.push_back(word);
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
