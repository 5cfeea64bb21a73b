// The contact blocks that concern an agency, as its gateway lists them and as people read them.
#pragma once

#include "gateway/agency/gateway_session.hpp"

#include <vector>

namespace micklegate::agency {

[[nodiscard]] Result<std::vector<boost::json::object>> fetch_blocks(GatewaySession& session);

/// Rows for Console::print_table, the heading first. `blocks` as GET /v1/blocks lists them.
[[nodiscard]] std::vector<std::vector<std::string>> blocks_table(std::vector<boost::json::object> const& blocks);

}  // namespace micklegate::agency
