// The sessions that are open now: counted, bounded, and reachable for a graceful end.
#pragma once

#include "gateway/model/ids.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace micklegate::receive {

/// How to reach a running session, from any thread; each does nothing once the session has ended.
struct SessionStops {
    std::function<void()> drain;  ///< finish the request being answered, then close; close at once when idle
    std::function<void()> cut;    ///< end now
};

using SessionNumber = std::uint64_t;

/// Thread-safe.
class SessionRegistry {
public:
    /// With those that are being cut to make room.
    [[nodiscard]] static constexpr std::size_t most_at_once(std::size_t most) noexcept { return most + most / 4 + 1; }

    SessionRegistry(std::size_t most, std::size_t most_per_agency) : most_{most}, most_per_agency_{most_per_agency} {}

    /// Nothing when the gateway is full or stopping. A gateway full of strangers is not full: the one who has waited
    /// longest without saying who he is is cut to make room, so that idle connections from nowhere keep no agency out.
    [[nodiscard]] std::optional<SessionNumber> admit(SessionStops stops);
    /// False when the agency has as many sessions as it may; the session then stays unnamed.
    [[nodiscard]] bool name(SessionNumber session, AgencyId const& agency);
    void leave(SessionNumber session) noexcept;

    /// From now on nobody is admitted.
    void drain_all();
    /// Those that are open now drain; others are still admitted.
    void renew_all();
    void cut_all();
    void cut(AgencyId const& agency);
    [[nodiscard]] bool wait_until_empty(std::chrono::milliseconds at_most);
    [[nodiscard]] std::size_t size() const;

private:
    struct Entry {
        SessionStops stops;
        AgencyId agency;
        bool leaving = false;
    };
    [[nodiscard]] std::function<void()> room_maker();
    [[nodiscard]] std::vector<SessionStops> sessions_of(AgencyId const* agency) const;

    std::size_t const most_;
    std::size_t const most_per_agency_;
    mutable std::mutex mutex_;
    std::condition_variable emptied_;
    std::map<SessionNumber, Entry> entries_;
    std::map<AgencyId, std::size_t> per_agency_;
    SessionNumber last_ = 0;
    bool stopping_ = false;
};

}  // namespace micklegate::receive
