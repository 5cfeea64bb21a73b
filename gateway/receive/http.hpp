// An HTTP exchange as the routes see it: already bounded, checked and tied to the agency of the certificate.
#pragma once

#include "gateway/base/problem.hpp"
#include "gateway/model/ids.hpp"

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace micklegate::receive {

using TextMap = std::map<std::string, std::string, std::less<>>;

struct HttpRequest {
    std::string method;
    std::string path;    ///< percent-decoded printable ASCII; no empty, "." or ".." segment
    TextMap parameters;  ///< what the {names} of the route's pattern matched
    TextMap query;
    TextMap headers;           ///< by lower-case name; repeated fields joined with ", "
    std::string content_type;  ///< media type alone, lower-case
    std::string accept;
    std::string body;
    AgencyId peer;  ///< from the verified certificate; empty on the local listener
};

struct HttpResponse {
    unsigned status = 200;
    std::string content_type;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
};

/// RFC 9457, application/problem+json; `type` is urn:micklegate:problem:<slug>.
[[nodiscard]] HttpResponse problem_response(Problem const& problem);

}  // namespace micklegate::receive
