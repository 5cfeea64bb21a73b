// One HMPPS domain event, read: what its publishers do differently is settled here.
#pragma once

#include "gateway/base/result.hpp"

#include <boost/json/object.hpp>

namespace micklegate::prisons {

/// The event inside the envelopes of SQS (`Body`) and SNS (`Message`), each a JSON text inside a JSON text.
[[nodiscard]] Result<boost::json::object> unwrapped(boost::json::object outer);

/// The prison.movement that the event is; empty where its kind is none. Faults are FieldFaults, and quote no value.
[[nodiscard]] Result<boost::json::object> movement_of(boost::json::object const& event);

}  // namespace micklegate::prisons
