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

}  // namespace micklegate::api
