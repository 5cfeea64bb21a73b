// A thread of the gateway's own that takes one turn after another until it is stopped.
#pragma once

#include "gateway/receive/throttled_log.hpp"

#include <condition_variable>
#include <thread>

namespace micklegate::serve {

/// Whoever has it declares it last: what a turn uses must outlive the thread.
class Turns {
public:
    /// Says for how long the thread rests before the next one.
    using Turn = std::function<std::chrono::milliseconds()>;
    /// Between turns of which the last one threw.
    static constexpr std::chrono::milliseconds kAfterFailure{1'000};

    /// `what` begins the operator's line about a turn that threw: the thread goes on with the next.
    Turns(std::string what, Turn turn, receive::Log const& log);
    ~Turns();
    Turns(Turns const&) = delete;
    Turns& operator=(Turns const&) = delete;

    void start();
    /// Any rest ends at once. Returns when the turn that was being taken has come to its end.
    void stop();

private:
    void run();
    [[nodiscard]] std::chrono::milliseconds take();

    std::string what_;
    Turn turn_;
    receive::ThrottledLog failures_;

    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace micklegate::serve
