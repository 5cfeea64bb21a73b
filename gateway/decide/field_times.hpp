// The moments that a date or date-time field of a message names.
#pragma once

#include "gateway/base/moment.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>

namespace micklegate::decide {

/// Of a date, its first moment in England. Empty where the field is missing or cannot be read.
[[nodiscard]] std::optional<Moment> beginning_of(boost::json::object const& data, std::string const& field);
/// Of a date, its last millisecond in England.
[[nodiscard]] std::optional<Moment> end_of(boost::json::object const& data, std::string const& field);

}  // namespace micklegate::decide
