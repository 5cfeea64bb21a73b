// What an agency is told of breaches: its own, or, to those who oversee them, everybody's.
#pragma once

#include "gateway/agency/audit_search.hpp"

namespace micklegate::agency {

/// Who asks and what for, of those who look at what others sent; nothing of who looks at its own.
using Oversight = std::optional<AuditOccasion>;

/// The clocks that run, the oldest first.
[[nodiscard]] Result<std::vector<boost::json::object>> fetch_breaches(GatewaySession& session,
                                                                      Oversight const& oversight);
/// What became of a message.
[[nodiscard]] Result<boost::json::object> fetch_timeline(GatewaySession& session, MessageId const& message,
                                                         Oversight const& oversight = {});

}  // namespace micklegate::agency
