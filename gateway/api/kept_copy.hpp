// Whether a message can still be read at the gateway, and by when its recipient still has to.
#pragma once

#include "gateway/commit/receipt.hpp"
#include "gateway/deliver/steps.hpp"

#include <boost/json/object.hpp>

namespace micklegate::api {

/// Puts into `out` "deadline" where `first` has one that still counts: nobody took the step it asks for, and there is
/// something to read. And "copy_destroyed" ({"by", "time", "index"}) where the gateway has its sealed copy no more.
[[nodiscard]] Result<void> put_deadline_or_destruction(commit::Ledger const& ledger, commit::Receipt const& first,
                                                       std::vector<deliver::Step> const& steps,
                                                       boost::json::object& out);

}  // namespace micklegate::api
