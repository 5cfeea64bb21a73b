// A mailbox as a table, what is late marked as such.
#pragma once

#include "gateway/base/moment.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <vector>

namespace micklegate::agency {

/// Rows for Console::print_table, the heading first. `messages` as GET /v1/inbox lists them.
[[nodiscard]] std::vector<std::vector<std::string>> inbox_table(std::vector<boost::json::object> const& messages,
                                                                Moment now);

}  // namespace micklegate::agency
