// RFC 6901 pointers to places in a stranger's JSON, safe to show.
#pragma once

#include <string>
#include <string_view>

namespace micklegate::json {

/// One reference token: escaped, cut to 64 characters, unprintable and non-ASCII bytes replaced by '?'.
[[nodiscard]] std::string pointer_token(std::string_view key);

}  // namespace micklegate::json
