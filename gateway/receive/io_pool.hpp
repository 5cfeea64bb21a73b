// One io_context per thread; a session stays on the one it was born on and needs no lock.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <atomic>
#include <exception>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace micklegate::receive {

class IoPool {
public:
    using Failed = std::function<void(std::exception const&)>;

    /// `failed` hears of exceptions that reached a thread's loop, which goes on.
    IoPool(unsigned threads, Failed failed);
    /// Destroys what still waits on the contexts; join() first.
    ~IoPool();

    void start();
    /// The context for the next session, in turn.
    [[nodiscard]] boost::asio::io_context& next() noexcept;
    /// The context for what must not move: acceptors.
    [[nodiscard]] boost::asio::io_context& first() noexcept { return *contexts_.front(); }
    /// Returns when no work is left on any context; with `abandon`, without waiting for it.
    void join(bool abandon);

private:
    using Guard = boost::asio::executor_work_guard<boost::asio::io_context::executor_type>;

    Failed failed_;
    std::vector<std::unique_ptr<boost::asio::io_context>> contexts_;
    std::vector<Guard> guards_;
    std::vector<std::jthread> threads_;
    std::atomic<std::size_t> turn_{0};
};

}  // namespace micklegate::receive
