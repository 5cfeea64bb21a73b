// What an accepted message changes in a register: of what its rule released, the part that the register keeps.
#pragma once

#include "gateway/history/change.hpp"
#include "gateway/minimise/minimise.hpp"

namespace micklegate::road {

/// Nothing where the message's type changes no register.
[[nodiscard]] std::optional<history::Change> register_change(recognise::Message const& message,
                                                             minimise::Release const& release,
                                                             policy::RegisterSpecs const& registers);

}  // namespace micklegate::road
