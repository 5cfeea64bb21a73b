// Wakes those who wait for post: long polls and push streams of one agency.
#pragma once

#include "gateway/model/ids.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace micklegate::api {

/// Thread-safe. A Watch is made before looking into the mailbox, so that post arriving in between is not missed.
class Mailroom {
public:
    class Watch;

    [[nodiscard]] std::shared_ptr<Watch> watch(std::string const& agency);
    void notify(std::string const& agency);
    /// For a server that is closing: wakes everybody, and lets nobody who comes later wait.
    void close();

private:
    std::mutex mutex_;
    bool closed_ = false;
    std::unordered_map<std::string, std::vector<std::weak_ptr<Watch>>> watches_;
};

/// One waiter's bell. wait() is for one coroutine; ring() for any thread.
class Mailroom::Watch : public std::enable_shared_from_this<Mailroom::Watch> {
public:
    virtual ~Watch() = default;
    /// Returns when the bell has rung since the last wait, or after `longest`. True when it rang.
    [[nodiscard]] virtual boost::asio::awaitable<bool> wait(std::chrono::milliseconds longest) = 0;
    virtual void ring() = 0;
};

}  // namespace micklegate::api
