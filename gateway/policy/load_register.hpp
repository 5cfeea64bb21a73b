// Reads one file of policies/registers/.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/policy/register_spec.hpp"
#include "gateway/recognise/message_spec.hpp"

namespace micklegate::policy {

/// Strict, as load_policy_set(). The catalogue says which messages change the register and which fields these have; one
/// that no message fills is a fault.
[[nodiscard]] Result<RegisterSpec> load_register(std::string_view file, std::string_view text,
                                                 recognise::Catalogue const& catalogue);

}  // namespace micklegate::policy
