// Records of a register that are over, and have been for as long as the register keeps them.
#pragma once

#include "gateway/lookup/order_view.hpp"

namespace micklegate::lookup {

/// The entries of all that was told of a record, once every order in it ended more than `kept` before `now`, and
/// nothing was told of it since: a mistyped year must not take an order out on the day it came. Empty while one of them
/// may still matter: in force, to come, or known only by what followed it.
[[nodiscard]] std::vector<Sequence> over_for(std::vector<history::Told> const& told, Moment now, std::chrono::days kept,
                                             IsCourt const& is_court);

}  // namespace micklegate::lookup
