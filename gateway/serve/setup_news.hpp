// What the operator is told of changes of the site folder that could not be taken over.
#pragma once

#include "gateway/receive/throttled_log.hpp"
#include "gateway/serve/setup_keeper.hpp"

#include <atomic>

namespace micklegate::serve {

/// Told by one thread, asked by any.
class SetupNews {
public:
    /// `log` outlives it.
    explicit SetupNews(receive::Log const& log) : log_{log} {}

    void tell(SetupKeeper::Change const& change);
    /// Of what is in force and not in the log: it is tried again.
    void tell_unrecorded(Result<void> const& recorded);

    /// Changes that are not in force yet.
    [[nodiscard]] std::size_t pending() const noexcept { return pending_; }

private:
    receive::Log const& log_;
    receive::ThrottledLog unsound_{log_, system_now};
    receive::ThrottledLog late_{log_, system_now};
    std::atomic<std::size_t> pending_ = 0;
};

}  // namespace micklegate::serve
