// Parts of the sentences that say why an order stands as it does.
#pragma once

#include "gateway/orders/change.hpp"

#include <string>

namespace micklegate::orders {

/// London time with its zone. Of 00:00 it says to which day it belongs: people do not agree on that.
[[nodiscard]] std::string when(Moment moment);
/// "The respondent was " ...
[[nodiscard]] std::string how_known(Told const& how);
/// "Service failed" ... and empty where that was not said.
[[nodiscard]] std::string why_it_failed(ServiceFailed::Because because);
/// ... and a moment.
[[nodiscard]] std::string how_it_ended(Discharged::As as);

}  // namespace micklegate::orders
