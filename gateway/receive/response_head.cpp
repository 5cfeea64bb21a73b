// Writing status line and header fields.
#include "gateway/receive/response_head.hpp"

#include <boost/beast/http/status.hpp>

#include <algorithm>
#include <stdexcept>

namespace micklegate::receive {
namespace {

void append_field(std::string& out, std::string_view name, std::string_view value)
{
    auto const safe = [](char c) { return (c >= ' ' && c <= '~') || c == '\t'; };
    if (name.empty() || name.find_first_of(": \t") != std::string_view::npos ||
        !std::all_of(name.begin(), name.end(), safe) || !std::all_of(value.begin(), value.end(), safe))
        throw std::logic_error{"a response header is not a plain line"};
    out.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string response_head(HttpResponse const& response, bool keep_alive)
{
    auto const reason = boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(response.status));
    std::string out = "HTTP/1.1 " + std::to_string(response.status) + ' ';
    out.append(reason.data(), reason.size()).append("\r\n");
    if (!response.content_type.empty())
        append_field(out, "Content-Type", response.content_type);
    if (response.status != 204 && response.status != 304)
        append_field(out, "Content-Length", std::to_string(response.body.size()));
    append_field(out, "X-Content-Type-Options", "nosniff");
    if (!keep_alive)
        append_field(out, "Connection", "close");
    bool caching_said = false;
    for (auto const& [name, value] : response.headers) {
        append_field(out, name, value);
        caching_said = caching_said || name == "Cache-Control";
    }
    if (!caching_said)
        append_field(out, "Cache-Control", "no-store");
    return out + "\r\n";
}

}  // namespace micklegate::receive
