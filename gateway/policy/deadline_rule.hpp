// When a rule wants a message to be dealt with, as agreements write it: "next_school_day", "1 working day",
// "by hearing_at", "28 days before release_date".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace micklegate::policy {

struct DeadlineRule {
    enum class Kind {
        kNone,
        kNextSchoolDay,  ///< the next first bell of a school day
        kAfter,          ///< so long after the message was accepted
        kBy,             ///< the time a field names; for a date, its first moment in England
        kBefore,         ///< so long before the time a field names
    };
    enum class Unit { kMinutes, kHours, kDays, kWorkingDays };

    Kind kind = Kind::kNone;
    int count = 0;
    Unit unit = Unit::kHours;
    std::string field;  ///< of kBy and kBefore
    std::string text;   ///< as written
};

/// "30 minutes", "2 hours", "1 working day": a rule of kind kAfter. Empty where the text is no span.
[[nodiscard]] std::optional<DeadlineRule> parse_span(std::string_view text);
/// Empty where the text is no deadline.
[[nodiscard]] std::optional<DeadlineRule> parse_deadline(std::string_view text);

}  // namespace micklegate::policy
