// How a command ends, for the scripts that call it; docs/cli.md has the same table.
#pragma once

#include "gateway/base/problem.hpp"

namespace micklegate::app {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;    ///< the arguments cannot be understood, whatever files and gateways hold
inline constexpr int kDamaged = 3;  ///< something that was stored does not prove itself

[[nodiscard]] inline int exit_code_of(Problem const& problem) noexcept
{
    return problem.code == ProblemCode::kIntegrity ? kDamaged : kFailed;
}

}  // namespace micklegate::app
