// The JSON the gateway answers with. docs/openapi.yaml describes it.
#pragma once

#include "gateway/commit/receipt.hpp"
#include "gateway/receive/http.hpp"

#include <boost/json/object.hpp>

namespace micklegate::api {

[[nodiscard]] receive::HttpResponse json_response(unsigned status, boost::json::object const& body);
/// The members of an RFC 9457 problem.
[[nodiscard]] boost::json::object problem_object(Problem const& problem);

/// "accepted", "held" or "refused", with code, reason, faulty fields and place in the log. `event` is the sender's own id.
[[nodiscard]] boost::json::object submission(commit::Receipt const& receipt, std::string const& event);
/// A step recorded by the recipient: its state, place in the log and time.
[[nodiscard]] boost::json::object recorded_step(commit::Receipt const& receipt);

}  // namespace micklegate::api
