// A JSON object that a person hands in as a file, or on standard input, which no list of processes shows.
#pragma once

#include "gateway/base/result.hpp"

#include <boost/json/object.hpp>

#include <string>

namespace micklegate::app {

/// `file` is "-" for standard input. At most 64 KiB. kConfiguration, with its line and column, for what is no JSON
/// object.
[[nodiscard]] Result<boost::json::object> read_json_input(std::string const& file);

}  // namespace micklegate::app
