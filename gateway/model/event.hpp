// A submission after reading: a CloudEvents 1.0 event whose attributes are checked and whose data is still as sent.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/model/ids.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>

namespace micklegate {

struct Event {
    std::string id;  ///< the sender's; (source, id) is the idempotency key
    AgencyId source;
    MessageType type;
    std::string purpose;
    std::optional<AgencyId> recipient;  ///< as named by the sender; empty where a register finds it
    std::optional<std::string> agreement;
    std::optional<std::string> actor;  ///< the person who sent it: personal data
    std::optional<std::string> correlation;
    std::optional<std::string> supersedes;
    std::optional<Moment> time;
    boost::json::object data;
};

}  // namespace micklegate
