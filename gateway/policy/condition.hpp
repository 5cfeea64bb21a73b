// The conditions a rule may set: a closed, declarative list. A condition can only narrow a rule, never widen it, which
// is why what must never happen can be proven without looking at any.
#pragma once

#include <boost/json/value.hpp>

#include <set>
#include <string>
#include <variant>
#include <vector>

namespace micklegate::policy {

/// Completed years at the date of `on_field` lie in [min, max].
struct AgeCondition {
    std::string birth_field;
    std::string on_field;  ///< a date or date-time field, or "now": the day of the decision in England
    int min = 0;
    int max = 0;
};

/// The recipient's register entry includes the age at the date of `on_field`.
struct RecipientTakesAgeCondition {
    std::string birth_field;
    std::string on_field;
};

/// The field holds one of these JSON values: a risk level, a ground, a referrer's role.
struct OneOfCondition {
    std::string field;
    std::vector<boost::json::value> values;
};

/// The person agreed: the boolean field is true.
struct ConsentCondition {
    std::string field;
};

struct PresentCondition {
    std::string field;
};

struct AbsentCondition {
    std::string field;
};

/// The decision falls between two dates or times of the message, both included; open-ended without `until_field`'s
/// value.
struct InForceCondition {
    std::string from_field;
    std::string until_field;
};

/// The day of `on_field` is at most so many days before the day of the decision, both in England.
struct RecentCondition {
    std::string on_field;
    int at_most_days = 0;
};

/// The postcode lies in one of these local authorities' areas, by their three-digit codes.
struct AreaCondition {
    std::string postcode_field;
    std::set<std::string> areas;
};

/// The decision falls into the calendar's working hours.
struct WorkingTimeCondition {};

struct Condition {
    std::variant<AgeCondition, RecipientTakesAgeCondition, OneOfCondition, ConsentCondition, PresentCondition,
                 AbsentCondition, InForceCondition, RecentCondition, AreaCondition, WorkingTimeCondition>
        asks;
    std::string code;  ///< refusal code when this condition is what failed
};

/// Whether no message can meet both, so that two rules with them never decide the same message.
[[nodiscard]] bool exclude_each_other(Condition const& one, Condition const& other);

}  // namespace micklegate::policy
