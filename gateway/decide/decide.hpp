// Step 4 of the road: exactly one data-sharing agreement must allow this, now. Default is refusal.
#pragma once

#include "gateway/decide/policy_set.hpp"
#include "gateway/model/stop.hpp"
#include "gateway/recognise/recognise.hpp"

namespace micklegate::decide {

/// A decision is a value: it says by itself what was allowed and why.
struct Decision {
    Agreement const* agreement = nullptr;  ///< lives as long as the policy set
    Rule const* rule = nullptr;
    std::string reason;  ///< one sentence a data-protection officer can read; no values
};

/// Refused with not_allowed (no rule for type, sender kind, recipient kind, purpose), agreement_not_yet_valid,
/// agreement_lapsed, agreement_not_named (the event names an agreement and it is another), ambiguous_agreement (two
/// rules would allow), or the code of the condition that failed. The sender's purpose may be left out where only one
/// rule's purpose fits.
[[nodiscard]] Passed<Decision> decide(PolicySet const& policy, recognise::Message const& message, Moment now);

/// Whether any rule lets a sender of this kind send this type at all, to anyone.
[[nodiscard]] bool may_send(PolicySet const& policy, MessageType const& type, std::string const& sender_kind);

/// The rule's deadline counted from `now`, or empty for "none". "next_school_day": the first bell of the next day that
/// is neither a weekend nor closed in the calendar, Europe/London.
[[nodiscard]] std::optional<Moment> deadline(PolicySet const& policy, Rule const& rule, Moment now);

}  // namespace micklegate::decide
