#include "gateway/model/name_forms.hpp"

#include "gateway/model/fold.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace micklegate {
namespace {

/// Names of one person stand this near each other; bounds the forms of a text that is no name.
constexpr std::size_t kReach = 5;

/// A private-use character, which folding leaves alone: it marks where a hyphen or an apostrophe stood.
constexpr std::string_view kJoint = "\uE000";
constexpr std::array<std::string_view, 9> kJoiners{"-",      "'",      "`",      "\u2018", "\u2019",
                                                   "\u02BC", "\u2010", "\u2011", "\u2013"};

constexpr std::array<std::string_view, 39> kTitles{
    "mr",  "mrs",  "ms",   "miss", "mx",        "master", "dr",        "doctor",   "prof",       "professor",
    "rev", "revd", "fr",   "sir",  "dame",      "lord",   "lady",      "cllr",     "councillor", "officer",
    "pc",  "wpc",  "pcso", "dc",   "ds",        "di",     "dci",       "dcc",      "dsu",        "det",
    "sgt", "ps",   "insp", "ci",   "detective", "supt",   "constable", "sergeant", "inspector"};
constexpr std::array<std::string_view, 23> kParticles{"de", "del", "della", "da",  "das", "dos", "di",  "du",
                                                      "la", "le",  "van",   "von", "der", "den", "ter", "al",
                                                      "el", "bin", "bint",  "ibn", "mac", "mc",  "o"};

template <class Words>
bool among(Words const& words, std::string_view word)
{
    return std::ranges::find(words, word) != words.end();
}

std::vector<std::string> split(std::string_view text, std::string_view at)
{
    std::vector<std::string> parts;
    while (!text.empty()) {
        std::size_t const end = std::min(text.find(at), text.size());
        if (end > 0)
            parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + at.size(), text.size()));
    }
    return parts;
}

/// "Farrar, Imogen" is Imogen Farrar.
std::string in_speaking_order(std::string_view full_name)
{
    std::size_t const comma = full_name.find(',');
    if (comma == std::string_view::npos)
        return std::string{full_name};
    return std::string{full_name.substr(comma + 1)} + ' ' + std::string{full_name.substr(0, comma)};
}

std::string with_joints(std::string text)
{
    for (std::string_view const joiner : kJoiners)
        for (std::size_t at = text.find(joiner); at != std::string::npos; at = text.find(joiner, at + kJoint.size()))
            text.replace(at, joiner.size(), kJoint);
    return text;
}

/// One name of a full name: how it is written as a whole, and the parts it is also known by.
struct Name {
    std::string whole;
    std::vector<std::string> variants;
};

bool is_initial(Name const& name) { return name.whole.size() == 1; }

Name name_of(std::vector<std::string> const& parts)
{
    Name name;
    for (std::string const& part : parts)
        name.whole += part;
    name.variants = {name.whole};
    for (std::string const* const end : {&parts.front(), &parts.back()})
        if (end->size() > 1 && !is_particle(*end) && !among(name.variants, *end))
            name.variants.push_back(*end);
    return name;
}

std::vector<Name> names_of(std::string_view full_name)
{
    auto const words = split(fold(with_joints(in_speaking_order(full_name))), " ");
    auto const first = std::ranges::find_if(words, [](std::string const& word) { return !among(kTitles, word); });
    std::vector<Name> names;
    std::vector<std::string> parts;
    for (auto word = first; word != words.end(); ++word) {
        for (std::string& part : split(*word, kJoint))
            parts.push_back(std::move(part));
        bool const leads_on = word != first && word + 1 != words.end() && is_particle(*word);
        if (leads_on || parts.empty())
            continue;
        names.push_back(name_of(parts));
        parts.clear();
    }
    return names;
}

std::string form(std::string_view one, std::string_view two)
{
    auto const [first, last] = std::minmax(one, two);
    return std::string{first} + ' ' + std::string{last};
}

void add_pairs(std::set<std::string>& forms, Name const& one, Name const& two)
{
    for (std::string const& a : one.variants)
        for (std::string const& b : two.variants)
            forms.insert(form(a, b));
}

std::set<std::string> pairs_of(std::vector<Name> const& names)
{
    std::set<std::string> forms;
    for (std::size_t i = 0; i < names.size(); ++i)
        for (std::size_t j = i + 1; j < names.size() && j <= i + kReach; ++j)
            add_pairs(forms, names[i], names[j]);
    return forms;
}

}  // namespace

bool is_particle(std::string_view word) noexcept { return among(kParticles, word); }

std::set<std::string> known_name_forms(std::string_view full_name)
{
    auto const all = names_of(full_name);
    auto names = all;
    std::erase_if(names, is_initial);
    if (names.size() < 2)
        return {};
    auto forms = pairs_of(names);
    for (std::string const& surname : names.back().variants) {
        forms.insert(surname);
        for (Name const& other : all)
            if (other.whole != names.back().whole)
                forms.insert(form(other.whole.substr(0, 1), surname));
    }
    return forms;
}

std::set<std::string> written_name_forms(std::string_view full_name)
{
    auto const names = names_of(full_name);
    if (names.size() == 1)
        return {names.front().variants.begin(), names.front().variants.end()};
    return pairs_of(names);
}

}  // namespace micklegate
