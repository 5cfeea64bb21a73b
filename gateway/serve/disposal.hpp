// Lets go of what is not kept any more: sealed copies whose days have passed, and the bytes that destroyed ones leave
// in the store's files.
#pragma once

#include "gateway/commit/commit_loop.hpp"
#include "gateway/serve/costly_readings.hpp"
#include "gateway/serve/turns.hpp"
#include "gateway/storage/store.hpp"

#include <atomic>

namespace micklegate::serve {

class Disposal {
public:
    /// Bytes that may be written on the disk of the store.
    using Spare = std::function<std::uint64_t()>;

    /// `clock` is the one that entries are stamped by. All outlive it.
    Disposal(storage::Store& store, commit::CommitLoop& commits, Clock clock, Spare spare, receive::Log const& log);
    ~Disposal();
    Disposal(Disposal const&) = delete;
    Disposal& operator=(Disposal const&) = delete;

    /// Begins, on a thread of its own, with what an earlier run destroyed and did not come to rewrite.
    void start() { turns_.start(); }
    /// Files that are being rewritten are left as they were; the next run goes on with them. For one thread.
    void stop();

    /// Looks at a bounded number of copies, from where the last call stopped, and lets those expire that are due. True
    /// when there are more to look at. For one thread.
    [[nodiscard]] Result<bool> expire_some();
    /// Ends requests for erasures that nobody approved in their days, a bounded number. True when there were any. For
    /// one thread.
    [[nodiscard]] Result<bool> end_lapsed_requests();
    /// Rewrites the files that hold destroyed bytes. True when it did: a disk without room for the new files keeps the
    /// old ones until there is, because a store that runs out of it takes nothing any more. For one thread.
    [[nodiscard]] Result<bool> purge();

    /// Callable from any thread.
    [[nodiscard]] Readings readings() const;

private:
    using Due = std::chrono::steady_clock::time_point;

    [[nodiscard]] std::chrono::milliseconds turn();
    [[nodiscard]] bool has_room();
    bool told(Result<bool> const& done, std::string const& what);

    storage::Store& store_;
    commit::CommitLoop& commits_;
    Clock clock_;
    Spare spare_;
    receive::Log const& tell_;
    receive::ThrottledLog failures_;
    Sequence from_ = 0;
    Due next_pass_{};
    Due next_purge_{};
    bool had_room_ = true;  ///< as the operator was last told
    bool stopped_ = false;
    std::atomic<std::uint64_t> expired_ = 0;
    std::atomic<std::uint64_t> purges_ = 0;

    Turns turns_;
};

}  // namespace micklegate::serve
