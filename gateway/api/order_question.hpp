// What an officer asks the register of orders, as the body of a request says it.
#pragma once

#include "gateway/api/decision.hpp"
#include "gateway/lookup/orders.hpp"

namespace micklegate::api {

struct OrderQuestion {
    Decision by;
    lookup::Question question;
    std::vector<std::string> asked_by;  ///< which kinds of thing were asked for, no value: "name", "birth_date"
};

/// {"by":…,"purpose":…,"person":{"forename","surname","birth_date","address","pncid"},"reference":…,"at":…} and
/// optionally a reason. Who asks, the purpose and enough to find anybody by are required; a purpose that no agreement
/// has is a fault, because an officer who mistypes it would take the answer for "there is no order". `now` is `at`
/// where none is given.
[[nodiscard]] Result<OrderQuestion> read_order_question(receive::HttpRequest const& request,
                                                        policy::PolicySet const& policy, Moment now);

}  // namespace micklegate::api
