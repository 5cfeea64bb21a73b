// One prisoner under several numbers: what merges have joined.
#pragma once

#include "gateway/blocks/movement.hpp"

#include <set>
#include <span>
#include <string>
#include <vector>

namespace micklegate::blocks {

/// Every number that `merges` say is the same person as `number`, itself among them. They always were the same, so the
/// time of a merge does not matter here.
[[nodiscard]] std::set<std::string> same_person(std::span<Movement const> merges, std::string const& number);

/// The number under which `number` goes at `moment`, after the merges up to then.
[[nodiscard]] std::string number_at(std::span<Movement const> merges, std::string number, Moment moment);

}  // namespace micklegate::blocks
