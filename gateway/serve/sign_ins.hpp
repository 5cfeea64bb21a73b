// Which agencies' systems came lately: the first time in a while is an entry in the log.
#pragma once

#include "gateway/commit/commit_loop.hpp"

#include <map>
#include <mutex>

namespace micklegate::serve {

/// Thread-safe.
class SignIns {
public:
    /// `commits` outlives it.
    SignIns(commit::CommitLoop& commits, Clock clock) : commits_{commits}, clock_{std::move(clock)} {}

    /// Of a system whose certificate was verified and that is welcome. Returns at once: nothing waits for the entry.
    void seen(AgencyId const& agency, std::string const& certificate_serial);

private:
    commit::CommitLoop& commits_;
    Clock clock_;
    struct Seen {
        Moment last{};
        bool asked = false;     ///< the entry is on its way
        bool recorded = false;  ///< since it was away
    };

    std::mutex mutex_;
    std::map<std::pair<AgencyId, std::string>, Seen> seen_;  ///< rows stay where they are, and none is erased
};

}  // namespace micklegate::serve
