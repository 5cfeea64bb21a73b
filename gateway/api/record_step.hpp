// What every decision of a person about a message has in common: worked out by a worker, committed, answered.
#pragma once

#include "gateway/api/handlers.hpp"
#include "gateway/api/render.hpp"

namespace micklegate::api {

/// Called by a worker.
using Decide = std::function<Result<commit::Intent>()>;

/// What is answered of the entry.
using Told = std::function<boost::json::object(commit::Receipt const&)>;

/// Charged to the budget of messages, because each decision may become an entry that is kept for ever. Wakes the
/// entry's recipient. An entry that refuses the decision is charged to the budget of refusals, and answered as a
/// problem.
[[nodiscard]] Answer record_step(receive::HttpRequest& request, Services const& services, Decide decide,
                                 Told told = recorded_step);

}  // namespace micklegate::api
