// An entry of the log that somebody asks for by its index.
#pragma once

#include "gateway/commit/receipt.hpp"

#include <optional>

namespace micklegate::api {

[[nodiscard]] Result<Sequence> log_size(commit::Ledger const& ledger);
/// Nothing where the log has no such entry.
[[nodiscard]] Result<std::optional<commit::Receipt>> entry_at(commit::Ledger const& ledger, Sequence index);

}  // namespace micklegate::api
