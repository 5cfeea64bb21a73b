#include "gateway/referrals/needs.hpp"

#include <algorithm>

namespace micklegate::referrals {

bool Needs::any() const noexcept
{
    return std::ranges::any_of(scores, [](auto const& score) { return score.has_value(); });
}

bool Needs::whole() const noexcept
{
    return std::ranges::all_of(scores, [](auto const& score) { return score.has_value(); });
}

Result<Needs> needs_of(boost::json::object const& fields)
{
    Needs needs;
    for (std::size_t i = 0; i < kNeedCount; ++i) {
        auto const* const score = fields.if_contains(kNeeds[i].field);
        if (score == nullptr || score->is_null())
            continue;
        auto const* const number = score->if_int64();
        if (number == nullptr || *number < 0 || *number > kHighestScore)
            return field_problem(ProblemCode::kInvalidValue, "/" + std::string{kNeeds[i].field},
                                 "is no whole number from 0 to 10");
        needs.scores[i] = static_cast<int>(*number);
    }
    return needs;
}

Needs updated(Needs earlier, Needs const& later) noexcept
{
    for (std::size_t i = 0; i < kNeedCount; ++i)
        if (later.scores[i])
            earlier.scores[i] = later.scores[i];
    return earlier;
}

Needs change(Needs const& entry, Needs const& exit) noexcept
{
    Needs changed;
    for (std::size_t i = 0; i < kNeedCount; ++i)
        if (entry.scores[i] && exit.scores[i])
            changed.scores[i] = *exit.scores[i] - *entry.scores[i];
    return changed;
}

}  // namespace micklegate::referrals
