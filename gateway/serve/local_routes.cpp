#include "gateway/serve/local_routes.hpp"

namespace micklegate::serve {
namespace {

namespace asio = boost::asio;
using receive::Access;
using receive::HttpRequest;
using receive::HttpResponse;

receive::Route local(std::string pattern, std::function<HttpResponse()> answer)
{
    receive::Handler handler = [answer = std::move(answer)](HttpRequest&) -> asio::awaitable<HttpResponse> {
        co_return answer();
    };
    return {"GET", std::move(pattern), Access::kAnyoneWithoutCertificate, std::move(handler)};
}

HttpResponse text(std::string body) { return {200, "text/plain; charset=utf-8", std::move(body), {}}; }

std::string exposition(Readings const& readings)
{
    std::string out;
    for (auto const& [name, value] : readings) {
        std::string const type = name.ends_with("_total") ? "counter" : "gauge";
        out += "# TYPE micklegate_" + name + " " + type + "\nmicklegate_" + name + " " + std::to_string(value) + "\n";
    }
    return out;
}

}  // namespace

receive::Routes local_routes(Vitals vitals)
{
    std::vector<receive::Route> rows;
    rows.push_back(local("/healthz", [] { return text("ok\n"); }));
    rows.push_back(local("/readyz", [ready = std::move(vitals.ready)] {
        auto const state = ready();
        return state ? text("ready\n") : receive::problem_response(state.error());
    }));
    rows.push_back(local("/metrics", [readings = std::move(vitals.readings)] { return text(exposition(readings())); }));
    return receive::Routes{std::move(rows)};
}

}  // namespace micklegate::serve
