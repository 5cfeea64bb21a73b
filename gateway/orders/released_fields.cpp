#include "gateway/orders/released_fields.hpp"

#include <boost/json/array.hpp>

namespace micklegate::orders {

std::string ReleasedFields::text(std::string_view key)
{
    boost::json::value const* const value = fields_.if_contains(key);
    if (value != nullptr && value->is_string())
        return std::string{std::string_view{value->get_string()}};
    fail(key, value == nullptr ? "is not among what was released" : "is not a text");
    return {};
}

Moment ReleasedFields::moment(std::string_view key)
{
    if (Result<Moment> const moment = parse_rfc3339(text(key)))
        return *moment;
    fail(key, "is not an RFC 3339 date and time with an offset");
    return {};
}

std::optional<Moment> ReleasedFields::moment_if(std::string_view key)
{
    return has(key) ? std::optional{moment(key)} : std::nullopt;
}

Terms ReleasedFields::terms(std::string_view key)
{
    boost::json::value const* const value = fields_.if_contains(key);
    boost::json::array const* const array = value != nullptr ? value->if_array() : nullptr;
    if (array == nullptr) {
        fail(key, value == nullptr ? "is not among what was released" : "is not a list of terms");
        return {};
    }
    Terms terms;
    for (boost::json::value const& each : *array) {
        boost::json::object const* const term = each.if_object();
        boost::json::value const* const number = term != nullptr ? term->if_contains("number") : nullptr;
        boost::json::value const* const words = term != nullptr ? term->if_contains("text") : nullptr;
        if (number == nullptr || !number->is_int64() || words == nullptr || !words->is_string())
            fail(key, "holds what is not a numbered term");
        else
            terms.push_back({number->get_int64(), std::string{std::string_view{words->get_string()}}});
    }
    return terms;
}

void ReleasedFields::fail(std::string_view key, std::string detail)
{
    if (outcome_)
        outcome_ = field_problem(ProblemCode::kIntegrity, "/" + std::string{key}, std::move(detail));
}

}  // namespace micklegate::orders
