// Reading a refusal (RFC 9457) back into a Problem.
#include "adapters/gateway_client/client.hpp"

#include "gateway/json/problem_json.hpp"
#include "gateway/json/strict_json.hpp"

#include <boost/json/object.hpp>

namespace micklegate::gateway_client {

Problem problem_of(Reply const& reply)
{
    auto const parsed = json::parse_strict(reply.body);
    if (!parsed || !parsed->is_object())
        return problem(ProblemCode::kInternal,
                       "The gateway answered with status " + std::to_string(reply.status) + " and no reason.",
                       "Ask the gateway's operator.");
    return json::problem_in(parsed->get_object());
}

}  // namespace micklegate::gateway_client
