// Which agency an escalation turns to, where the agreement names a role or a kind.
#pragma once

#include "gateway/commit/entry.hpp"
#include "gateway/model/agency.hpp"
#include "gateway/registers/schools.hpp"

namespace micklegate::watch {

struct Partnership {
    Agencies const& agencies;
    registers::SchoolRegister const& schools;
    AgencyId desk;
};

/// A role is at the message's recipient. A kind is the duty desk, the authority in whose area the recipient school
/// lies, the message's sender, or else the one other agency of that kind. The duty desk stands in for whom cannot be
/// told, is suspended, or was meant but must not know (the message went to its alternate).
[[nodiscard]] AgencyId turned_to(std::string_view target, commit::Entry const& accepted,
                                 Partnership const& partnership);

}  // namespace micklegate::watch
