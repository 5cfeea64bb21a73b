// Which of several reports are about one person: those that share a reference or number, directly or through others.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace micklegate::matac {

/// For each item its keys; the answer holds each item once, groups and items in the order in which they came. An item
/// without a key is alone.
[[nodiscard]] std::vector<std::vector<std::size_t>> same_person(std::vector<std::set<std::string>> const& keys);

}  // namespace micklegate::matac
