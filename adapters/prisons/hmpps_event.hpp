// One HMPPS domain event, read: what its publishers do differently is settled here.
#pragma once

#include "gateway/base/moment.hpp"

#include <boost/json/object.hpp>

namespace micklegate::prisons {

/// RFC 3339, or the same without an offset, as some services write it: that is the time in England. In the autumn hour
/// that comes twice it is the earlier, in the spring hour that does not come the first moment after it.
[[nodiscard]] Result<Moment> parse_occurred_at(std::string_view given);

/// The event inside the envelopes of SQS (`Body`) and SNS (`Message`), each a JSON text inside a JSON text.
[[nodiscard]] Result<boost::json::object> unwrapped(boost::json::object outer);

/// The prison.movement that the event is; empty where its kind is none. Faults are FieldFaults, and quote no value.
[[nodiscard]] Result<boost::json::object> movement_of(boost::json::object const& event);

}  // namespace micklegate::prisons
