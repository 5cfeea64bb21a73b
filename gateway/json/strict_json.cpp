#include "gateway/json/strict_json.hpp"

#include "gateway/base/utf8.hpp"
#include "gateway/json/strict_handler.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>

namespace micklegate::json {
namespace {

boost::json::parse_options options(Bounds const& bounds)
{
    boost::json::parse_options options;
    options.max_depth = bounds.depth;
    options.allow_invalid_utf8 = false;
    return options;
}

/// For programs and for people with an editor.
std::string place_of(std::string_view read)
{
    return "at byte " + std::to_string(read.size()) + ", on line " + std::to_string(1 + std::ranges::count(read, '\n'));
}

/// No character of several bytes holds a line break, so each line is well-formed or not by itself.
Problem not_utf8(std::string_view text)
{
    std::size_t line = 1;
    for (auto end = text.find('\n'); end != text.npos && valid_utf8(text.substr(0, end)); end = text.find('\n')) {
        text.remove_prefix(end + 1);
        ++line;
    }
    return problem(ProblemCode::kInvalidUtf8, "The text is not valid UTF-8 on line " + std::to_string(line) + ".");
}

Problem explain(boost::json::error_code const& cause, std::string_view read, StrictHandler& handler)
{
    using boost::json::error;
    if (auto fault = handler.take_fault())
        return std::move(*fault);
    if (cause == error::too_deep)
        return problem(ProblemCode::kTooDeep,
                       "The JSON is nested deeper than is accepted here, " + place_of(read) + ".",
                       "docs/limits.md gives the depth.");
    if (cause == error::exponent_overflow)
        return problem(ProblemCode::kInvalidValue, "The JSON holds a number that is too large.");
    return problem(ProblemCode::kMalformedJson,
                   "The text is not valid JSON (RFC 8259): " + cause.message() + " " + place_of(read) + ".",
                   "Mend the text there and send it again.");
}

}  // namespace

Result<boost::json::value> parse_strict(std::string_view text, Bounds const& bounds)
{
    if (!valid_utf8(text))
        return not_utf8(text);
    boost::json::basic_parser<StrictHandler> parser{options(bounds), bounds};
    boost::json::error_code error;
    std::size_t const used = parser.write_some(false, text.data(), text.size(), error);
    if (!error && used < text.size())
        error = boost::json::error::extra_data;
    if (error)
        return explain(error, text.substr(0, used), parser.handler());
    return parser.handler().release();
}

}  // namespace micklegate::json
