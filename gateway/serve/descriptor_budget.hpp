// How many descriptors a gateway may need, so that strangers' connections leave the store and the site's files theirs.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/site/settings.hpp"

namespace micklegate::serve {

/// The most that sessions, event loops, the store and everything else hold open at once.
[[nodiscard]] std::size_t descriptors_needed(site::Settings const& settings) noexcept;

/// kConfiguration, with what to do, when the process may open fewer.
[[nodiscard]] Result<void> check_descriptors(site::Settings const& settings, std::size_t allowed);

}  // namespace micklegate::serve
