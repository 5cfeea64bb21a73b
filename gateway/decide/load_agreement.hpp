// Reads one data-sharing agreement (policies/agreements/<name>.toml), strictly.
#pragma once

#include "gateway/decide/policy_set.hpp"

namespace micklegate::decide {

/// `path` ends in the agreement's name and ".toml". Every type and field a rule names must stand in `catalogue`.
[[nodiscard]] Result<Agreement> load_agreement(std::string_view path, std::string_view text,
                                               recognise::Catalogue const& catalogue);

}  // namespace micklegate::decide
