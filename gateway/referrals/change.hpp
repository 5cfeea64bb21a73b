// What one message says about a referral, read from its fields.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/model/ids.hpp"
#include "gateway/referrals/needs.hpp"

#include <string>

namespace micklegate::referrals {

/// The entry of the log that recorded the message, and between whom it went.
struct Record {
    Sequence entry = 0;
    Moment at;
    AgencyId from;
    AgencyId to;
};

struct Change {
    enum class Kind {
        kReferred,
        kReceived,
        kAccepted,
        kAttempting,
        kUncontactable,
        kContacted,
        kAssessed,
        kPlanned,
        kClosedPlanned,
        kClosedUnplanned,
        kDeclined,
        kHandedOn,  ///< never read: what a referral to another service is to the earlier one
        kCorrected,
    };
    enum class Assessment { kBaseline, kReview, kExit };

    Kind kind = Kind::kReferred;
    Moment at;  ///< when it happened, as its sender says; else when it was recorded
    Record record;

    // Of a status.
    std::optional<int> attempt;
    bool by_letter = false;  ///< the attempt
    std::optional<Moment> contacted_at;
    std::optional<Assessment> assessment;
    Needs needs;
    bool planned = false;
    std::optional<bool> exit_strategy;
    std::optional<bool> feedback;
    std::string reason;  ///< a code: why it was declined or closed

    // Of a referral or its correction.
    std::optional<bool> entitled;  ///< to more attempts, under the Victims' Code; empty where it was not said
    std::optional<Date> born;
    bool letter_unsafe = false;
    bool hands_on = false;   ///< to another service in place of an earlier one
    bool six_weeks = false;  ///< sexual violence: a follow-up is due
    bool opted_out = false;
    bool died = false;
};

/// `change` is what a message does to the referral that it names:
/// "referred" (victim.referral-daily, victim.onward-referral), "referred_to_sarc" (sarc.referral), "status"
/// (referral.status), "corrected" (victim.missing-data-reply); "accepted" and "declined" are the recipient's
/// acknowledgement of a referral, with its `code`. Fields that the change does not need are not looked at.
[[nodiscard]] Result<Change> change_of(std::string_view change, boost::json::object const& fields, Record record);

}  // namespace micklegate::referrals
