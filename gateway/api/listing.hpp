// A page of what waits for an agency, at once or when something arrives.
#pragma once

#include "gateway/api/handlers.hpp"
#include "gateway/api/inbox_items.hpp"
#include "gateway/api/query.hpp"

namespace micklegate::api {

/// Called by a worker.
using Look = std::function<Result<InboxPage>(InboxQuery const&)>;

/// Looks again, once, when the page is empty and the query waits for post.
[[nodiscard]] Answer listing(receive::HttpRequest& request, Services const& services, Look look);

}  // namespace micklegate::api
