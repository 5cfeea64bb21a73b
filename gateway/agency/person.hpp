// The named person who opens or answers a message.
#pragma once

#include "gateway/base/result.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>

namespace micklegate::agency {

struct Person {
    std::string name;
    std::string role;
};

/// From "Name, role"; a name may itself hold commas, a role may not.
[[nodiscard]] Result<Person> parse_person(std::string_view text);

/// {"name":…,"role":…}, as the gateway takes whoever acts.
[[nodiscard]] boost::json::object person_object(Person const& person);

}  // namespace micklegate::agency
