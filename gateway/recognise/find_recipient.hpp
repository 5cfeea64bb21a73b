// Who a message is for: the agency the sender named, or the one a register gives.
#pragma once

#include "gateway/recognise/recognise.hpp"

namespace micklegate::recognise {

/// `event` has passed its schema and checks. The stops are those of recognise().
[[nodiscard]] Passed<Agency const*> find_recipient(Event const& event, MessageSpec const& spec, World const& world);

}  // namespace micklegate::recognise
