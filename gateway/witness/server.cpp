#include "gateway/witness/server.hpp"

namespace micklegate::witness {
namespace {

using receive::Access;
using receive::HttpRequest;
using receive::HttpResponse;

HttpResponse text(unsigned status, std::string body)
{
    return {status, "text/plain; charset=utf-8", std::move(body), {}};
}

HttpResponse show(Witness const& witness, HttpRequest const& request)
{
    auto const held = witness.held_under(request.parameters.at("origin"));
    if (!held)
        return text(500, "What the witness remembers does not prove itself.\n");
    if (!*held)
        return text(404, "No checkpoint of that log was cosigned here.\n");
    return text(200, (*held)->note);
}

}  // namespace

Limits witness_limits()
{
    Limits limits;
    limits.body_bytes = 64 * 1024;
    limits.body_bytes_in_flight = 4 * 1024 * 1024;
    limits.connections = 64;
    limits.body_timeout = limits.header_timeout;
    return limits;
}

receive::Routes witness_routes(Witness const& witness)
{
    receive::Handler const add = [&witness](HttpRequest& request) -> boost::asio::awaitable<HttpResponse> {
        Answer answer = witness.add_checkpoint(request.body);
        co_return HttpResponse{answer.status, std::move(answer.content_type), std::move(answer.body), {}};
    };
    receive::Handler const get = [&witness](HttpRequest& request) -> boost::asio::awaitable<HttpResponse> {
        co_return show(witness, request);
    };
    std::vector<receive::Route> rows;
    rows.push_back({"POST", "/add-checkpoint", Access::kAnyoneWithoutCertificate, add});
    rows.push_back({"GET", "/{origin}/checkpoint", Access::kAnyoneWithoutCertificate, get});
    return receive::Routes{std::move(rows)};
}

}  // namespace micklegate::witness
