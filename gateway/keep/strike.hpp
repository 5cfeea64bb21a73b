// What a register kept of a record that is over: changes whose days have passed are struck from it.
#pragma once

#include "gateway/commit/commit_loop.hpp"

namespace micklegate::keep {

/// How many changes one entry names.
inline constexpr std::size_t kMostOfAStrike = 1000;

/// An `expired` entry with `code` ("register:orders") that strikes those of the changes that are there still and whose
/// subjects are not on hold. Not more than kMostOfAStrike. Where none is left there is no entry, and the receipt is
/// empty.
[[nodiscard]] commit::Intent strike(std::string code, std::vector<Sequence> changes);

}  // namespace micklegate::keep
