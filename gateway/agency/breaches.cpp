#include "gateway/agency/breaches.hpp"

#include "gateway/json/fields.hpp"

namespace micklegate::agency {
namespace {

Result<boost::json::object> asked(GatewaySession& session, std::string const& target, Oversight const& oversight)
{
    return oversight ? session.get(target + "?" + oversight->query(), oversight->headers()) : session.get(target);
}

}  // namespace

Result<std::vector<boost::json::object>> fetch_breaches(GatewaySession& session, Oversight const& oversight)
{
    std::vector<boost::json::object> clocks;
    auto page = asked(session, "/v1/breaches", oversight);
    while (page) {
        for (boost::json::value const& clock : json::array_at(*page, "messages"))
            if (clock.is_object())
                clocks.push_back(clock.get_object());
        auto const next = json::whole_number_at(*page, "next", -1);
        if (next < 0)
            return clocks;
        std::string const search =
            oversight ? "&search=" + std::to_string(json::whole_number_at(*page, "search", 0)) : std::string{};
        page = session.get("/v1/breaches?after=" + std::to_string(next) + search);
    }
    return page.error();
}

Result<boost::json::object> fetch_timeline(GatewaySession& session, MessageId const& message,
                                           Oversight const& oversight)
{
    return asked(session, message_target("messages", message), oversight);
}

}  // namespace micklegate::agency
