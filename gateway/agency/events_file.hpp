// A file of CloudEvents as people and programs write them: one object, an array, or one object per line.
#pragma once

#include "gateway/base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace micklegate::agency {

/// JSON texts without line breaks, in order. Lines go on as they stand: what is wrong with one is the gateway's to say.
[[nodiscard]] Result<std::vector<std::string>> events_in(std::string_view text);

}  // namespace micklegate::agency
