// Where something stands in a JSON text, for people with an editor.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace micklegate::json {

/// Counted from 1; a column is a character, however many bytes it has, as gateway/toml counts.
struct Position {
    std::size_t line = 1;
    std::size_t column = 1;

    bool operator==(Position const&) const = default;
};

/// "3:14"
[[nodiscard]] std::string to_text(Position position);

/// Of the character that begins at `byte`, or of the end.
[[nodiscard]] Position position_at(std::string_view utf8, std::size_t byte);

/// Of the value at an RFC 6901 pointer whose tokens are those of pointer_token(), in a text that is valid JSON at least
/// as far as it goes. Where there is no such value: of the innermost object or array that lacks it. Of two equal keys
/// the last counts, as the one that is too many.
[[nodiscard]] Position position_of_value(std::string_view json, std::string_view pointer);
/// The same, but of the key before the value; an array's element has none, and stands for it.
[[nodiscard]] Position position_of_key(std::string_view json, std::string_view pointer);

}  // namespace micklegate::json
