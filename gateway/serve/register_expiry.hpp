// Takes out of the register of orders what ended longer ago than its policy keeps it.
#pragma once

#include "gateway/keep/strike.hpp"
#include "gateway/road/road.hpp"
#include "gateway/serve/costly_readings.hpp"
#include "gateway/serve/turns.hpp"

#include <atomic>

namespace micklegate::serve {

class RegisterExpiry {
public:
    using Setups = std::function<road::Setup()>;

    /// All outlive it.
    RegisterExpiry(commit::Ledger const& ledger, commit::CommitLoop& commits, commit::SubjectKeys const& subjects,
                   crypto::SiteKeys const& keys, Clock clock, Setups setups, receive::Log const& log);

    /// Begins, on a thread of its own, with a pass over the whole register; the next begins a day after it ended.
    void start() { turns_.start(); }
    void stop() { turns_.stop(); }

    /// Looks at a bounded number of records, from where the last call stopped. True when there are more. A record that
    /// cannot be read is the problem, and the next call goes on behind it. For one thread.
    [[nodiscard]] Result<bool> strike_some();

    /// Callable from any thread.
    [[nodiscard]] Readings readings() const { return {{"register_changes_struck_total", struck_.load()}}; }

private:
    [[nodiscard]] std::chrono::milliseconds turn();
    [[nodiscard]] keep::Over over(std::string record, std::chrono::days kept) const;

    commit::Ledger const& ledger_;
    commit::CommitLoop& commits_;
    commit::SubjectKeys const& subjects_;
    crypto::SiteKeys const& keys_;
    Clock clock_;
    Setups setups_;
    receive::ThrottledLog failures_;
    std::string after_;  ///< the record that was looked at last in a pass that goes on
    std::chrono::steady_clock::time_point next_pass_{};
    std::atomic<std::uint64_t> struck_ = 0;

    Turns turns_;
};

}  // namespace micklegate::serve
