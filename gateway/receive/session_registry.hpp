// The sessions that are open now: counted, bounded, and reachable for a graceful end.
#pragma once

#include "gateway/model/ids.hpp"

#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace micklegate::receive {

/// What can be asked of a running session from any thread.
class Stoppable {
public:
    virtual ~Stoppable() = default;
    virtual void drain() = 0;  ///< finish the request being answered, then close; close at once when idle
    virtual void cut() = 0;    ///< end now
};

/// Thread-safe. Sessions are held weakly: their coroutines own them.
class SessionRegistry {
public:
    SessionRegistry(std::size_t most, std::size_t most_per_agency) : most_{most}, most_per_agency_{most_per_agency} {}

    /// False when the gateway is full or stopping.
    [[nodiscard]] bool admit(std::shared_ptr<Stoppable> const& session);
    /// False when the agency has as many sessions as it may; the session then stays unnamed.
    [[nodiscard]] bool name(Stoppable const& session, AgencyId const& agency);
    void leave(Stoppable const& session) noexcept;

    /// From now on nobody is admitted.
    void drain_all();
    void cut_all();
    void cut(AgencyId const& agency);
    [[nodiscard]] bool wait_until_empty(std::chrono::milliseconds at_most);
    [[nodiscard]] std::size_t size() const;

private:
    struct Entry {
        std::weak_ptr<Stoppable> session;
        AgencyId agency;
    };
    [[nodiscard]] std::vector<std::shared_ptr<Stoppable>> sessions_of(AgencyId const* agency) const;

    std::size_t const most_;
    std::size_t const most_per_agency_;
    mutable std::mutex mutex_;
    std::condition_variable emptied_;
    std::map<Stoppable const*, Entry> entries_;
    std::map<AgencyId, std::size_t> per_agency_;
    bool stopping_ = false;
};

}  // namespace micklegate::receive
