// The gateway's side of witnessing: whom it asks, what was vouched for, and what the operator is told of it.
#pragma once

#include "gateway/serve/costly_readings.hpp"
#include "gateway/serve/turns.hpp"
#include "gateway/serve/watched_file.hpp"
#include "gateway/serve/witness_gatherer.hpp"
#include "gateway/site/site.hpp"

#include <atomic>

namespace micklegate::serve {

class Witnessing {
public:
    struct Start {
        WatchedFile file;                      ///< as it was when the policy was read
        commit::WitnessedLog::Policy policy;   ///< null asks nobody
        std::optional<std::string> witnessed;  ///< of an earlier run, and in the ledger
    };
    /// The file was read and the store compared with what is known of its past; nothing has been signed.
    [[nodiscard]] static Result<Start> check(site::Site const& site, commit::Ledger const& ledger,
                                             evidence::NoteKey const& key, receive::Log const& log);

    /// `stop_signing` is called when the gateway is shown another history under its own key. The ledger and the log
    /// outlive it; `clock` is the one that entries are stamped by.
    Witnessing(site::Site site, commit::Ledger const& ledger, evidence::NoteKey key, Start start,
               std::function<void()> stop_signing, receive::Log const& log, Clock clock);
    ~Witnessing();
    Witnessing(Witnessing const&) = delete;
    Witnessing& operator=(Witnessing const&) = delete;

    [[nodiscard]] commit::WitnessedLog& log() noexcept { return witnessed_; }
    /// Begins to ask the witnesses, on a thread of its own; not before the log has its first entry.
    void start() { turns_.start(); }
    /// What is being asked is given up; `stop_signing` is called no more by this thread.
    void stop();
    /// Takes over a changed witnesses.policy and tells of a quorum that is missing or back. For one thread, a few times
    /// a second.
    void poll();
    /// Callable from any thread; empty where nobody is asked.
    [[nodiscard]] Readings readings() const { return readings_.last(); }

private:
    [[nodiscard]] Result<void> keep(std::string const& note) const;
    void contradicted(std::string const& note);
    [[nodiscard]] Result<void> take_over();
    /// How long the oldest entry that no quorum vouches for has waited.
    [[nodiscard]] Result<std::chrono::milliseconds> unwitnessed() const;
    [[nodiscard]] Readings read();
    void tell_of_quorum(std::chrono::milliseconds waited);

    site::Site site_;
    commit::Ledger const& ledger_;
    evidence::NoteKey key_;
    std::function<void()> stop_signing_;
    receive::Log const& tell_;
    Clock clock_;
    commit::WitnessedLog witnessed_;
    witness_client::PlainHttp http_;
    WitnessGatherer gatherer_;
    WatchedFile file_;
    receive::ThrottledLog unsound_;
    CostlyReadings readings_;
    bool quorum_met_ = true;  ///< as the operator was last told
    Moment const started_at_;
    std::atomic<bool> contradicted_ = false;

    Turns turns_;
};

}  // namespace micklegate::serve
