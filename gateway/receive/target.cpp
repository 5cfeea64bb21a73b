// Strict reading of path and query (RFC 3986 sections 3.3, 3.4; plus signs as in HTML forms).
#include "gateway/receive/target.hpp"

#include "gateway/base/percent.hpp"

#include <algorithm>
#include <optional>

namespace micklegate::receive {
namespace {

constexpr std::size_t kMaxQueryFields = 32;
constexpr std::size_t kLongestShownName = 64;

Problem malformed(char const* detail)
{
    return problem(ProblemCode::kMalformedRequest, detail, "See /openapi.json for the paths and parameters.");
}

/// Which of the two is meant, two readers could understand differently.
Problem given_twice(std::string_view name)
{
    return field_problem(ProblemCode::kInvalidValue, "?" + std::string{name.substr(0, kLongestShownName)},
                         "is given twice", "Give each parameter once.");
}

/// Nothing when an escape is broken or the result is not printable ASCII.
std::optional<std::string> printable(std::string_view raw)
{
    auto text = percent_decoded(raw);
    bool const sound = text && std::ranges::all_of(*text, [](char c) { return c >= ' ' && c <= '~'; });
    return sound ? text : std::nullopt;
}

std::optional<std::string> form_text(std::string_view raw)
{
    std::string spaced{raw};
    std::ranges::replace(spaced, '+', ' ');
    return printable(spaced);
}

Result<std::string> read_path(std::string_view text)
{
    std::string path;
    do {
        text.remove_prefix(1);
        std::string_view const raw = text.substr(0, text.find('/'));
        text.remove_prefix(raw.size());
        auto const segment = printable(raw);
        bool const only_root = path.empty() && raw.empty() && text.empty();
        if (!segment || segment->find_first_of("/\\") != std::string::npos)
            return malformed("The path holds a character that may not stand in a path here.");
        if ((segment->empty() && !only_root) || *segment == "." || *segment == "..")
            return malformed("The path holds an empty or a dot segment.");
        path += '/' + *segment;
    } while (!text.empty());
    return path;
}

Result<TextMap> read_query(std::string_view text)
{
    TextMap query;
    while (!text.empty()) {
        std::string_view const field = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(field.size() + 1, text.size()));
        auto const equals = field.find('=');
        auto key = form_text(field.substr(0, equals));
        auto value = form_text(equals == std::string_view::npos ? "" : field.substr(equals + 1));
        if (!key || !value || key->empty())
            return malformed("The query holds a name or value that cannot be read.");
        if (query.size() == kMaxQueryFields)
            return malformed("The query has too many fields.");
        if (auto const [place, fresh] = query.try_emplace(std::move(*key), std::move(*value)); !fresh)
            return given_twice(place->first);
    }
    return query;
}

}  // namespace

Result<Target> read_target(std::string_view target)
{
    auto const mark = target.find('?');
    std::string_view const raw_path = target.substr(0, mark);
    if (raw_path.empty() || raw_path.front() != '/' || target.find('#') != std::string_view::npos)
        return malformed("The target is not an absolute path.");
    auto path = read_path(raw_path);
    if (!path)
        return path.error();
    auto query = read_query(mark == std::string_view::npos ? "" : target.substr(mark + 1));
    if (!query)
        return query.error();
    return Target{std::move(*path), std::move(*query)};
}

}  // namespace micklegate::receive
