// UUIDv7 (RFC 9562 section 5.7): random, and ordered by time.
#pragma once

#include "gateway/base/moment.hpp"

namespace micklegate::crypto {

[[nodiscard]] std::string uuid_v7(Moment now);

}  // namespace micklegate::crypto
