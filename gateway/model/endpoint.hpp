// Where a gateway is reached.
#pragma once

#include "gateway/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace micklegate {

struct Endpoint {
    std::string host;  ///< without the brackets of an IPv6 address
    std::uint16_t port = 443;
};

/// Of "https://host[:port]", with or without a last slash; kInvalidValue for anything else.
[[nodiscard]] Result<Endpoint> endpoint_of(std::string_view url);

/// A place that is asked without TLS.
struct HttpUrl {
    Endpoint endpoint;
    std::string path;  ///< empty, or begins with a slash and does not end with one
};

/// Of "http://host[:port][/path]", with or without a last slash; kInvalidValue for anything else. No query, and no
/// percent-encoding.
[[nodiscard]] Result<HttpUrl> http_url_of(std::string_view url);

/// A server that takes mail.
struct MailUrl {
    Endpoint endpoint;
    bool tls_from_start = false;
};

/// Of "smtp://host[:port]" or "smtps://host[:port]"; kInvalidValue for anything else. Ports where none is named: 587
/// (RFC 6409) and 465 (RFC 8314).
[[nodiscard]] Result<MailUrl> mail_url_of(std::string_view url);

/// By its characters and its length alone.
[[nodiscard]] bool is_dns_name(std::string_view text);

/// Version 4 or 6, without brackets or a zone.
[[nodiscard]] bool is_ip_address(std::string_view text);

}  // namespace micklegate
