// A guess at what a misspelt word was meant to be.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace micklegate {

/// The known word nearest in edit distance (Levenshtein), if it is near enough to be a slip: at most a third of the
/// word.
[[nodiscard]] std::optional<std::string> did_you_mean(std::string_view word, std::span<std::string const> known);

}  // namespace micklegate
