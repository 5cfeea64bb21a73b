// The entries of a pack as a table for spreadsheets (RFC 4180).
#pragma once

#include "gateway/pack/pack.hpp"

namespace micklegate::pack {

/// A row for each entry: its index and leaf hash, its members, and the whole of it as it stands in the log.
[[nodiscard]] std::string entries_csv(std::vector<PackedEntry> const& entries);

}  // namespace micklegate::pack
