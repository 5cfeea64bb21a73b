// The gateway's resources for agencies.
#pragma once

#include "gateway/api/services.hpp"
#include "gateway/receive/routes.hpp"

namespace micklegate::api {

/// `services` outlives the routes.
[[nodiscard]] receive::Routes agency_routes(Services const& services);

}  // namespace micklegate::api
