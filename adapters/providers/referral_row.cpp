#include "adapters/providers/referral_row.hpp"

#include "adapters/rows/rows.hpp"

namespace micklegate::providers {

boost::json::object event_of(Route const& route, std::vector<std::string> const& parts, boost::json::object data)
{
    boost::json::object event;
    event["specversion"] = "1.0";
    event["id"] = rows::event_id(parts, data);
    event["source"] = route.from.get();
    event["type"] = route.type;
    event["recipient"] = route.to.get();
    event["data"] = std::move(data);
    return event;
}

}  // namespace micklegate::providers
