// A message that does not go on along the road: refused, or held at the gateway for a person.
#pragma once

#include "gateway/base/problem.hpp"

#include <boost/system/result.hpp>

#include <stdexcept>
#include <string>
#include <vector>

namespace micklegate {

struct Stop {
    enum class Kind { kRefused, kHeld };

    Kind kind = Kind::kRefused;
    std::string code;  ///< stable, lower_snake, e.g. "school_ambiguous"
    std::string why;   ///< one sentence a data-protection officer can read; never a value of the message
    std::vector<FieldFault> errors;
    std::string rule;  ///< the policy rule that decided, where one did: "agreement/rule"
};

/// A stage's result: what goes on to the next stage, or why nothing does.
template <class T>
using Passed = boost::system::result<T, Stop>;

[[noreturn]] inline void throw_exception_from_error(Stop const& stop, boost::source_location const&)
{
    throw std::logic_error{stop.code};
}

}  // namespace micklegate
