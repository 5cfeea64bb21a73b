#include "gateway/matching/place.hpp"

#include "gateway/matching/words.hpp"
#include "gateway/model/fold.hpp"
#include "gateway/registers/postcode.hpp"

#include <algorithm>
#include <iterator>

namespace micklegate::matching {
namespace {

/// Takes the postcode, one word or two, out of the words; the last, as that is where it stands.
std::optional<std::string> take_postcode(std::vector<std::string>& words)
{
    for (std::size_t last = words.size(); last > 0; --last)
        for (std::size_t const count : {std::size_t{2}, std::size_t{1}}) {
            if (count > last)
                continue;
            std::string text;
            for (std::size_t i = last - count; i < last; ++i)
                text += words[i];
            if (auto postcode = registers::canonical_postcode(text)) {
                words.erase(words.begin() + static_cast<std::ptrdiff_t>(last - count),
                            words.begin() + static_cast<std::ptrdiff_t>(last));
                return postcode;
            }
        }
    return std::nullopt;
}

bool has_digit(std::string_view word) { return word.find_first_of("0123456789") != std::string_view::npos; }

Reason compare(Place const& asked, Place const& held)
{
    if (asked.postcode != held.postcode)
        return Reason::kAddressDiffers;
    if (asked.homes == held.homes && !asked.homes.empty())
        return Reason::kAddressAgrees;
    bool const open = std::ranges::includes(asked.homes, held.homes) || std::ranges::includes(held.homes, asked.homes);
    return open ? Reason::kPostcodeAgrees : Reason::kAddressDiffers;
}

}  // namespace

std::optional<Place> place_of(std::string_view address)
{
    auto words = words_of(fold(address));
    auto postcode = take_postcode(words);
    if (!postcode)
        return std::nullopt;
    Place place{*std::move(postcode), {}};
    std::ranges::copy_if(words, std::inserter(place.homes, place.homes.end()), has_digit);
    if (place.homes.empty() && !words.empty() && address.find(',') != std::string_view::npos)
        place.homes.insert(fold(address.substr(0, address.find(','))));
    return place;
}

std::optional<Reason> compare_places(std::vector<std::string> const& asked, std::vector<std::string> const& held)
{
    std::optional<Reason> best;
    for (std::string const& one : asked)
        for (std::string const& two : held) {
            auto const place = place_of(one);
            auto const other = place_of(two);
            if (!place || !other)
                continue;
            Reason const found = compare(*place, *other);
            best = std::min(best.value_or(found), found);
        }
    return best;
}

}  // namespace micklegate::matching
