#include "gateway/model/endpoint.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace micklegate {
namespace {

constexpr std::string_view kScheme = "https://";
constexpr std::string_view kPlainScheme = "http://";
constexpr std::uint16_t kPlainPort = 80;
constexpr std::uint16_t kMailPort = 587;
constexpr std::uint16_t kMailOverTlsPort = 465;

Problem no_address()
{
    return problem(ProblemCode::kInvalidValue, "That is not a gateway's address.",
                   "It begins with https:// and names a host, like https://host:8443");
}

Problem no_plain_address()
{
    return problem(ProblemCode::kInvalidValue, "That is not a plain HTTP address.",
                   "It begins with http:// and names a host, like http://host:8080");
}

struct Split {
    std::string_view host;
    std::string_view rest;  ///< empty, or a colon and the port
};

/// Empty host: neither a name nor an address.
Split split_host(std::string_view text)
{
    if (!text.starts_with('[')) {
        std::size_t const colon = std::min(text.find(':'), text.size());
        std::string_view const name = text.substr(0, colon);
        return {is_dns_name(name) ? name : "", text.substr(colon)};
    }
    std::size_t const bracket = text.find(']');
    if (bracket == std::string_view::npos)
        return {};
    std::string_view const address = text.substr(1, bracket - 1);
    return {is_ip_address(address) && !is_dns_name(address) ? address : "", text.substr(bracket + 1)};
}

bool read_port(std::string_view digits, std::uint16_t& port)
{
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    return error == std::errc{} && end == digits.data() + digits.size() && port != 0;
}

/// RFC 3986's unreserved characters between single slashes, so that it can be sent as it is.
bool is_plain_path(std::string_view path)
{
    return path.find("//") == std::string_view::npos && !path.ends_with('/') && std::ranges::all_of(path, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      std::string_view{"-._~/"}.find(c) != std::string_view::npos;
           });
}

}  // namespace

Result<Endpoint> endpoint_of(std::string_view url)
{
    if (!url.starts_with(kScheme))
        return no_address();
    url.remove_prefix(kScheme.size());
    if (url.ends_with('/'))
        url.remove_suffix(1);
    auto const [host, rest] = split_host(url);
    Endpoint endpoint{std::string{host}};
    if (host.empty() || (!rest.empty() && (rest.front() != ':' || !read_port(rest.substr(1), endpoint.port))))
        return no_address();
    return endpoint;
}

Result<HttpUrl> http_url_of(std::string_view url)
{
    if (!url.starts_with(kPlainScheme))
        return no_plain_address();
    url.remove_prefix(kPlainScheme.size());
    std::size_t const slash = std::min(url.find('/'), url.size());
    auto const [host, rest] = split_host(url.substr(0, slash));
    std::string_view path = url.substr(slash);
    if (path.ends_with('/'))
        path.remove_suffix(1);
    HttpUrl plain{{std::string{host}, kPlainPort}, std::string{path}};
    if (host.empty() || (!rest.empty() && (rest.front() != ':' || !read_port(rest.substr(1), plain.endpoint.port))) ||
        !is_plain_path(path))
        return no_plain_address();
    return plain;
}

Result<MailUrl> mail_url_of(std::string_view url)
{
    constexpr std::string_view kMail = "smtp://";
    constexpr std::string_view kMailOverTls = "smtps://";
    bool const over_tls = url.starts_with(kMailOverTls);
    bool const known = over_tls || url.starts_with(kMail);
    auto const [host, rest] = split_host(known ? url.substr((over_tls ? kMailOverTls : kMail).size()) : "");
    MailUrl mail{{std::string{host}, over_tls ? kMailOverTlsPort : kMailPort}, over_tls};
    if (host.empty() || (!rest.empty() && (rest.front() != ':' || !read_port(rest.substr(1), mail.endpoint.port))))
        return problem(ProblemCode::kInvalidValue, "That is not a mail server's address.",
                       "It is like smtp://mail.agency.example:587 or smtps://mail.agency.example");
    return mail;
}

bool is_dns_name(std::string_view text)
{
    return !text.empty() && text.size() <= 253 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
               c == '_';
    });
}

bool is_ip_address(std::string_view text)
{
    std::array<std::uint8_t, sizeof(in6_addr)> address{};
    std::string const terminated{text};
    return text.find('\0') == std::string_view::npos && (inet_pton(AF_INET, terminated.c_str(), address.data()) == 1 ||
                                                         inet_pton(AF_INET6, terminated.c_str(), address.data()) == 1);
}

}  // namespace micklegate
