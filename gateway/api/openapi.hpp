// docs/openapi.yaml as built into the executable. It is written in the JSON form of YAML, so one text serves both
// names.
#pragma once

#include <string_view>

namespace micklegate::api {

[[nodiscard]] std::string_view openapi_text() noexcept;

}  // namespace micklegate::api
