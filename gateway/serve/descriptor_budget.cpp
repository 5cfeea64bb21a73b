#include "gateway/serve/descriptor_budget.hpp"

#include "gateway/receive/session_registry.hpp"
#include "gateway/storage/store.hpp"

namespace micklegate::serve {
namespace {

/// An event loop's queue, timer and wake-up.
constexpr std::size_t kPerThread = 3;

/// Standard streams, listeners, those who ask on the local one, write-ahead logs, a compaction, the site's files while
/// they are read.
constexpr std::size_t kSpare = 128;

}  // namespace

std::size_t descriptors_needed(site::Settings const& settings) noexcept
{
    return receive::SessionRegistry::most_at_once(settings.limits.connections) + settings.threads * kPerThread +
           static_cast<std::size_t>(storage::kMostOpenFiles) + kSpare;
}

Result<void> check_descriptors(site::Settings const& settings, std::size_t allowed)
{
    std::size_t const needed = descriptors_needed(settings);
    if (allowed >= needed)
        return {};
    return problem(ProblemCode::kConfiguration,
                   "This process may open " + std::to_string(allowed) + " files and connections, and " +
                       std::to_string(settings.limits.connections) + " connections need " + std::to_string(needed) +
                       ".",
                   "Raise the limit (LimitNOFILE= of the service, ulimit -n of a shell) or lower limits.connections.");
}

}  // namespace micklegate::serve
