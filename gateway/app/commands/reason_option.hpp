// --reason of the commands with which a person decides something: text that others can read.
#pragma once

#include "gateway/app/commands/readable.hpp"
#include "gateway/base/characters.hpp"
#include "gateway/base/utf8.hpp"

namespace micklegate::app {

[[nodiscard]] inline Result<std::string> parse_reason(std::string_view text)
{
    if (!valid_utf8(text) || is_blank(text) || holds_control(text))
        return problem(ProblemCode::kInvalidValue, "A reason is text that somebody can read.",
                       "For example: \"The street that is named is the school's own\"");
    return std::string{text};
}

/// `why` ends before "; the log keeps …".
inline void add_reason_option(CLI::App& app, std::string& reason, std::string const& why)
{
    add_readable(app, "--reason", reason, parse_reason, why + "; the log keeps a commitment to it, not the text")
        ->required();
}

}  // namespace micklegate::app
