// Result<T>: a value or a Problem. Exceptions are for start-up and for bugs only.
#pragma once

#include "gateway/base/problem.hpp"

#include <boost/system/result.hpp>

#include <stdexcept>

namespace micklegate {

template <class T>
using Result = boost::system::result<T, Problem>;

/// Called by Boost when value() is taken from a failed Result, which is a bug in the caller.
[[noreturn]] inline void throw_exception_from_error(Problem const& problem, boost::source_location const&)
{
    throw std::logic_error{one_line(problem)};
}

}  // namespace micklegate
