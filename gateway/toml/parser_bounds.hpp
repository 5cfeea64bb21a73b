// What the parser must not be given: it would not refuse it, but come to harm.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace micklegate::toml {

struct OutOfBounds {
    std::size_t byte = 0;
    std::string_view why;
};

/// Outside quotes and comments: the first character beyond ASCII (toml++ 3.3 tests it for whitespace by code that it
/// declares unreachable), or more than 32 dots in a line (it visits the tables that they nest by recursion).
[[nodiscard]] std::optional<OutOfBounds> out_of_bounds(std::string_view text);

}  // namespace micklegate::toml
