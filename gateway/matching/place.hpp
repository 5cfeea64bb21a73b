// An address as far as it can be compared: its postcode, and which home there.
#pragma once

#include "gateway/matching/reason.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace micklegate::matching {

struct Place {
    std::string postcode;         ///< canonical
    std::set<std::string> homes;  ///< numbers of flat and house; else the words before the first comma; empty: unknown

    friend auto operator<=>(Place const&, Place const&) = default;
};

/// Empty without a sound postcode: street names alone are spelled in too many ways.
[[nodiscard]] std::optional<Place> place_of(std::string_view address);

/// One of the address reasons, the best of all pairs; empty where a side has no address that can be compared.
[[nodiscard]] std::optional<Reason> compare_places(std::vector<std::string> const& asked,
                                                   std::vector<std::string> const& held);

}  // namespace micklegate::matching
