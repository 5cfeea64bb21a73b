// What a family court's case system exports about orders, as the messages that police are to have.
#pragma once

#include "adapters/courts/court_case.hpp"
#include "gateway/model/ids.hpp"

namespace micklegate::courts {

struct OrderRow {
    std::size_t number = 0;  ///< from 1, of what the file tells
    std::string case_number;
    Told told;  ///< its fault, if any, says on which line of the file the case begins
};

/// `text` is one case, an array of them, what a search answers ("cases"), or one case per line. Only what cannot be cut
/// into cases is a problem of the whole.
[[nodiscard]] Result<std::vector<OrderRow>> read_orders(std::string_view text);

struct Address {
    AgencyId from;
    AgencyId to;
};

/// The row's CloudEvent. Its id follows from what it says and to whom, so that the same thing told again is the same
/// message, and what the court has put right is another. Precondition: the row has data.
[[nodiscard]] boost::json::object event_of(OrderRow const& row, Address const& address);

}  // namespace micklegate::courts
