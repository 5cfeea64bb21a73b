// Work spread over threads whose results are taken in order on one.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace micklegate::evidence {

/// Results that are made ahead of the one that is taken next: bounded, so that memory is.
template <class Value>
class OrderedWindow {
public:
    OrderedWindow(std::uint64_t count, std::size_t width) : count_{count}, slots_(width) {}

    /// The next number to make a result for; nothing when there is none, or none is wanted any more.
    std::optional<std::uint64_t> next()
    {
        std::unique_lock lock{mutex_};
        room_.wait(lock, [this] { return ended_ || started_ == count_ || started_ < taken_ + slots_.size(); });
        return ended_ || started_ == count_ ? std::nullopt : std::optional{started_++};
    }

    void put(std::uint64_t number, Value&& value)
    {
        std::lock_guard const lock{mutex_};
        slots_[number % slots_.size()] = std::move(value);
        if (number == taken_)
            made_.notify_one();
    }

    Value take()
    {
        std::unique_lock lock{mutex_};
        std::optional<Value>& slot = slots_[taken_ % slots_.size()];
        made_.wait(lock, [&slot] { return slot.has_value(); });
        Value value = *std::move(slot);
        slot.reset();
        ++taken_;
        room_.notify_one();
        return value;
    }

    void end()
    {
        std::lock_guard const lock{mutex_};
        ended_ = true;
        room_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable room_;
    std::condition_variable made_;
    std::uint64_t const count_;
    std::uint64_t started_ = 0;
    std::uint64_t taken_ = 0;
    bool ended_ = false;
    std::vector<std::optional<Value>> slots_;
};

/// Calls take(make(i)) for i from 0 to `count`: make() on `threads` threads (on this one where that is 1), take() on
/// this one and in order, until it returns false.
template <class Make, class Take>
void in_order(std::uint64_t count, unsigned threads, Make const& make, Take const& take)
{
    if (threads <= 1) {
        for (std::uint64_t i = 0; i < count; ++i)
            if (!take(make(i)))
                return;
        return;
    }
    constexpr std::size_t kAheadOfEach = 16;
    OrderedWindow<decltype(make(count))> window{count, kAheadOfEach * threads};
    std::vector<std::jthread> workers;
    for (unsigned i = 0; i < threads; ++i)
        workers.emplace_back([&window, &make] {
            while (auto const number = window.next())
                window.put(*number, make(*number));
        });
    for (std::uint64_t i = 0; i < count; ++i)
        if (!take(window.take()))
            break;
    window.end();
}

}  // namespace micklegate::evidence
