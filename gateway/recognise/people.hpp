// Everybody a message names, by the fields that its type lists for them.
#pragma once

#include "gateway/recognise/message_spec.hpp"

#include <boost/json/object.hpp>

namespace micklegate::recognise {

/// Full names as the sender wrote them, of `x-message.people` whose fields are given; one for each item of a list.
[[nodiscard]] std::vector<std::string> people_named(boost::json::object const& data, MessageSpec const& spec);

/// Of the people of `x-message.people` whose name or birth the field holds.
[[nodiscard]] std::set<std::string> roles_of(std::string_view field, MessageSpec const& spec);

}  // namespace micklegate::recognise
