// What names a record: the same text for every spelling of it.
#pragma once

#include "gateway/recognise/message_spec.hpp"

#include <boost/json/object.hpp>

namespace micklegate::history {

/// Of the fields together, each in its identifier's normal form and folded. Empty where one of them is missing, or none
/// is asked for.
[[nodiscard]] std::string reference(recognise::MessageSpec const& spec, boost::json::object const& data,
                                    std::vector<std::string> const& fields);

}  // namespace micklegate::history
