// Brings policy sets into force: the one a gateway starts with, and each that takes its place in the site folder.
#pragma once

#include "gateway/receive/throttled_log.hpp"
#include "gateway/serve/administration_entries.hpp"
#include "gateway/serve/costly_readings.hpp"
#include "gateway/serve/folder_watch.hpp"
#include "gateway/serve/setup_keeper.hpp"
#include "gateway/site/policy_history.hpp"
#include "gateway/site/proven_policy.hpp"

#include <atomic>

namespace micklegate::serve {

/// A set decides nothing before it is proven, approved as the site asks, kept in the history and named in the log.
class PolicyReloader {
public:
    /// Writes the log's entry; returns once it is durable.
    using Record = std::function<Result<void>(NewPolicy const&)>;

    /// `setups` and `log` outlive it.
    PolicyReloader(site::Site site, SetupKeeper& setups, Record record, receive::Log const& log, Clock clock);

    /// The set as the log is to name it, once it is in the history. kNotAllowed without the approvals it needs; one
    /// that the log names as in force had them, whatever became of the approvers since.
    [[nodiscard]] Result<NewPolicy> admit(site::ProvenPolicy const& policy, std::string const& in_force) const;

    /// Looks for a changed folder, and takes it over once it has come to rest. For one thread, a few times a second.
    void poll();
    /// Callable from any thread.
    [[nodiscard]] Readings readings() const;

private:
    void examine();
    /// Once it is approved: nobody's bytes are parsed before the approvers answer for them.
    void prove();
    void bring_into_force();
    void retry(Problem const& why);
    void refuse(Problem const& why);

    site::Site site_;
    SetupKeeper& setups_;
    Record record_;
    receive::Log const& log_;
    site::PolicyHistory history_;
    FolderWatch folder_;
    receive::ThrottledLog retries_;
    std::optional<policy::PolicyFiles> unread_;    ///< what the folder holds, where nobody has looked into it yet
    std::optional<site::ProvenPolicy> candidate_;  ///< the same, once it is proven and not in force yet
    std::string told_;                             ///< why it is not, as the operator was told last
    std::atomic<bool> waiting_ = false;
    std::atomic<std::uint64_t> changes_ = 0;
};

}  // namespace micklegate::serve
