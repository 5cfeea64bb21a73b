// The head of a response as text.
#pragma once

#include "gateway/receive/http.hpp"

namespace micklegate::receive {

/// Header lines hold only what was checked here: a handler's header with a CR, LF or other control character is a bug
/// and stops the response with std::logic_error before a byte is sent.
[[nodiscard]] std::string response_head(HttpResponse const& response, bool keep_alive);

}  // namespace micklegate::receive
