// The registers a message may be recognised by. Replaced as a whole when one is imported anew.
#pragma once

#include "gateway/registers/areas.hpp"
#include "gateway/registers/prisons.hpp"
#include "gateway/registers/school_days.hpp"
#include "gateway/registers/schools.hpp"

namespace micklegate::registers {

struct Registers {
    SchoolRegister schools;
    AreaRegister areas;
    SchoolDays days{};
    PrisonRegister prisons{};
};

}  // namespace micklegate::registers
