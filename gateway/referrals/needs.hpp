// The nine needs of a person, scored at entry and exit: 0 is the highest need and 10 the lowest, and not asked is
// neither.
#pragma once

#include "gateway/base/result.hpp"

#include <boost/json/object.hpp>

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace micklegate::referrals {

inline constexpr int kHighestScore = 10;
inline constexpr std::size_t kNeedCount = 9;

struct Need {
    std::string_view field;  ///< of a referral and of its status
    std::string_view name;   ///< in a performance return
    std::string_view title;
};

inline constexpr std::array<Need, kNeedCount> kNeeds{{
    {"need_mental_health", "mental_health", "Mental health"},
    {"need_physical_health", "physical_health", "Physical health"},
    {"need_accommodation", "shelter_accommodation", "Shelter and accommodation"},
    {"need_family", "family_friends_children", "Family, friends and children"},
    {"need_education_work", "education_skills_employment", "Education, skills and employment"},
    {"need_drugs_alcohol", "drugs_alcohol", "Drugs and alcohol"},
    {"need_finance", "finance_benefits", "Finance and benefits"},
    {"need_outlook", "outlook_attitudes", "Outlook and attitudes"},
    {"need_social", "social_interactions", "Social interactions"},
}};

/// In the order of kNeeds.
struct Needs {
    std::array<std::optional<int>, kNeedCount> scores;

    [[nodiscard]] bool any() const noexcept;
    /// Eight categories are an assessment too, but not a whole one.
    [[nodiscard]] bool whole() const noexcept;

    friend auto operator<=>(Needs const&, Needs const&) = default;
};

/// A score that is missing or null was not asked; one that is no whole number from 0 to 10 is a fault.
[[nodiscard]] Result<Needs> needs_of(boost::json::object const& fields);

/// What is scored later wins, need by need; what was not asked again stays.
[[nodiscard]] Needs updated(Needs earlier, Needs const& later) noexcept;

/// Exit less entry, where both were scored; a fall is negative.
[[nodiscard]] Needs change(Needs const& entry, Needs const& exit) noexcept;

}  // namespace micklegate::referrals
