#include "gateway/api/query.hpp"

#include <algorithm>
#include <charconv>

namespace micklegate::api {

std::optional<std::uint64_t> whole_number(std::string const& text)
{
    std::uint64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

Result<InboxQuery> read_inbox_query(receive::HttpRequest const& request, Limits const& limits)
{
    InboxQuery query{std::nullopt, limits.inbox_page, std::chrono::milliseconds{0}};
    for (auto const& [name, text] : request.query) {
        auto const value = whole_number(text);
        if (name != "after" && name != "limit" && name != "wait")
            return field_problem(ProblemCode::kUnknownField, "?" + name, "is not a parameter of this resource",
                                 "Use after, limit and wait.");
        if (!value)
            return field_problem(ProblemCode::kInvalidValue, "?" + name, "must be a whole number");
        if (name == "after")
            query.after = *value;
        else if (name == "limit")
            query.limit = std::clamp<std::size_t>(*value, 1, limits.inbox_page);
        else
            query.wait =
                std::min(std::chrono::milliseconds{std::chrono::seconds{std::min<std::uint64_t>(*value, 3600)}},
                         limits.longest_wait);
    }
    return query;
}

Result<std::optional<std::uint64_t>> take_number(receive::TextMap& query, char const* name)
{
    auto const node = query.extract(name);
    if (node.empty())
        return std::optional<std::uint64_t>{};
    auto const number = whole_number(node.mapped());
    if (!number)
        return field_problem(ProblemCode::kInvalidValue, std::string{"?"} + name, "must be a whole number");
    return number;
}

Result<std::size_t> take_limit(receive::TextMap& query, std::size_t most)
{
    auto const limit = take_number(query, "limit");
    if (!limit)
        return limit.error();
    return std::clamp<std::size_t>(limit->value_or(most), 1, most);
}

Result<void> nothing_left(receive::TextMap const& query)
{
    if (query.empty())
        return {};
    return field_problem(ProblemCode::kUnknownField, "?" + query.begin()->first, "is not a parameter of this resource",
                         "/openapi.json lists them.");
}

}  // namespace micklegate::api
