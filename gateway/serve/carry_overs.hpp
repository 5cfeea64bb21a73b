// Follows prisoners with their contact blocks: where a movement shows that the prison that holds one is not the one
// that answers for the block, it is asked to take it on, without waiting for a person. Measures how long nobody does.
#pragma once

#include "gateway/history/records.hpp"
#include "gateway/lookup/carry_over.hpp"
#include "gateway/road/road.hpp"
#include "gateway/serve/costly_readings.hpp"
#include "gateway/serve/turns.hpp"

#include <atomic>
#include <map>
#include <mutex>
#include <set>

namespace micklegate::serve {

class CarryOvers {
public:
    /// What it reads and writes; all outlive it.
    struct Gateway {
        commit::Ledger const& ledger;
        commit::CommitLoop& commits;
        commit::SubjectKeys const& subjects;
        crypto::SiteKeys const& keys;
        road::Road const& road;
        Clock clock;  ///< the one that entries are stamped by
        std::function<road::Setup()> setup;
        std::function<void(std::string const& agency)> notify;  ///< that it has post
    };

    CarryOvers(Gateway gateway, receive::Log const& log);

    /// Begins, on a thread of its own, with every prisoner of the register.
    void start() { turns_.start(); }
    void stop() { turns_.stop(); }

    /// Looks at a bounded number of prisoners of whom something was told since the last call, and of whole passes. True
    /// when there are more. For one thread.
    [[nodiscard]] Result<bool> follow_some();

    /// Callable from any thread.
    [[nodiscard]] Readings readings() const;

private:
    /// Of one prisoner's live blocks.
    struct Watched {
        std::size_t live = 0;
        std::size_t awaited = 0;
        std::size_t for_desk = 0;
        std::optional<Moment> gap_since{};
        std::uint64_t pass = 0;  ///< in which it was looked at last
    };

    [[nodiscard]] std::chrono::milliseconds turn();
    [[nodiscard]] Result<bool> take_news();
    [[nodiscard]] Result<void> note_news(Sequence index, commit::Entry const& entry);
    [[nodiscard]] Result<bool> go_on_with_pass();
    void look_or_retry(std::string const& record);
    [[nodiscard]] Result<void> look(std::string const& record);
    /// Whether the prison was asked now.
    [[nodiscard]] Result<bool> hand_over(lookup::CarryOver carry_over);
    [[nodiscard]] bool attempted(Event const& event) const;
    void remember(std::string const& record, Watched watched);

    Gateway gateway_;
    history::Records records_;
    receive::ThrottledLog gaps_;
    receive::ThrottledLog failures_;
    std::optional<Sequence> seen_;        ///< entries before it were taken into account
    std::set<std::string> news_;          ///< records to look at, among them those that could not be
    std::optional<std::string> pass_at_;  ///< the record that the pass that goes on has come to
    std::uint64_t pass_ = 0;
    std::optional<Moment> passed_;  ///< when the last pass began
    std::atomic<std::uint64_t> sent_ = 0;

    mutable std::mutex mutex_;
    std::map<std::string, Watched> watched_;  ///< by the first reference of each record

    Turns turns_;
};

}  // namespace micklegate::serve
