// Step 7 of the road: one thread, many messages, one sync. No answer leaves before the journal says it is durable.
#pragma once

#include "gateway/commit/journal.hpp"
#include "gateway/commit/receipt.hpp"

#include <condition_variable>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>
#include <vector>

namespace micklegate::commit {

/// A record to append; the loop stamps its time, so that entries never go back in time.
struct Append {
    Entry entry;
    Bytes sealed;
    Bytes actor_opening;
    Bytes reason_opening{};
    Bytes known{};   ///< of encode_known()
    Bytes change{};  ///< of history::encode()
    std::shared_ptr<SubjectKey const> subject{};
    std::vector<Sequence> destroys{};  ///< the entry names them, and these, too:
    std::vector<Sequence> strikes{};
    std::vector<Forgotten> forgets{};
    std::vector<FieldFault> errors{};  ///< for the immediate answer alone: a pointer may name what the sender made up
    std::vector<Append> followers{};   ///< stored right behind it or, with it, not at all; the answer is of the first
    /// It stores no message, and frees space or says what became of what is stored: taken when messages are not any
    /// more.
    bool may_use_reserve = false;
};

/// Either something to append, or the answer at once.
using Proposal = std::variant<Append, Result<Receipt>>;

/// One wish to change the journal.
struct Intent {
    /// Two intents of one key never share a commit, so each sees what the other left behind.
    std::string key;
    std::size_t bytes = 0;  ///< what it holds in memory, for admission
    /// Called once on the commit thread with everything committed so far. Must not block.
    std::function<Proposal(Ledger const&)> propose;
    /// For what everything else must see, or be seen by: it shares its commit with no other intent.
    bool alone = false;
    std::string also{};  ///< a second such key, where it changes what others of that key decide about; or empty
};

using Answers = std::vector<Result<Receipt>>;

/// Whether anything can be appended now; a problem (kStorageFull) refuses it without trying to write.
struct Admitted {
    /// The same for all.
    Admitted(Result<void> all) : anything{all}, from_reserve{std::move(all)} {}
    Admitted(Result<void> most, Result<void> rest) : anything{std::move(most)}, from_reserve{std::move(rest)} {}

    Result<void> anything;
    Result<void> from_reserve;  ///< of what may use the reserve
};

/// Owns the one thread that appends. submit() is thread-safe.
class CommitLoop {
public:
    struct Settings {
        std::size_t queued_bytes = 64 * 1024 * 1024;
        std::size_t records_per_commit = 4096;
        std::function<bool()> clock_is_synchronised = [] { return true; };
    };
    /// Asked before each commit.
    using Admission = std::function<Admitted()>;

    CommitLoop(Journal& journal, Ledger const& ledger, Clock clock, Admission admission, Settings settings);
    /// Commits what is queued, then stops.
    ~CommitLoop();
    CommitLoop(CommitLoop const&) = delete;
    CommitLoop& operator=(CommitLoop const&) = delete;

    /// Queues a group; `done` is called exactly once, on the commit thread, with one answer per intent in order. It
    /// must not block: post to your own executor. False, and `done` is never called, when the queue is full or the loop
    /// is stopping.
    [[nodiscard]] bool submit(std::vector<Intent> intents, std::function<void(Answers)> done);

    /// Why nothing is appended any more until a restart: a write failed and reading back could not settle its outcome,
    /// or latch() was called. Nothing while it goes on.
    [[nodiscard]] std::optional<Problem> latched() const;
    /// For what shows that this journal must not go on: whatever is not being written already is answered with `why`.
    void latch(Problem why);

private:
    struct Group;
    struct Waiting {
        std::shared_ptr<Group> group;
        std::size_t place = 0;
        Intent intent;
    };
    struct Round;
    /// Behind each key that appends in this round, those of it that came later; a round takes from the front of each.
    using Lines = std::map<std::string, std::list<Waiting>, std::less<>>;

    void run();
    std::vector<Waiting> take_queue(std::size_t most);
    void commit_round(Lines& lines, std::list<Waiting>& alone);
    void gather(Lines& lines, std::list<Waiting>& alone, Round& round);
    void advance(Lines& lines, Round& round);
    bool propose(Waiting& waiting, Round& round);
    void wait_or_propose(Waiting& waiting, Lines& lines, Round& round);
    void add_record(Append& append, Round& round);
    void append(Round& round);
    std::optional<Committed> resolve(Sequence expected, Round const& round) const;
    void answer(Waiting& waiting, Result<Receipt> receipt);

    Journal& journal_;
    Ledger const& ledger_;
    Clock clock_;
    Admission admission_;
    Settings settings_;
    Moment last_time_{};
    bool was_alone_ = false;  ///< the last round

    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<Waiting> queue_;
    std::size_t queued_bytes_ = 0;
    bool stopping_ = false;
    std::optional<Problem> latched_;
    std::thread thread_;
};

}  // namespace micklegate::commit
