#include "gateway/guard/postcode_shape.hpp"
#include "gateway/guard/value_needles.hpp"

#include <algorithm>
#include <array>

namespace micklegate::guard {
namespace {

constexpr std::size_t kShortestPlace = 3;
constexpr std::size_t kShortestStreet = 4;

/// A county or country holds too many homes to point at one, and every town has a high street.
constexpr std::array<std::string_view, 13> kEverywhere{"england",       "unitedkingdom",  "uk",
                                                       "yorkshire",     "northyorkshire", "eastyorkshire",
                                                       "westyorkshire", "southyorkshire", "eastridingofyorkshire",
                                                       "countydurham",  "highstreet",     "mainstreet",
                                                       "mainroad"};

bool everywhere(std::string_view squashed)
{
    return std::find(kEverywhere.begin(), kEverywhere.end(), squashed) != kEverywhere.end();
}

/// Words [first, last) of one part of an address.
struct Range {
    std::size_t first;
    std::size_t last;
    [[nodiscard]] std::size_t size() const noexcept { return last - first; }
};

class AddressReader {
public:
    explicit AddressReader(std::vector<Needle>& needles) : needles_{needles} {}

    [[nodiscard]] bool saw_number() const noexcept { return saw_number_; }

    /// One part between commas: number and street give a home away by themselves, a street or town only in free text.
    void read(Squashed const& part)
    {
        std::size_t begin = 0;
        for (std::size_t i = 0; i < part.size(); ++i)
            if (std::size_t const count = postcode_at(part, i); count != 0) {
                read_words(part, {begin, i});
                add_needle(needles_, Reach::kCode, std::string{part.joined(i, i + count)});
                begin = i + count;
                i = begin - 1;
            }
        read_words(part, {begin, part.size()});
    }

private:
    /// How many words from `i` on are a postcode.
    static std::size_t postcode_at(Squashed const& part, std::size_t i)
    {
        for (std::size_t const count : {std::size_t{1}, std::size_t{2}})
            if (i + count <= part.size() && is_postcode(part.joined(i, i + count)))
                return count;
        return 0;
    }

    void read_words(Squashed const& part, Range words)
    {
        while (words.size() > 2 && part.is(words.first, kFlat))
            words.first += 2;
        std::size_t number = words.first;
        while (number < words.last && !part.begins_with_digit(number))
            ++number;
        std::size_t street = number;
        while (street < words.last && (part.begins_with_digit(street) || is_suffix(part, number, street)))
            ++street;
        if (street == words.last) {
            if (number == words.last)
                add_place(part, words);
            return;
        }
        saw_number_ = true;
        std::size_t end = street + 1;
        while (end < words.last && !part.is(end, kStreetType))
            ++end;
        Range const name{street, std::min(end + 1, words.last)};
        add_house(part, {number, street}, name);
        add_place(part, name);
        add_place(part, {name.last, words.last});
    }
    /// The letter of "12 a".
    static bool is_suffix(Squashed const& part, std::size_t number, std::size_t i)
    {
        return i == number + 1 && part.word(i).size() == 1;
    }

    void add_house(Squashed const& part, Range numbers, Range street)
    {
        if (only(kEveryday, part, street.first, street.last))
            return;
        std::string const name{part.joined(street.first, street.last)};
        bool const typed = street.size() > 1 && part.is(street.last - 1, kStreetType);
        std::string const bare{typed ? part.joined(street.first, street.last - 1) : std::string_view{}};
        for (std::string const& number : spellings(part, numbers)) {
            add_needle(needles_, Reach::kWords, number + name);
            if (bare.size() >= kShortestStreet)
                add_needle(needles_, Reach::kHouse, number + bare);
        }
    }
    /// "12a" is also "12"; of "9-11" each end is a door.
    static std::vector<std::string> spellings(Squashed const& part, Range numbers)
    {
        std::vector<std::string> all{std::string{part.joined(numbers.first, numbers.last)}};
        if (numbers.size() > 1 && part.begins_with_digit(numbers.last - 1))
            for (std::size_t i = numbers.first; i < numbers.last; ++i)
                all.emplace_back(part.word(i));
        std::string const digits = all.front().substr(0, all.front().find_first_not_of("0123456789"));
        if (digits != all.front())
            all.push_back(digits);
        return all;
    }

    /// A street or a town, without the county behind it.
    void add_place(Squashed const& part, Range words)
    {
        for (std::size_t county = words.first; county < words.last; ++county)
            if (everywhere(part.joined(county, words.last)))
                words.last = county;
        std::string squashed{part.joined(words.first, words.last)};
        if (squashed.size() < kShortestPlace || only(kEveryday, part, words.first, words.last) ||
            squashed.find_first_of("0123456789") != std::string::npos)
            return;
        bool const street = words.size() > 1 && part.is(words.last - 1, kStreetType);
        add_needle(needles_, street ? Reach::kStreet : Reach::kPlace, std::move(squashed));
    }

    std::vector<Needle>& needles_;
    bool saw_number_ = false;
};

}  // namespace

std::vector<Needle> address_needles(std::string_view value)
{
    std::vector<Needle> needles;
    AddressReader reader{needles};
    each_part(value, ",;\n", [&](std::string_view part) { reader.read(Squashed{part}); });
    if (Squashed const whole{value}; !reader.saw_number() && whole.size() > 2)
        add_whole(needles, whole);
    return needles;
}

}  // namespace micklegate::guard
