// Keeps the log abreast of the site folder: whoever enrols, suspends or renews leaves an entry, also while nothing was
// served.
#pragma once

#include "gateway/commit/commit_loop.hpp"
#include "gateway/commit/setup_state.hpp"
#include "gateway/serve/setup_keeper.hpp"

namespace micklegate::serve {

/// For one thread.
class SetupRecorder {
public:
    /// `commits` and `setups` outlive it.
    SetupRecorder(site::Site site, commit::CommitLoop& commits, SetupKeeper const& setups);

    /// Writes an entry for each part that is not as the log last said, and returns once they are durable. Costs a look
    /// at a few files when nothing changed. What cannot be recorded now is tried again by the next call.
    [[nodiscard]] Result<void> record();

private:
    /// What tells, without reading everything, that nothing changed.
    struct Seen {
        AgenciesSnapshot agencies;
        std::shared_ptr<registers::Registers const> registers;
        std::vector<std::string> files;

        friend bool operator==(Seen const&, Seen const&) = default;
    };
    [[nodiscard]] Seen look() const;

    site::Site site_;
    commit::CommitLoop& commits_;
    SetupKeeper const& setups_;
    Seen recorded_;
};

}  // namespace micklegate::serve
