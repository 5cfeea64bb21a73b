// What became of one event that was sent, in the words its senders read: every adapter's report says the same by them.
#pragma once

#include "gateway/base/problem.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micklegate::answers {

enum class RowOutcome {
    kSent,
    kDuplicate,  ///< the same row was taken before: the first message stands
    kChanged,    ///< a row of the same id was taken before with other content; the first message stands
    kHeld,       ///< at the gateway, for a person
    kRefused,
    kNotSent,      ///< the gateway could not take it now, and stored nothing of it
    kUnconfirmed,  ///< the gateway could not say; sending the file again is safe
};

[[nodiscard]] std::string_view name_of(RowOutcome outcome) noexcept;

struct Answer {
    RowOutcome outcome = RowOutcome::kUnconfirmed;
    std::string code;
    std::string recipient;
    std::string message;
    std::string why;
};

/// `result` is the gateway's answer to one event, as POST /v1/messages lists it. Of a duplicate and of what was changed
/// `why` is left empty: what that means is the sender's to say.
[[nodiscard]] Answer answer_of(boost::json::object const& result);

/// What sending once left to do; empty when the gateway took or refused every row. `for_changed` tells what to do about
/// rows whose content was other before.
[[nodiscard]] std::optional<Problem> unsettled(std::vector<RowOutcome> const& outcomes, std::string_view for_changed);

}  // namespace micklegate::answers
