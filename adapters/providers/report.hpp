// What became of each row of a file about referrals.
#pragma once

#include "adapters/answers/answer.hpp"
#include "adapters/providers/referral_row.hpp"

namespace micklegate::providers {

struct ReportLine {
    std::size_t row = 0;
    std::string referral_ref;
    /// Of answers::name_of(), or "would_send" of what was only tried.
    std::string outcome;
    answers::Answer answer;

    /// Whether a person has to look at it.
    [[nodiscard]] bool open() const;
};

[[nodiscard]] boost::json::object to_json(ReportLine const& line);

/// `result` is the gateway's answer to the row's event, as POST /v1/messages lists it.
[[nodiscard]] ReportLine answered(ReferralRow const& row, boost::json::object const& result);
/// Of a row that was not sent: one that is no event is refused, any other would be sent.
[[nodiscard]] ReportLine unsent(ReferralRow const& row);

/// What sending once left to do; empty when the gateway took or refused every row.
[[nodiscard]] std::optional<Problem> unsettled(std::vector<ReportLine> const& lines);

}  // namespace micklegate::providers
