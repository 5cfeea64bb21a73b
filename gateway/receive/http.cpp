// Problems as RFC 9457 answers.
#include "gateway/receive/http.hpp"

#include "gateway/json/canonical_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace micklegate::receive {

HttpResponse problem_response(Problem const& problem)
{
    namespace json = boost::json;
    json::object body;
    body["type"] = "urn:micklegate:problem:" + std::string{slug(problem.code)};
    body["title"] = json::string{title(problem.code).data(), title(problem.code).size()};
    body["status"] = http_status(problem.code);
    body["detail"] = problem.detail;
    if (!problem.next.empty())
        body["next"] = problem.next;
    if (!problem.errors.empty()) {
        json::array errors;
        for (FieldFault const& fault : problem.errors)
            errors.push_back(json::object{{"pointer", fault.pointer}, {"detail", fault.detail}});
        body["errors"] = std::move(errors);
    }
    HttpResponse response{http_status(problem.code), "application/problem+json", micklegate::json::canonical(body), {}};
    if (problem.code == ProblemCode::kUnavailable)
        response.headers.emplace_back("Retry-After", "1");
    return response;
}

}  // namespace micklegate::receive
