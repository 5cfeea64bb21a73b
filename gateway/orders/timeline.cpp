#include "gateway/orders/timeline.hpp"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <string_view>
#include <tuple>

namespace micklegate::orders {
namespace {

bool is_correction(Change const& change)
{
    auto const* const varied = std::get_if<Varied>(&change.what);
    return varied != nullptr && varied->as == Varied::As::kSlipRule;
}

auto place(Change const& change) { return std::tuple{change.at, change.what.index(), change.entry}; }

auto act(Change const& change)
{
    return std::tuple{change.at, change.what.index(), is_correction(change), std::string_view{change.reference}};
}

Terms* terms_of(Change& change)
{
    if (auto* const made = std::get_if<Made>(&change.what))
        return &made->terms;
    auto* const varied = std::get_if<Varied>(&change.what);
    return varied != nullptr && !is_correction(change) ? &varied->terms : nullptr;
}

std::string* contact_of(Change& change)
{
    if (auto* const made = std::get_if<Made>(&change.what))
        return &made->permitted_contact;
    auto* const varied = std::get_if<Varied>(&change.what);
    return varied != nullptr && !varied->permitted_contact.empty() ? &varied->permitted_contact : nullptr;
}

Ending* ending_of(Change& change)
{
    if (auto* const made = std::get_if<Made>(&change.what))
        return &made->ending;
    if (auto* const extended = std::get_if<Extended>(&change.what))
        return &extended->ending;
    auto* const varied = std::get_if<Varied>(&change.what);
    return varied != nullptr && varied->ending && !is_correction(change) ? &*varied->ending : nullptr;
}

std::optional<Moment>* hearing_of(Change& change)
{
    if (auto* const made = std::get_if<Made>(&change.what))
        return &made->hearing;
    if (auto* const extended = std::get_if<Extended>(&change.what))
        return &extended->hearing;
    auto* const varied = std::get_if<Varied>(&change.what);
    return varied != nullptr && varied->hearing && !is_correction(change) ? &varied->hearing : nullptr;
}

/// Sealed, sorted; and where several agencies sent what the court did, or one sent it again, what was recorded last. Of
/// what a server does, each attempt counts.
std::vector<Change> standing_ones(std::span<Change const> changes)
{
    std::vector<Change> sorted;
    std::ranges::copy_if(changes, std::back_inserter(sorted), &Change::sealed);
    std::ranges::sort(sorted, {}, place);
    std::vector<Change> standing;
    for (auto change = sorted.begin(); change != sorted.end(); ++change)
        if (!is_act_of_court(change->what) || std::none_of(std::next(change), sorted.end(), [&](Change const& later) {
                return act(later) == act(*change);
            }))
            standing.push_back(*change);
    return standing;
}

/// Writes `text` over the last one of its sort among `before`.
template <class Text>
void correct(std::span<Change> before, Text* (*text_of)(Change&), Text const& text)
{
    for (Change& change : before | std::views::reverse)
        if (Text* const wrong = text_of(change)) {
            *wrong = text;
            return;
        }
}

}  // namespace

std::vector<Change> timeline(std::span<Change const> changes)
{
    std::vector<Change> sorted = standing_ones(changes);
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (!is_correction(sorted[i]))
            continue;
        std::span<Change> const before{sorted.data(), i};
        Varied const& corrected = std::get<Varied>(sorted[i].what);
        correct(before, terms_of, corrected.terms);
        if (!corrected.permitted_contact.empty())
            correct(before, contact_of, corrected.permitted_contact);
        if (corrected.ending)
            correct(before, ending_of, *corrected.ending);
        if (corrected.hearing)
            correct(before, hearing_of, corrected.hearing);
    }
    return sorted;
}

}  // namespace micklegate::orders
