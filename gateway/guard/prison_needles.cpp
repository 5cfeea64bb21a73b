#include "gateway/guard/value_needles.hpp"

#include <algorithm>
#include <array>

namespace micklegate::guard {
namespace {

struct Prison {
    std::string_view code;
    std::string_view name;
};

/// The prisons of Yorkshire and the North East, by their codes in the national prison register.
constexpr std::array kPrisons{
    Prison{"hli", "Hull"},           Prison{"lei", "Leeds"},       Prison{"dni", "Doncaster"},
    Prison{"lhi", "Lindholme"},      Prison{"mdi", "Moorland"},    Prison{"hdi", "Hatfield"},
    Prison{"wei", "Wealstun"},       Prison{"fni", "Full Sutton"}, Prison{"hmi", "Humber"},
    Prison{"wdi", "Wakefield"},      Prison{"nhi", "New Hall"},    Prison{"agi", "Askham Grange"},
    Prison{"wyi", "Wetherby"},       Prison{"lni", "Low Newton"},  Prison{"dmi", "Durham"},
    Prison{"hhi", "Holme House"},    Prison{"dti", "Deerbolt"},    Prison{"kvi", "Kirklevington Grange"},
    Prison{"nli", "Northumberland"},
};

constexpr std::size_t kCodeLength = 3;
constexpr std::size_t kShortestPrison = 3;

void add_prison(std::vector<Needle>& needles, std::string const& name)
{
    if (name.size() < kShortestPrison || name.find_first_of("0123456789") != std::string::npos)
        return;
    add_needle(needles, Reach::kWords, "hmp" + name);
    add_needle(needles, Reach::kPrison, name);
}

/// The name in one part of the value, without "HMP", "Hospital", wing and cell; empty where it is no name.
std::string name_in(Squashed const& part)
{
    std::string name;
    bool everyday = true;
    for (std::size_t i = 0; i < part.size(); ++i) {
        bool const within = part.is(i, kPrisonWord | kCustodyPart) || part.begins_with_digit(i);
        bool const letter = part.word(i).size() == 1;
        if (within || letter || part.word(i) == "hospital")
            continue;
        name += part.word(i);
        everyday = everyday && part.is(i, kEveryday);
    }
    return everyday ? std::string{} : name;
}

}  // namespace

std::vector<Needle> every_prison_by_title()
{
    std::vector<Needle> needles;
    for (Prison const& prison : kPrisons) {
        std::string const name = squash(prison.name);
        for (std::string_view const title : {"hmp", "hmpyoi", "hmyoi", "yoi", "prison"})
            add_needle(needles, Reach::kWords, std::string{title} + name);
        add_needle(needles, Reach::kWords, name + "prison");
    }
    return needles;
}

std::vector<Needle> prison_needles(std::string_view value)
{
    std::vector<Needle> needles;
    each_part(value, ",;\n", [&](std::string_view text) {
        Squashed const part{text};
        std::string const& whole = part.text();
        if (part.size() > 1 && !part.is(part.size() - 1, kCustodyPart))
            add_whole(needles, part);
        bool const code =
            part.size() == 1 && whole.size() == kCodeLength && !part.is(0, kEveryday) && part.words().front().shouted;
        if (code)
            add_needle(needles, Reach::kPrisonCode, whole);
        else
            add_prison(needles, name_in(part));
        for (Prison const& prison : kPrisons) {
            if (code && prison.code == whole)
                add_prison(needles, squash(prison.name));
            if (!code && squash(prison.name) == name_in(part))
                add_needle(needles, Reach::kPrisonCode, std::string{prison.code});
        }
    });
    return needles;
}

}  // namespace micklegate::guard
