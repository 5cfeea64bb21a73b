// UUID text form (RFC 9562 section 4).
#pragma once

#include <string_view>

namespace micklegate {

/// Lower-case 8-4-4-4-12 form, any version.
[[nodiscard]] bool is_uuid(std::string_view text) noexcept;

}  // namespace micklegate
