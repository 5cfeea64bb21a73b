// Lets go of what is not kept any more: sealed copies whose days have passed, and the bytes that destroyed ones leave
// in the store's files.
#pragma once

#include "gateway/commit/commit_loop.hpp"
#include "gateway/receive/throttled_log.hpp"
#include "gateway/serve/costly_readings.hpp"
#include "gateway/storage/store.hpp"

#include <atomic>
#include <condition_variable>
#include <thread>

namespace micklegate::serve {

class Disposal {
public:
    /// `clock` is the one that entries are stamped by. All outlive it.
    Disposal(storage::Store& store, commit::CommitLoop& commits, Clock clock, receive::Log const& log);
    ~Disposal();
    Disposal(Disposal const&) = delete;
    Disposal& operator=(Disposal const&) = delete;

    /// Begins, on a thread of its own, with what an earlier run destroyed and did not come to rewrite.
    void start();
    /// Files that are being rewritten are left as they were; the next run goes on with them.
    void stop();

    /// Looks at a bounded number of copies, from where the last call stopped, and lets those expire that are due. True
    /// when there are more to look at. For one thread.
    [[nodiscard]] Result<bool> expire_some();
    /// Ends requests for erasures that nobody approved in their days, a bounded number. True when there were any. For
    /// one thread.
    [[nodiscard]] Result<bool> end_lapsed_requests();
    /// Rewrites the files that hold destroyed bytes. True when there were any. For one thread.
    [[nodiscard]] Result<bool> purge();

    /// Callable from any thread.
    [[nodiscard]] Readings readings() const;

private:
    void run();
    void wait_for(std::chrono::milliseconds pause);
    bool told(Result<bool> const& done, std::string const& what);

    storage::Store& store_;
    commit::CommitLoop& commits_;
    Clock clock_;
    receive::ThrottledLog failures_;
    Sequence from_ = 0;
    std::atomic<std::uint64_t> expired_ = 0;
    std::atomic<std::uint64_t> purges_ = 0;

    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace micklegate::serve
