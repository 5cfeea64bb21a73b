// Who a record is about, as a register's file says where its fields hold that: for finding it, and for comparing.
#pragma once

#include "gateway/matching/person.hpp"
#include "gateway/policy/register_spec.hpp"

#include <boost/json/object.hpp>

namespace micklegate::history {

/// In the order of the file; the record's references, folded, are each one's. A field that is not there, or is not what
/// its place asks for, says nothing.
[[nodiscard]] std::vector<matching::Person> people_in(policy::RegisterSpec const& spec,
                                                      boost::json::object const& fields);

/// What the record can be found by, as far as these fields say.
[[nodiscard]] std::set<std::string> tokens_in(policy::RegisterSpec const& spec, boost::json::object const& fields);

}  // namespace micklegate::history
