// What an agency of some kind may never be told, whatever the message.
#pragma once

#include "gateway/policy/invariants.hpp"

#include <algorithm>

namespace micklegate::policy {

/// Whether a [[never]] without types or lawful bases keeps the class from the kind.
[[nodiscard]] inline bool always_banned(Invariants const& invariants, std::string const& field_class,
                                        std::string const& kind)
{
    return std::any_of(invariants.never.begin(), invariants.never.end(), [&](Never const& never) {
        return never.types.empty() && never.lawful_bases.empty() && never.classes.contains(field_class) &&
               never.to.contains(kind);
    });
}

}  // namespace micklegate::policy
