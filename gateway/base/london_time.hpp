// Times as the systems of partners write them: often without an offset, because to them there is one time, England's.
#pragma once

#include "gateway/base/moment.hpp"

namespace micklegate {

/// RFC 3339, or the same without an offset or without seconds: that is the time in England. In the autumn hour that
/// comes twice it is the earlier, in the spring hour that does not come the first moment after it.
[[nodiscard]] Result<Moment> parse_rfc3339_or_london(std::string_view given);

}  // namespace micklegate
