// A Problem as another side told it: RFC 9457 JSON read back.
#pragma once

#include "gateway/base/problem.hpp"

#include <boost/json/object.hpp>

namespace micklegate::json {

/// Lenient, because a failure must be told whatever shape its telling has; an unknown type reads as kInternal.
[[nodiscard]] Problem problem_in(boost::json::object const& told);

}  // namespace micklegate::json
