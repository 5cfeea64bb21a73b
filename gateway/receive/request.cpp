#include "gateway/receive/request.hpp"

#include "gateway/receive/target.hpp"

#include <boost/algorithm/string/case_conv.hpp>
#include <boost/algorithm/string/trim.hpp>

#include <algorithm>
#include <locale>

namespace micklegate::receive {
namespace {

std::string header_or_empty(Head const& head, std::string_view name)
{
    auto const place = head.headers.find(name);
    return place == head.headers.end() ? "" : place->second;
}

std::string media_type(std::string const& content_type)
{
    std::string type = content_type.substr(0, content_type.find(';'));
    boost::algorithm::trim(type, std::locale::classic());
    boost::algorithm::to_lower(type, std::locale::classic());
    return type;
}

bool is_port(std::string_view text)
{
    return text.empty() || (text.front() == ':' &&
                            std::all_of(text.begin() + 1, text.end(), [](char c) { return '0' <= c && c <= '9'; }));
}

}  // namespace

Result<HttpRequest> assemble(Head head, AgencyId const& peer)
{
    auto target = read_target(head.target);
    if (!target)
        return target.error();
    HttpRequest request;
    request.method = std::move(head.method);
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    request.content_type = media_type(header_or_empty(head, "content-type"));
    request.accept = header_or_empty(head, "accept");
    request.headers = std::move(head.headers);
    request.peer = peer;
    return request;
}

bool is_for_this_machine(Head const& head)
{
    std::string const host = boost::algorithm::to_lower_copy(header_or_empty(head, "host"), std::locale::classic());
    for (std::string_view const name : {"localhost", "127.0.0.1", "[::1]"})
        if (host.starts_with(name) && is_port(std::string_view{host}.substr(name.size())))
            return true;
    return false;
}

}  // namespace micklegate::receive
