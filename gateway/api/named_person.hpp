// The named person in a request's body, and what else that person says.
#pragma once

#include "gateway/json/record_reader.hpp"

namespace micklegate::api {

/// {"by":{"name":…,"role":…}} as "name, role". Ask before the reader's finish(), which is for the caller to call.
[[nodiscard]] Result<std::string> read_person(json::RecordReader& reader);

/// "name, role" of what stands apart; kInvalidValue at `pointer` where it names nobody.
[[nodiscard]] Result<std::string> named_person(std::string const& name, std::string const& role, std::string pointer);

/// A reason as people give one. kInvalidValue where nobody could read it, or it is longer than an explanation.
[[nodiscard]] Result<void> check_reason(std::string_view reason);

}  // namespace micklegate::api
