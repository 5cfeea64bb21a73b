// The request target: a path that can only mean one place, and a bounded query.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/receive/http.hpp"

#include <string_view>

namespace micklegate::receive {

struct Target {
    std::string path;
    TextMap query;
};

/// Origin-form. Encoded slashes, backslashes, dot segments, empty segments and anything that does not decode to
/// printable ASCII are refused, so that no later step can read the path differently. A query key may stand once.
[[nodiscard]] Result<Target> read_target(std::string_view target);

}  // namespace micklegate::receive
