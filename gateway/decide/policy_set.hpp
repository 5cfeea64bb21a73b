// A policy set: the catalogue, the data-sharing agreements and the calendars, with the digest that names them all.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/base/result.hpp"
#include "gateway/recognise/message_spec.hpp"

#include <map>
#include <set>
#include <vector>

namespace micklegate::decide {

/// An age condition: completed years at the date of `on_field` lie in [min, max].
struct AgeCondition {
    std::string birth_field;
    std::string on_field;
    int min = 0;
    int max = 0;
    bool recipient_takes_age = false;  ///< the recipient's register entry must include that age
    std::string code;                  ///< refusal code when this condition is what failed
};

/// Field `field` has exactly this JSON value.
struct EqualsCondition {
    std::string field;
    boost::json::value value;
    std::string code;
};

/// The day of `on_field` is at most so many days before the day of the decision, both in England.
struct RecentCondition {
    std::string on_field;
    int at_most_days = 0;
    std::string code;
};

struct Rule {
    std::string name;
    MessageType type;
    std::set<std::string> from;  ///< agency kinds
    std::set<std::string> to;    ///< agency kinds
    std::string purpose;
    std::string lawful_basis;  ///< code of domain.md section 7, e.g. "E49A"
    std::string lawful_basis_text;
    std::vector<AgeCondition> ages;
    std::vector<EqualsCondition> equals;
    std::vector<RecentCondition> recents;
    std::set<std::string> release;  ///< names of the fields released; all others are withheld
    std::string deadline;           ///< "none" or a named deadline rule, e.g. "next_school_day"
    std::string retention;
    std::string marking;
};

struct Agreement {
    std::string name;
    std::string title;
    std::string version;
    Date valid_from;
    Date valid_until;                  ///< last day it holds
    std::vector<std::string> parties;  ///< agency kinds or ids
    std::vector<Rule> rules;
};

/// Days on which a school day's deadline does not fall, and when the day starts.
struct Calendar {
    std::set<Date> closed;
    std::chrono::minutes first_bell{8 * 60 + 30};  ///< Europe/London
};

/// One request and the decision it must get (policies/cases).
struct Case;

struct PolicySet {
    std::string digest;  ///< "sha256:…" over the sorted paths and contents
    recognise::Catalogue catalogue;
    std::vector<Agreement> agreements;
    std::multimap<MessageType, std::pair<Agreement const*, Rule const*>> index;  ///< points into `agreements`
    Calendar calendar;

    PolicySet() = default;
    PolicySet(PolicySet&&) = default;
    PolicySet& operator=(PolicySet&&) = default;
};

/// The text of every file of a policies folder, by its path relative to that folder.
using PolicyFiles = std::map<std::string, std::string>;

/// Strict: an unknown key, field, class, kind or purpose is a problem with file, line and column where the format has
/// them. Refuses an empty set, two rules of one name, a rule that releases a field its type lacks.
[[nodiscard]] Result<PolicySet> load_policy_set(PolicyFiles const& files);

}  // namespace micklegate::decide
