// Log lines that strangers can cause: the first few are shown, then one now and then with how many were left out.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/receive/peer.hpp"

#include <cstdint>
#include <mutex>

namespace micklegate::receive {

/// Thread-safe. One for each kind of line, so that many of one kind hide none of another. The log outlives it.
class ThrottledLog {
public:
    static constexpr std::uint64_t kBurst = 10;
    static constexpr std::chrono::seconds kOneLinePer{10};

    ThrottledLog(Log const& log, Clock clock) : log_{log}, clock_{std::move(clock)} {}

    void say(Severity severity, std::string line);
    /// How often say() was called.
    [[nodiscard]] std::uint64_t count() const;

private:
    [[nodiscard]] bool may_speak(Moment now);

    Log const& log_;
    Clock const clock_;
    mutable std::mutex mutex_;
    std::uint64_t left_ = kBurst;
    Moment refilled_{};
    std::uint64_t hidden_ = 0;
    std::uint64_t count_ = 0;
};

}  // namespace micklegate::receive
