// An entry of the log that somebody asks for by its index.
#pragma once

#include "gateway/commit/receipt.hpp"
#include "gateway/receive/http.hpp"

#include <optional>

namespace micklegate::api {

[[nodiscard]] Result<Sequence> log_size(commit::Ledger const& ledger);
/// Nothing where the log has no such entry.
[[nodiscard]] Result<std::optional<commit::Receipt>> entry_at(commit::Ledger const& ledger, Sequence index);

/// The {index} of a path; kNotFound, with what to do next, where it is no number.
[[nodiscard]] Result<Sequence> index_in_path(receive::HttpRequest const& request, std::string next);

}  // namespace micklegate::api
