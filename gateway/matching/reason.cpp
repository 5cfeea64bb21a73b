#include "gateway/matching/reason.hpp"

#include <array>

namespace micklegate::matching {
namespace {

/// In the order of Reason.
constexpr std::array<std::string_view, 23> kNames{
    "names-agree",     "name-variant",     "surname-spelling", "forename-spelling", "both-spelling",   "initial-only",
    "surname-alone",   "forename-alone",   "forename-differs", "names-differ",      "no-name",         "birth-agrees",
    "birth-exchanged", "birth-one-slip",   "birth-year",       "birth-unknown",     "birth-differs",   "number-agrees",
    "number-differs",  "reference-agrees", "address-agrees",   "postcode-agrees",   "address-differs",
};
static_assert(kNames.size() == static_cast<std::size_t>(Reason::kAddressDiffers) + 1);

}  // namespace

std::string_view to_string(Reason reason) noexcept { return kNames[static_cast<std::size_t>(reason)]; }

std::vector<Reason> Reasons::list() const
{
    std::vector<Reason> reasons;
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (auto const reason = static_cast<Reason>(i); contains(reason))
            reasons.push_back(reason);
    return reasons;
}

}  // namespace micklegate::matching
