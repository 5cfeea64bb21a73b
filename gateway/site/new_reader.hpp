// A person to be registered as a named reader of an agency.
#pragma once

#include "gateway/base/result.hpp"

#include <string>

namespace micklegate::site {

struct NewReader {
    std::string name;  ///< forename and surname; forgotten once it is marked
    std::string role;  ///< label that stands for the person in the agency's file
};

/// Each kInvalidValue, with a hint, for what is none.
[[nodiscard]] Result<std::string> parse_reader_name(std::string_view text);
[[nodiscard]] Result<std::string> parse_reader_role(std::string_view text);

/// kInvalidValue also for a role that holds a part of the name: what is kept must not say who it is.
[[nodiscard]] Result<void> check_reader(NewReader const& reader);

}  // namespace micklegate::site
