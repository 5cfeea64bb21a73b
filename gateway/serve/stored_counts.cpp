#include "gateway/serve/stored_counts.hpp"

#include "gateway/deliver/breach.hpp"
#include "gateway/deliver/held_queue.hpp"
#include "gateway/keep/erasure_requests.hpp"
#include "gateway/keep/holds.hpp"
#include "gateway/site/expiries.hpp"

#include <algorithm>

namespace micklegate::serve {
namespace {

constexpr std::size_t kMostCounted = 10'000;

std::uint64_t seconds_since_epoch(Moment moment)
{
    auto const seconds = std::chrono::floor<std::chrono::seconds>(moment.time_since_epoch()).count();
    return static_cast<std::uint64_t>(std::max<std::int64_t>(seconds, 0));
}

}  // namespace

Readings stored_counts(site::Site const& site, storage::Store const& store, Moment now)
{
    Readings readings;
    commit::KeyValueReader const& projections = store.ledger().projections();
    if (auto const bytes = store.bytes_on_disk())
        readings.emplace_back("store_bytes", *bytes);
    if (auto const held = deliver::waiting(projections, {}, kMostCounted))
        readings.emplace_back("messages_held", held->size());
    if (auto const clocks = deliver::count_breach_clocks(projections, now, kMostCounted))
        readings.insert(readings.end(),
                        {{"breach_clocks_running", clocks->running}, {"breach_clocks_overdue", clocks->overdue}});
    if (auto const open = keep::open_requests(projections, now, kMostCounted))
        readings.emplace_back("erasures_pending", open->size());
    if (auto const holds = keep::holds(projections, kMostCounted))
        readings.emplace_back("holds", holds->size());
    if (auto const expiries = site::read_expiries(site))
        for (site::Expiry const& expiry : *expiries)
            readings.emplace_back(std::string{site::name_of(expiry.what)} + "_expires_timestamp_seconds",
                                  seconds_since_epoch(expiry.when));
    return readings;
}

}  // namespace micklegate::serve
