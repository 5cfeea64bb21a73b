// Reading a refusal (RFC 9457) back into a Problem.
#include "adapters/gateway_client/client.hpp"

#include "gateway/json/strict_json.hpp"

#include <boost/json/object.hpp>

namespace micklegate::gateway_client {
namespace {

constexpr std::string_view kType = "urn:micklegate:problem:";

std::string text_at(boost::json::object const& object, std::string_view key)
{
    auto const* const value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string{value->get_string()} : std::string{};
}

ProblemCode code_of(std::string_view type)
{
    for (int i = 0; i <= static_cast<int>(ProblemCode::kInternal); ++i)
        if (type.starts_with(kType) && type.substr(kType.size()) == slug(static_cast<ProblemCode>(i)))
            return static_cast<ProblemCode>(i);
    return ProblemCode::kInternal;
}

}  // namespace

Problem problem_of(Reply const& reply)
{
    auto const parsed = json::parse_strict(reply.body);
    if (!parsed || !parsed->is_object())
        return problem(ProblemCode::kInternal, "The gateway answered with status " + std::to_string(reply.status) + " and no reason.",
                       "Ask the gateway's operator.");
    boost::json::object const& body = parsed->get_object();
    Problem told = problem(code_of(text_at(body, "type")), text_at(body, "detail"), text_at(body, "next"));
    if (auto const* const errors = body.if_contains("errors"); errors != nullptr && errors->is_array())
        for (boost::json::value const& fault : errors->get_array())
            if (fault.is_object())
                told.errors.push_back({text_at(fault.get_object(), "pointer"), text_at(fault.get_object(), "detail")});
    return told;
}

}  // namespace micklegate::gateway_client
