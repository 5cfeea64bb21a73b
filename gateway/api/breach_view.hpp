// What those who look after a breach see of it: its clock, and what the wrong recipient passed on. No content.
#pragma once

#include "gateway/api/message_access.hpp"
#include "gateway/api/services.hpp"

#include <boost/json/object.hpp>

namespace micklegate::api {

/// {"aware_at", "notify_by", "overdue"} of the clock that `recall` started.
[[nodiscard]] boost::json::object clock_object(commit::Entry const& recall, Moment now);

/// Puts "breach" into `out` where a recall of the message started a clock, and where somebody had opened what was
/// recalled, "onward": what its recipient sent on about the same subject while it had the message, as far as `peer` may
/// know of it, and how many there were.
[[nodiscard]] Result<void> put_breach(Services const& services, KnownMessage const& known, AgencyId const& peer,
                                      boost::json::object& out);

}  // namespace micklegate::api
