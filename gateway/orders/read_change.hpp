// Reads a change out of the fields that an agreement released from a message about an order.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/orders/change.hpp"

#include <boost/json/object.hpp>

#include <string_view>

namespace micklegate::orders {

/// `change` is made, varied, extended, discharged, undertaking, service_failed or served. kIntegrity, naming the field,
/// where one that the answer turns on was withheld or cannot be read.
[[nodiscard]] Result<Change> change_of(std::string_view change, boost::json::object const& fields, Sequence entry,
                                       Moment recorded);

}  // namespace micklegate::orders
