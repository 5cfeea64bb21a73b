// Keeps what messages are decided under current: policies, agencies and registers of the site folder, replaced as a whole.
#pragma once

#include "gateway/site/site.hpp"
#include "gateway/road/road.hpp"

#include <mutex>

namespace micklegate::serve {

class SetupKeeper {
public:
    /// Reads everything once; without a sound policy set there is no gateway.
    [[nodiscard]] static Result<std::unique_ptr<SetupKeeper>> open(site::Site site);

    /// Callable from any thread.
    [[nodiscard]] road::Setup current() const;

    struct Change {
        bool revocations = false;
        std::vector<AgencyId> ended;  ///< suspended, gone or unsound: to disconnect now
        std::vector<Problem> unsound;     ///< why changed files were not taken over: what they replace stays in force
    };
    /// Looks for changed files and takes them over.
    [[nodiscard]] Change poll();

private:
    explicit SetupKeeper(site::Site site) : site_{std::move(site)} {}
    [[nodiscard]] Result<AgenciesSnapshot> read_agencies() const;
    [[nodiscard]] Result<void> take_over_registers();
    [[nodiscard]] Result<void> take_over_agencies(Change& change);

    site::Site site_;
    mutable std::mutex mutex_;
    road::Setup setup_;
    std::filesystem::file_time_type agencies_changed_;
    std::filesystem::file_time_type registers_changed_;
    std::filesystem::file_time_type revocations_changed_;
};

}  // namespace micklegate::serve
