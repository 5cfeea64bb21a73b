// Reads one data-sharing agreement (policies/agreements/<name>.toml), strictly.
#pragma once

#include "gateway/policy/agreement.hpp"
#include "gateway/recognise/message_spec.hpp"

namespace micklegate::policy {

/// A set that a site kept may be older than keys that are required of one that is to decide.
enum class Age { kCurrent, kKept };

/// `path` ends in the agreement's name and ".toml". Every type and field a rule names must stand in `catalogue`.
[[nodiscard]] Result<Agreement> load_agreement(std::string_view path, std::string_view text,
                                               recognise::Catalogue const& catalogue, Age age = Age::kCurrent);

}  // namespace micklegate::policy
