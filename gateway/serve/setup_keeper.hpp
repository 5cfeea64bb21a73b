// Keeps what messages are decided under current: policies, agencies and registers of the site folder, replaced as a
// whole.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/road/road.hpp"
#include "gateway/site/site.hpp"

#include <mutex>

namespace micklegate::serve {

class SetupKeeper {
public:
    /// Reads everything once; without a sound policy set there is no gateway.
    [[nodiscard]] static Result<std::unique_ptr<SetupKeeper>> open(site::Site site, Clock clock);

    /// Callable from any thread.
    [[nodiscard]] road::Setup current() const;

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
