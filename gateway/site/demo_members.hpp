// The agencies of the demonstration: a fictional partnership shaped like the one in North Yorkshire.
#pragma once

#include "gateway/registers/schools.hpp"
#include "gateway/site/enrolment.hpp"

namespace micklegate::site {

/// The partnership's fixed members and every open school of the register.
[[nodiscard]] std::vector<Member> demo_members(registers::SchoolRegister const& schools);

}  // namespace micklegate::site
