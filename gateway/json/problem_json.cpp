#include "gateway/json/problem_json.hpp"

#include "gateway/json/fields.hpp"

namespace micklegate::json {
namespace {

constexpr std::string_view kType = "urn:micklegate:problem:";

ProblemCode code_of(std::string_view type)
{
    for (int i = 0; i <= static_cast<int>(ProblemCode::kInternal); ++i)
        if (type.starts_with(kType) && type.substr(kType.size()) == slug(static_cast<ProblemCode>(i)))
            return static_cast<ProblemCode>(i);
    return ProblemCode::kInternal;
}

}  // namespace

Problem problem_in(boost::json::object const& told)
{
    Problem read = problem(code_of(text_at(told, "type")), text_at(told, "detail"), text_at(told, "next"));
    for (boost::json::value const& fault : array_at(told, "errors"))
        if (fault.is_object())
            read.errors.push_back({text_at(fault.get_object(), "pointer"), text_at(fault.get_object(), "detail")});
    return read;
}

}  // namespace micklegate::json
