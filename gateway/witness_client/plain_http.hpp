// Plain HTTP to witnesses: several asked at once, each answer bounded in time and bytes. What passes is signed and not
// secret.
#pragma once

#include "gateway/model/endpoint.hpp"
#include "gateway/witness_client/names.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace micklegate::witness_client {

struct Request {
    std::string method;
    HttpUrl url;
    std::string body{};  ///< text/plain
};

struct Reply {
    unsigned status = 0;
    std::string body;
};

/// Called with the place of the request, as the answers come; kUnavailable where there is none.
using OnReply = std::function<void(std::size_t place, Result<Reply> reply)>;
/// Asks all and returns when each was answered or given up; `on_reply` is called on the same thread.
using AskEach = std::function<void(std::vector<Request> const&, OnReply const&)>;

class PlainHttp {
public:
    struct Terms {
        std::chrono::milliseconds patience{2000};  ///< from looking up the name to the answer's last byte
        std::size_t most_bytes = 64 * 1024;        ///< of an answer
    };
    explicit PlainHttp(Terms terms, LookUp look_up = witness_client::look_up);
    ~PlainHttp();
    PlainHttp(PlainHttp const&) = delete;
    PlainHttp& operator=(PlainHttp const&) = delete;

    /// One connection for each request. One thread at a time.
    void ask_each(std::vector<Request> const& requests, OnReply const& on_reply);
    /// From any thread: what is being asked is given up unanswered, and nothing is asked any more.
    void stop();

private:
    struct Line;
    std::shared_ptr<Line> line_;
};

}  // namespace micklegate::witness_client
