// The agencies of a partnership: public facts and marks only, never a secret key or a person's name.
#pragma once

#include "gateway/model/ids.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace micklegate {

/// Somebody who reads an agency's messages. The name is not kept: the disk must not say who it is.
struct NamedReader {
    std::string role;                ///< as the operator labels the reader: "Designated safeguarding lead"
    std::vector<std::string> marks;  ///< crypto/reader_marks.hpp, in their order
};

struct Agency {
    AgencyId id;
    std::string kind;  ///< one of domain's agency kinds, e.g. "police", "school", "la_childrens", "duty_desk"
    std::string name;
    std::array<std::uint8_t, 32> seal_key{};  ///< X25519 public key messages are sealed to
    std::array<std::uint8_t, 32> sign_key{};  ///< Ed25519 public key
    bool suspended = false;                   ///< a suspended agency may neither connect nor be sent to
    std::vector<NamedReader> readers{};
    std::optional<AgencyId> alternate{};  ///< receives what is about one of the readers
};

using Agencies = std::map<AgencyId, Agency>;
/// Replaced as a whole when an agency is enrolled, rotated or suspended; readers keep the one they started with.
using AgenciesSnapshot = std::shared_ptr<Agencies const>;

}  // namespace micklegate
