// The request head, read so strictly that no other reader could understand it differently (RFC 9110, RFC 9112).
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/receive/http.hpp"

#include <string_view>

namespace micklegate::receive {

struct Head {
    std::string method;
    std::string target;  ///< origin-form
    TextMap headers;
    bool keep_alive = true;
    bool expects_continue = false;
};

/// `text` is the whole head with its closing empty line. A message body is framed by one Content-Length or by one
/// "Transfer-Encoding: chunked", never by anything else: what this accepts, Boost.Beast frames the same way.
/// Every refusal must end the connection, because the bytes that follow cannot be trusted to be a new request.
[[nodiscard]] Result<Head> read_head(std::string_view text, std::size_t max_fields);

}  // namespace micklegate::receive
