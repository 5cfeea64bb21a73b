// The named person who opens or answers a message.
#pragma once

#include "gateway/base/result.hpp"

#include <string>
#include <string_view>

namespace micklegate::agency {

struct Person {
    std::string name;
    std::string role;
};

/// From "Name, role"; a name may itself hold commas, a role may not.
[[nodiscard]] Result<Person> parse_person(std::string_view text);

}  // namespace micklegate::agency
