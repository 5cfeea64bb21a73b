// A search that is paged on: its entry is all that is kept of it, so that any page can be asked for after a restart,
// too.
#pragma once

#include "gateway/api/services.hpp"

namespace micklegate::api {

/// What the `code` of a search's entry says where it was not the log itself that was looked into.
inline constexpr std::string_view kOfBreaches = "breaches";  ///< the clocks that run
inline constexpr std::string_view kOfBreach = "breach";      ///< one recalled message

/// Its entry. kNotFound where the agency made no such search, with that code, or made it too long ago.
[[nodiscard]] Result<commit::Entry> past_search(Sequence index, std::string_view code, AgencyId const& agency,
                                                Services const& services);

}  // namespace micklegate::api
