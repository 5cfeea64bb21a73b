// An executable as a child process: started, heard, signalled, waited for, and what it costs the machine.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/files/descriptor.hpp"

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace micklegate::bench {

struct ProcessCost {
    std::chrono::microseconds cpu{0};  ///< user and system time so far
    std::uint64_t memory = 0;          ///< bytes resident now
    std::uint64_t most_memory = 0;     ///< bytes resident at most
};

/// Make and destroy it on one thread, which outlives it: the child is killed when that thread ends.
class ChildProcess {
public:
    struct Terms {
        std::optional<std::chrono::seconds> patience;  ///< how long a wait may take; empty: for ever
        std::stop_token stop;                          ///< kills the child
    };

    /// `arguments` begins with the executable's path.
    [[nodiscard]] static Result<std::unique_ptr<ChildProcess>> start(std::vector<std::string> arguments,
                                                                     Terms const& terms);
    ChildProcess(ChildProcess const&) = delete;
    ChildProcess& operator=(ChildProcess const&) = delete;
    /// Kills and reaps a child that still runs.
    ~ChildProcess();

    /// The next line of its standard output; nothing once it has closed it, or when patience ends.
    [[nodiscard]] std::optional<std::string> next_line();
    /// Its exit code, or 128 and the signal that ended it; a child that goes on when patience ends is killed.
    int wait();
    void signal(int number) const;

    [[nodiscard]] Result<ProcessCost> cost() const;
    /// After its end: why it did not do what it was for, in its own last words.
    [[nodiscard]] Problem failed();

    [[nodiscard]] int pid() const noexcept { return pid_; }
    [[nodiscard]] std::string out() const;
    [[nodiscard]] std::string err() const;

private:
    ChildProcess(int pid, files::Descriptor out, files::Descriptor err, Terms const& terms);
    void read_all(int end, std::string& into);
    [[nodiscard]] bool wait_until(std::unique_lock<std::mutex>& lock, std::function<bool()> const& met);

    int pid_;
    std::optional<std::chrono::seconds> patience_;
    std::optional<int> status_;
    mutable std::mutex mutex_;
    std::condition_variable said_;
    std::string out_;
    std::string err_;
    std::size_t heard_ = 0;  ///< of out_
    int ended_ = 0;          ///< of its two outputs
    std::optional<std::stop_callback<std::function<void()>>> on_stop_;
    std::array<std::jthread, 2> readers_;
};

}  // namespace micklegate::bench
