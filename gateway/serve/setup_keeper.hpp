// Keeps what messages are decided under: agencies and registers of the site folder, and the policy set in force, each
// replaced as a whole.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/road/road.hpp"
#include "gateway/serve/watched_file.hpp"
#include "gateway/site/site.hpp"

#include <mutex>

namespace micklegate::serve {

class SetupKeeper {
public:
    using Policy = std::shared_ptr<policy::PolicySet const>;
    /// Reads everything else once.
    [[nodiscard]] static Result<std::unique_ptr<SetupKeeper>> open(site::Site site, Clock const& clock, Policy policy);

    /// Callable from any thread.
    [[nodiscard]] road::Setup current() const;
    /// Every message that asks for the setup from now on is decided under this set, and none under two.
    void decide_under(Policy policy);

    struct Change {
        std::vector<AgencyId> ended;   ///< suspended, gone or unsound: to disconnect now
        std::vector<Problem> unsound;  ///< why changed files were not taken over: what they replace stays in force
        std::vector<Problem> pending;  ///< why a change is not taken over yet, one for each; the next poll tries again
    };
    using TakeOver = WatchedFile::TakeOver;
    /// Looks for changed files and takes them over; `take_over_revocations` does so with the list of the authority.
    [[nodiscard]] Change poll(TakeOver const& take_over_revocations);

private:
    SetupKeeper(site::Site site, Clock const& clock);
    [[nodiscard]] Result<AgenciesSnapshot> read_agencies() const;
    [[nodiscard]] Result<void> take_over_registers(Change& change);
    [[nodiscard]] Result<void> take_over_agencies(Change& change);

    site::Site site_;
    mutable std::mutex mutex_;
    road::Setup setup_;
    WatchedFile agencies_;
    WatchedFile registers_;
    WatchedFile revocations_;
};

}  // namespace micklegate::serve
