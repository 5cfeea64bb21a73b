// Matching a path against the table of routes.
#include "gateway/receive/routes.hpp"

#include <boost/algorithm/string/join.hpp>

#include <algorithm>
#include <optional>

namespace micklegate::receive {
namespace {

/// Takes "/segment" off the front and returns the segment.
std::string_view take_segment(std::string_view& path)
{
    path.remove_prefix(1);
    std::string_view const segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    return segment;
}

std::optional<TextMap> match(std::string_view pattern, std::string_view path)
{
    TextMap parameters;
    while (!pattern.empty() && !path.empty()) {
        std::string_view const expected = take_segment(pattern);
        if (expected.ends_with("*}")) {
            parameters.emplace(expected.substr(1, expected.size() - 3), path.substr(1));
            return parameters;
        }
        std::string_view const actual = take_segment(path);
        if (expected.starts_with('{'))
            parameters.emplace(expected.substr(1, expected.size() - 2), actual);
        else if (expected != actual)
            return std::nullopt;
    }
    if (!pattern.empty() || !path.empty())
        return std::nullopt;
    return parameters;
}

bool takes_head(Route const& row)
{
    return row.method == "GET" && row.effect == Effect::kNone && std::holds_alternative<Handler>(row.handler);
}

void add_once(std::vector<std::string>& methods, std::string const& method)
{
    if (std::ranges::find(methods, method) == methods.end())
        methods.push_back(method);
}

}  // namespace

std::variant<Routes::Match, HttpResponse> Routes::find(std::string_view method, std::string_view path,
                                                       bool has_peer) const
{
    std::vector<std::string> methods;
    for (Route const& row : rows_) {
        if (row.access == Access::kAgency && !has_peer)
            continue;
        auto parameters = match(row.pattern, path);
        if (!parameters)
            continue;
        if (row.method == method || (method == "HEAD" && takes_head(row)))
            return Match{&row, std::move(*parameters)};
        add_once(methods, row.method);
        if (takes_head(row))
            add_once(methods, "HEAD");
    }
    if (methods.empty())
        return problem_response(problem(ProblemCode::kNotFound, "There is nothing at this path for you.",
                                        "See /openapi.json for the paths."));
    std::string allowed = boost::algorithm::join(methods, ", ");
    HttpResponse refusal = problem_response(
        problem(ProblemCode::kMethodNotAllowed, "This path does not take that method.", "Use " + allowed + "."));
    refusal.headers.emplace_back("Allow", std::move(allowed));
    return refusal;
}

}  // namespace micklegate::receive
