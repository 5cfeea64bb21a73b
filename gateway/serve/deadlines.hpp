// Watches the deadlines: what nobody met in time is escalated along its agreement's chain.
#pragma once

#include "gateway/road/road.hpp"
#include "gateway/serve/costly_readings.hpp"
#include "gateway/serve/turns.hpp"
#include "gateway/watch/escalate.hpp"

#include <atomic>

namespace micklegate::serve {

class Deadlines {
public:
    using Setups = std::function<road::Setup()>;

    /// `clock` is the one that entries are stamped by, `setups` tells the one in force. All outlive it.
    Deadlines(commit::Ledger const& ledger, commit::CommitLoop& commits, Clock clock, Setups setups,
              watch::PromisedChains::Kept kept, AgencyId desk, receive::Log const& log);

    /// Begins, on a thread of its own, with what fell due while no gateway ran.
    void start() { turns_.start(); }
    void stop() { turns_.stop(); }

    /// Escalates a bounded number of what has fallen due, from where the last call stopped. True when there may be
    /// more. For one thread.
    [[nodiscard]] Result<bool> escalate_some();

    /// Callable from any thread.
    [[nodiscard]] Readings readings() const;

private:
    using Steady = std::chrono::steady_clock;

    [[nodiscard]] std::chrono::milliseconds turn();
    [[nodiscard]] std::optional<deliver::Due> begin(Moment now);
    [[nodiscard]] std::vector<commit::Intent> intents(std::vector<deliver::Due> const& rung, Moment now);
    [[nodiscard]] Result<void> write(std::vector<commit::Intent> intents);
    void count_late();

    commit::Ledger const& ledger_;
    commit::CommitLoop& commits_;
    Clock clock_;
    Setups setups_;
    watch::PromisedChains chains_;
    AgencyId desk_;
    receive::ThrottledLog late_;
    receive::ThrottledLog failures_;
    std::optional<deliver::Due> last_;  ///< what was looked at last in a pass that goes on
    std::optional<Moment> passed_;      ///< up to when all was looked at
    std::optional<Moment> whole_pass_;  ///< when the last began that left nothing out
    Steady::time_point next_count_{};
    std::atomic<std::uint64_t> escalations_ = 0;
    std::atomic<std::uint64_t> waiting_ = 0;

    Turns turns_;
};

}  // namespace micklegate::serve
