// What the services of a partnership are measured by, counted over a month from how their referrals stand.
#pragma once

#include "gateway/referrals/standing.hpp"

#include <map>
#include <span>

namespace micklegate::referrals {

/// How many of how many.
struct Figure {
    std::size_t counted = 0;
    std::size_t of = 0;
};

struct Measure {
    std::string_view key;
    std::string_view title;
    std::string_view whole;  ///< of whom it is a part
    std::size_t target = 0;  ///< per cent; 0: none was agreed
};

/// What no message tells, practical items and who would recommend the service, is for its own return to say.
inline constexpr std::array<Measure, 8> kMeasures{{
    {"contacted_24h", "Contacted within 24 hours", "referred in the month, both clocks run out", 90},
    {"contacted_working_day", "Contacted within one working day", "referred in the month, both clocks run out", 90},
    {"assessed", "Needs assessed", "first contacted in the month and took up support", 90},
    {"planned", "With a cope-and-recovery plan", "assessed in the month", 90},
    {"exit_review", "With an exit review", "closed in the month after a plan", 90},
    {"feedback", "Gave feedback", "with an exit review in the month, where it is known", 90},
    {"exit_strategy", "With an exit strategy", "closed in the month after a plan", 90},
    {"followed_up_six_weeks", "Followed up within six weeks", "sexual violence, due in the month", 0},
}};

/// The part of kMeasures[kFeedback] is a part of those whom kMeasures[kExitReview] counts.
inline constexpr std::size_t kExitReview = 4;
inline constexpr std::size_t kFeedback = 5;

struct NeedChange {
    std::size_t people = 0;  ///< scored at entry and exit
    int sum = 0;             ///< of their changes
};

struct Figures {
    std::array<Figure, kMeasures.size()> measures;
    std::array<NeedChange, kNeedCount> needs;
};

/// Each measure has its own month: of the referral, the first contact, the assessment, the end. Months are London's.
/// A clock that still runs at `now`, or that an end stopped in time, is not counted.
[[nodiscard]] std::map<AgencyId, Figures> figures_of(std::span<Standing const> standings, std::chrono::year_month month,
                                                     Moment now);

}  // namespace micklegate::referrals
