// Whether there is anybody to hold messages for.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/model/agency.hpp"

namespace micklegate::serve {

/// kUnavailable while the duty desk is suspended: what would be held is then refused, for nobody could read it.
[[nodiscard]] Result<void> check_desk(Agencies const& agencies, AgencyId const& desk);

}  // namespace micklegate::serve
