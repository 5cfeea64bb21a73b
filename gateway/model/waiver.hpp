// What a person at the duty desk decided about a held message, in place of the stage that held it.
#pragma once

#include "gateway/model/hold_codes.hpp"
#include "gateway/model/ids.hpp"

#include <optional>

namespace micklegate {

/// An empty one waives nothing: every message walks with it the first time.
struct Waiver {
    std::optional<Held> answered{};       ///< the one question that no longer holds the message
    std::optional<AgencyId> recipient{};  ///< who it is for, where that was the question
};

}  // namespace micklegate
