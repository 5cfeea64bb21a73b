// Keeps what messages are decided under: agencies and registers of the site folder, and the policy set in force, each
// replaced as a whole.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/road/road.hpp"
#include "gateway/site/site.hpp"

#include <mutex>

namespace micklegate::serve {

class SetupKeeper {
public:
    using Policy = std::shared_ptr<policy::PolicySet const>;
    /// Reads everything else once.
    [[nodiscard]] static Result<std::unique_ptr<SetupKeeper>> open(site::Site site, Clock clock, Policy policy);

    /// Callable from any thread.
    [[nodiscard]] road::Setup current() const;
    /// Every message that asks for the setup from now on is decided under this set, and none under two.
    void decide_under(Policy policy);

    struct Change {
        std::vector<AgencyId> ended;   ///< suspended, gone or unsound: to disconnect now
        std::vector<Problem> unsound;  ///< why changed files were not taken over: what they replace stays in force
        std::vector<Problem> pending;  ///< why a change is not taken over yet, one for each; the next poll tries again
    };
    using TakeOver = std::function<Result<void>()>;
    /// Looks for changed files and takes them over; `take_over_revocations` does so with the list of the authority.
    [[nodiscard]] Change poll(TakeOver const& take_over_revocations);

private:
    struct Watched {
        std::filesystem::path path;
        std::filesystem::file_time_type taken_over;
        bool settled;  ///< a further change would have given the file another time
    };
    SetupKeeper(site::Site site, Clock clock);
    [[nodiscard]] Watched watch(std::filesystem::path path) const;
    [[nodiscard]] bool settled(std::filesystem::file_time_type time) const;
    [[nodiscard]] Result<AgenciesSnapshot> read_agencies() const;
    [[nodiscard]] Result<void> take_over_registers(Change& change);
    [[nodiscard]] Result<void> take_over_agencies(Change& change);

    site::Site site_;
    Clock clock_;
    mutable std::mutex mutex_;
    road::Setup setup_;
    Watched agencies_;
    Watched registers_;
    Watched revocations_;
};

}  // namespace micklegate::serve
