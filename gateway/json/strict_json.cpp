#include "gateway/json/strict_json.hpp"

#include "gateway/base/characters.hpp"
#include "gateway/base/utf8.hpp"
#include "gateway/json/position.hpp"
#include "gateway/json/strict_handler.hpp"

#include <boost/json/basic_parser_impl.hpp>

namespace micklegate::json {
namespace {

/// Why and where reading stopped. A fault of the text itself has no errors and a detail without its full stop.
struct Halt {
    Problem problem;
    std::size_t byte = 0;
};

boost::json::parse_options options(Bounds const& bounds)
{
    boost::json::parse_options options;
    options.max_depth = bounds.depth;
    options.allow_invalid_utf8 = false;
    return options;
}

Halt not_utf8(std::string_view text)
{
    std::size_t byte = 0;
    for (std::size_t next = 0; byte < text.size(); byte += next) {
        next = first_character(text.substr(byte)).bytes;
        if (!valid_utf8(text.substr(byte, next)))
            break;
    }
    return {problem(ProblemCode::kInvalidUtf8, "The text is not valid UTF-8"), byte};
}

Problem explain(boost::json::error_code const& cause)
{
    using boost::json::error;
    if (cause == error::too_deep)
        return problem(ProblemCode::kTooDeep, "The JSON is nested deeper than is accepted here",
                       "docs/limits.md gives the depth.");
    if (cause == error::exponent_overflow)
        return problem(ProblemCode::kInvalidValue, "The JSON holds a number that is too large");
    return problem(ProblemCode::kMalformedJson, "The text is not valid JSON (RFC 8259): " + cause.message(),
                   "Mend the text there and send it again.");
}

boost::system::result<boost::json::value, Halt> parse(std::string_view text, Bounds const& bounds)
{
    if (!valid_utf8(text))
        return not_utf8(text);
    boost::json::basic_parser<StrictHandler> parser{options(bounds), bounds};
    boost::json::error_code error;
    std::size_t const used = parser.write_some(false, text.data(), text.size(), error);
    if (!error && used < text.size())
        error = boost::json::error::extra_data;
    if (!error)
        return parser.handler().release();
    if (auto fault = parser.handler().take_fault())
        return Halt{std::move(*fault), used};
    return Halt{explain(error), used};
}

/// The parser stops within the token it complains of; only what was read can hold the fault.
Position position_of(Halt const& halt, std::string_view text)
{
    if (halt.problem.errors.empty())
        return position_at(text, halt.byte);
    std::string_view const read = text.substr(0, halt.byte + 1);
    std::string const& pointer = halt.problem.errors.front().pointer;
    return halt.problem.code == ProblemCode::kDuplicateKey ? position_of_key(read, pointer)
                                                           : position_of_value(read, pointer);
}

}  // namespace

Result<boost::json::value> parse_strict(std::string_view text, Bounds const& bounds)
{
    auto parsed = parse(text, bounds);
    if (parsed)
        return *std::move(parsed);
    Problem fault = parsed.error().problem;
    if (fault.errors.empty()) {
        Position const at = position_of(parsed.error(), text);
        fault.detail += " at byte " + std::to_string(parsed.error().byte) + ", on line " + std::to_string(at.line) +
                        ", column " + std::to_string(at.column) + ".";
    }
    return fault;
}

Result<boost::json::value> parse_file(std::string_view name, std::string_view text)
{
    auto parsed = parse(text, {});
    if (parsed)
        return *std::move(parsed);
    Problem const& fault = parsed.error().problem;
    std::string const said =
        fault.errors.empty() ? fault.detail : fault.errors.front().pointer + " " + fault.errors.front().detail;
    return problem(ProblemCode::kConfiguration,
                   std::string{name} + ":" + to_text(position_of(parsed.error(), text)) + ": " + said + ".");
}

}  // namespace micklegate::json
