// Which form an order was drawn up on, and when: what is done with it.
#pragma once

#include "adapters/courts/court_times.hpp"

#include <tuple>

namespace micklegate::courts {

enum class Form {
    kOrder,   ///< FL404A
    kChange,  ///< FL404B: amended, discharged or varied
    kByHand,  ///< police need it, and nothing here translates it
    kOther,
};

/// By the form's number, which its label ends in, or by the case system's own code.
[[nodiscard]] Form form_of(CcdFields const& order);

/// Sorts the orders of a case as the court made them, because a change is read against what it changes.
[[nodiscard]] std::tuple<Moment, bool, Moment> order_of_making(CcdElement const& element);

}  // namespace micklegate::courts
