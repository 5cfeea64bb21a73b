// The agencies of a partnership: public facts only, never a secret key.
#pragma once

#include "gateway/model/ids.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace micklegate {

struct Agency {
    AgencyId id;
    std::string kind;  ///< one of domain's agency kinds, e.g. "police", "school", "la_childrens", "duty_desk"
    std::string name;
    std::array<std::uint8_t, 32> seal_key{};  ///< X25519 public key messages are sealed to
    std::array<std::uint8_t, 32> sign_key{};  ///< Ed25519 public key
    bool suspended = false;                   ///< a suspended agency may neither connect nor be sent to
};

using Agencies = std::map<AgencyId, Agency>;
/// Replaced as a whole when an agency is enrolled, rotated or suspended; readers keep the one they started with.
using AgenciesSnapshot = std::shared_ptr<Agencies const>;

}  // namespace micklegate
