#include "gateway/guard/dates.hpp"
#include "gateway/guard/value_needles.hpp"

#include <algorithm>

namespace micklegate::guard {
namespace {

constexpr std::size_t kShortestCode = 6;
constexpr std::size_t kShortestName = 3;
constexpr std::size_t kMostNames = 6;

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

/// A police number is also written with a short year, and without its zeros: 2008/0056560Z, 08/56560Z.
void add_short_forms(std::vector<Needle>& needles, std::string_view value)
{
    std::size_t const slash = value.find('/');
    if (slash != 4 || !std::all_of(value.begin(), value.begin() + 4, [](char c) { return c >= '0' && c <= '9'; }))
        return;
    std::string_view const year = value.substr(0, slash);
    std::string_view const serial = value.substr(slash + 1);
    std::string_view const significant = serial.substr(std::min(serial.find_first_not_of('0'), serial.size()));
    for (std::string_view const y : {year, year.substr(2)})
        for (std::string_view const s : {serial, significant})
            add_needle(needles, Reach::kCode, squash(std::string{y} + ' ' + std::string{s}));
}

void add_code(std::vector<Needle>& needles, std::string_view value)
{
    Squashed const words{value};
    if (auto const dates = find_dates(words); dates.size() == 1 && words.size() <= 3) {
        add_needle(needles, Reach::kDate, dates.front().date);
        return;
    }
    if (words.text().size() < kShortestCode)
        return;
    add_needle(needles, Reach::kCode, words.text());
    add_short_forms(needles, value);
}

/// The halves of a surname with a hyphen, each long enough to be one.
std::vector<std::string_view> halves(std::string_view surname)
{
    std::size_t const hyphen = surname.find('-');
    if (hyphen == std::string_view::npos)
        return {};
    std::string_view const one = surname.substr(0, hyphen);
    std::string_view const two = surname.substr(hyphen + 1);
    bool const both = one.size() >= kShortestName && two.size() >= kShortestName;
    return both ? std::vector{one, two} : std::vector<std::string_view>{};
}

/// What stands between spaces: "Theo", "Smith-Jones".
struct Name {
    std::string_view written;
    std::string squashed;
};

/// Without a title.
std::vector<Name> names_in(std::string_view value)
{
    std::vector<Name> names;
    each_part(value, " \t,", [&](std::string_view name) {
        Squashed const words{name};
        bool const title = words.size() > 0 && words.is(0, kTitle | kRank) && names.empty();
        if (words.size() > 0 && !title)
            names.push_back({name, words.text()});
    });
    return names;
}

/// All names, from `first` on and round again.
std::string turned(std::vector<Name> const& names, std::size_t first)
{
    std::string all;
    for (std::size_t i = 0; i < names.size(); ++i)
        all += names[(first + i) % names.size()].squashed;
    return all;
}

/// Forenames and surname in either order, initial and surname, title and surname. A single name is shared by too many
/// people, officers and children among them; more words than a name has are a description.
void add_name(std::vector<Needle>& needles, std::string_view value)
{
    value = value.substr(0, value.find('('));
    auto names = names_in(value);
    if (names.size() < 2)
        return;
    if (names.size() > kMostNames) {
        add_needle(needles, Reach::kWords, turned(names, 0));
        return;
    }
    if (value.find(',') != std::string_view::npos)
        std::rotate(names.begin(), names.begin() + 1, names.end());
    for (std::size_t i = 0; i < names.size(); ++i)
        add_needle(needles, Reach::kName, turned(names, i));
    std::string const& first = names.front().squashed;
    std::string const& last = names.back().squashed;
    if (names.size() > 2) {
        add_needle(needles, Reach::kName, first + last);
        add_needle(needles, Reach::kName, last + first);
        add_needle(needles, Reach::kName, first + names[1].squashed.front() + last);
    }
    for (std::string_view const half : halves(names.back().written))
        add_needle(needles, Reach::kName, first + squash(half));
    add_needle(needles, Reach::kName, first.front() + last);
    if (last.size() < kShortestName)
        return;
    add_needle(needles, Reach::kSurname, last);
    add_needle(needles, Reach::kInitial, last + first.front());
}

}  // namespace

std::vector<Needle> person_needles(std::string_view value)
{
    std::vector<Needle> needles;
    if (has_digit(value)) {
        add_code(needles, value);
        return needles;
    }
    each_part(value, ";/\n", [&](std::string_view part) { add_name(needles, part); });
    return needles;
}

}  // namespace micklegate::guard
