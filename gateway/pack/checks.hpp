// What must hold of a pack's content beyond its proofs: that the log's own entry of the export speaks of exactly it.
#pragma once

#include "gateway/pack/pack.hpp"

namespace micklegate::pack {

/// kIntegrity, naming the entry or the policy, where it does not.
[[nodiscard]] Result<void> check_content(Content const& content);

}  // namespace micklegate::pack
