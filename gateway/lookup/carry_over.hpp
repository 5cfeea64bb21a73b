// What the gateway tells the prison that a prisoner came to, so that it can take his contact block on.
#pragma once

#include "gateway/lookup/block_view.hpp"

namespace micklegate::lookup {

/// A hand-over that is to be sent, to a prison of the scheme.
struct CarryOver {
    std::string id;            ///< the same for one arrival of one block, whenever it is computed
    std::string on_behalf_of;  ///< agency whose request is the authority
    std::string to;            ///< agency
    boost::json::object data;  ///< of message type prison.transfer-carryover
};

/// How long the earlier prison's copy stays in force, if the new one says nothing.
inline constexpr std::chrono::hours kOldCopyLasts{24};

/// Nothing where none is outstanding, or where no request says on whose authority, or no prison could be asked.
[[nodiscard]] std::optional<CarryOver> carry_over_of(BlockView const& block, registers::PrisonRegister const& prisons,
                                                     Moment now);

}  // namespace micklegate::lookup
