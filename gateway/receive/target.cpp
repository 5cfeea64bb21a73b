// Strict reading of path and query (RFC 3986 sections 3.3, 3.4; plus signs as in HTML forms).
#include "gateway/receive/target.hpp"

#include "gateway/base/bytes.hpp"

#include <algorithm>
#include <optional>

namespace micklegate::receive {
namespace {

constexpr std::size_t kMaxQueryFields = 32;

Problem malformed(char const* detail)
{
    return problem(ProblemCode::kMalformedRequest, detail, "See /openapi.json for the paths and parameters.");
}

/// Nothing when an escape is broken or the result is not printable ASCII.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '+' && plus_is_space)
            c = ' ';
        if (c == '%') {
            int const high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
            int const low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (c < ' ' || c > '~')
            return std::nullopt;
        out += c;
    }
    return out;
}

Result<std::string> read_path(std::string_view text)
{
    std::string path;
    do {
        text.remove_prefix(1);
        std::string_view const raw = text.substr(0, text.find('/'));
        text.remove_prefix(raw.size());
        auto const segment = percent_decoded(raw, false);
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
        auto key = percent_decoded(field.substr(0, equals), true);
        auto value = percent_decoded(equals == std::string_view::npos ? "" : field.substr(equals + 1), true);
        if (!key || !value || key->empty())
            return malformed("The query holds a name or value that cannot be read.");
        if (query.size() == kMaxQueryFields || !query.try_emplace(std::move(*key), std::move(*value)).second)
            return malformed("The query has too many fields, or one of them twice.");
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
