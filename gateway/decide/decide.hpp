// Step 4 of the road: exactly one data-sharing agreement must allow this, now. Default is refusal.
#pragma once

#include "gateway/model/stop.hpp"
#include "gateway/policy/policy_set.hpp"
#include "gateway/recognise/recognise.hpp"

namespace micklegate::decide {

/// A decision is a value: it says by itself what was allowed and why.
struct Decision {
    policy::Agreement const* agreement = nullptr;  ///< lives as long as the policy set
    policy::Rule const* rule = nullptr;
    std::string reason;  ///< sentences a data-protection officer can read; no values
};

/// Cases judge an agreement as it was signed, so that stopping one needs no new cases.
enum class Suspension { kDenies, kIsOverlooked };

/// Refused with not_allowed (no rule for type, sender kind, recipient kind, purpose), agreement_not_yet_valid,
/// agreement_lapsed, agreement_suspended, agreement_not_named (the event names an agreement and it is another),
/// ambiguous_agreement (two rules would allow), or the code of the condition that failed. The sender's purpose may be
/// left out where only one rule's purpose fits.
[[nodiscard]] Passed<Decision> decide(policy::PolicySet const& policy, recognise::Message const& message, Moment now,
                                      Suspension suspension = Suspension::kDenies);

/// Whether any rule of an agreement in force lets a sender of this kind send this type at all, to anyone.
[[nodiscard]] bool may_send(policy::PolicySet const& policy, MessageType const& type, std::string const& sender_kind,
                            Moment now);

/// The rule's deadline for this message counted from `now`, or empty for "none". One that lies behind already is
/// `now`, and none lies more than ten years ahead, whatever date a sender writes. A working day has the calendar's
/// hours: what comes in between them is counted from the next opening. A school day is the recipient's own, where it
/// has `own` days.
[[nodiscard]] std::optional<Moment> deadline(policy::PolicySet const& policy, policy::Rule const& rule,
                                             boost::json::object const& data, Moment now,
                                             registers::OwnDays const* own = nullptr);

/// So long after `from` as a span of kind kAfter says, ten years at most.
[[nodiscard]] Moment after(policy::Calendar const& calendar, policy::DeadlineRule const& span, Moment from);

}  // namespace micklegate::decide
