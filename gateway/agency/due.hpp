// What is due for an agency, as its gateway lists it and as people read it.
#pragma once

#include "gateway/agency/gateway_session.hpp"
#include "gateway/base/moment.hpp"

#include <vector>

namespace micklegate::agency {

/// The earliest deadline first; what is late alone, where that is asked for.
[[nodiscard]] Result<std::vector<boost::json::object>> fetch_due(GatewaySession& session, bool late_alone);

/// "2 h 10 min", "3 days 4 h", "under a minute": the two largest parts, rounded down.
[[nodiscard]] std::string span_text(std::chrono::milliseconds span);

/// Rows for Console::print_table, the heading first. `messages` as GET /v1/due lists them.
[[nodiscard]] std::vector<std::vector<std::string>> due_table(std::vector<boost::json::object> const& messages,
                                                              Moment now);

}  // namespace micklegate::agency
