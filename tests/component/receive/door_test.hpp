// The fixture: a front door on loopback with its own authority, and a check that it closes cleanly.
#pragma once

#include "gateway/receive/server.hpp"
#include "tests/component/receive/raw_client.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace micklegate::test {

using receive::HttpRequest;
using receive::HttpResponse;

/// What the server told its operator; tests wait for a line instead of sleeping.
class LogBook {
public:
    void add(std::string const& line)
    {
        std::lock_guard const lock{mutex_};
        lines_.push_back(line);
        added_.notify_all();
    }

    bool wait_for(std::string_view part)
    {
        std::unique_lock lock{mutex_};
        return added_.wait_for(lock, std::chrono::seconds{10}, [&] {
            return std::any_of(lines_.begin(), lines_.end(),
                               [&](auto const& line) { return line.find(part) != std::string::npos; });
        });
    }

    std::ptrdiff_t count(std::string_view part)
    {
        std::lock_guard const lock{mutex_};
        return std::count_if(lines_.begin(), lines_.end(),
                             [&](auto const& line) { return line.find(part) != std::string::npos; });
    }

private:
    std::mutex mutex_;
    std::condition_variable added_;
    std::vector<std::string> lines_;
};

/// A handler that has begun and waits until the test lets it go on.
class Hold {
public:
    boost::asio::awaitable<void> wait()
    {
        auto const executor = co_await boost::asio::this_coro::executor;
        auto timer =
            std::make_shared<boost::asio::steady_timer>(executor, boost::asio::steady_timer::time_point::max());
        {
            std::lock_guard const lock{mutex_};
            held_ = timer;
        }
        begun_.notify_all();
        co_await timer->async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    }

    [[nodiscard]] bool begun()
    {
        std::unique_lock lock{mutex_};
        return begun_.wait_for(lock, std::chrono::seconds{10}, [this] { return held_ != nullptr; });
    }

    void release()
    {
        std::lock_guard const lock{mutex_};
        boost::asio::post(held_->get_executor(), [timer = held_] { timer->cancel(); });
    }

private:
    std::mutex mutex_;
    std::condition_variable begun_;
    std::shared_ptr<boost::asio::steady_timer> held_;
};

class DoorTest : public testing::Test {
protected:
    void TearDown() override
    {
        if (!server_)
            return;
        EXPECT_EQ(server_->stop(), ends_cleanly_);
        EXPECT_EQ(server_->sessions(), 0U);
    }

    void open(Limits const& limits = {})
    {
        receive::ServerSettings settings;
        settings.limits = limits;
        settings.threads = 2;
        settings.local_port = 0;
        settings.tls = {gateway_.certificate, gateway_.key, pki_.ca(), pki_.crl()};
        receive::PeerCheck check = [this](AgencyId const& agency, std::string const& serial) {
            return check_peer(agency, serial);
        };
        receive::Log log = [this](receive::Severity, std::string const& line) { log_.add(line); };
        server_ = std::make_unique<receive::Server>(settings, receive::Faces{routes(), local_routes(), check, log});
        auto const started = server_->start();
        ASSERT_TRUE(started) << one_line(started.error());
    }

    RawClient connect_as(CertificateFiles const& certificate)
    {
        return RawClient{server_->port(), {certificate, pki_.ca()}};
    }
    RawClient connect() { return connect_as(police_); }

    static std::string get(std::string const& target)
    {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }
    static std::string post(std::string const& body)
    {
        return "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
               body;
    }

    TmpFolder folder_;
    TestPki pki_{folder_.path()};
    CertificateFiles gateway_ = pki_.gateway();
    CertificateFiles police_ = pki_.agency("police.demo");
    LogBook log_;
    std::atomic<int> requests_{0};
    std::atomic<bool> suspended_{false};
    AgencyId stranger_;  ///< whom nobody enrolled
    bool ends_cleanly_ = true;
    std::unique_ptr<receive::Server> server_;
    Hold hold_;  // after server_: its timer must go before the contexts

private:
    Result<void> check_peer(AgencyId const& agency, std::string const& serial) const
    {
        if (agency == AgencyId{"police.demo"} && serial.size() != 32)
            return problem(ProblemCode::kInternal, "The serial number is not what the authority issued.");
        if (agency == stranger_)
            return problem(ProblemCode::kNotFound, "This certificate's agency is not enrolled here.");
        if (suspended_)
            return problem(ProblemCode::kSuspended, "The agency is suspended.", "Call the duty desk.");
        return {};
    }

    receive::Routes routes()
    {
        using receive::Access;
        receive::Handler echo = [this](HttpRequest& request) { return answer(std::move(request.body)); };
        receive::Handler whoami = [this](HttpRequest& request) { return answer(request.peer.get()); };
        receive::Handler hold = [this](HttpRequest&) { return held(); };
        receive::Handler fail = [](HttpRequest&) -> boost::asio::awaitable<HttpResponse> {
            throw std::runtime_error{"a bug"};
            co_return HttpResponse{};
        };
        receive::PushHandler stream = [this](HttpRequest&, receive::PushChannel& channel) { return push(channel); };
        return receive::Routes{{{"POST", "/echo", Access::kAgency, echo},
                                {"GET", "/whoami", Access::kAgency, whoami},
                                {"GET", "/recorded", Access::kAgency, whoami, receive::Effect::kRecorded},
                                {"GET", "/hold", Access::kAgency, hold},
                                {"POST", "/hold", Access::kAgency, hold},
                                {"GET", "/fail", Access::kAgency, fail},
                                {"GET", "/stream", Access::kAgency, stream}}};
    }

    receive::Routes local_routes()
    {
        receive::Handler health = [this](HttpRequest&) { return answer("ok"); };
        return receive::Routes{{{"GET", "/healthz", receive::Access::kAnyoneWithoutCertificate, health}}};
    }

    boost::asio::awaitable<HttpResponse> answer(std::string text)
    {
        ++requests_;
        co_return HttpResponse{200, "text/plain", std::move(text), {}};
    }

    boost::asio::awaitable<HttpResponse> held()
    {
        co_await hold_.wait();
        co_return HttpResponse{200, "text/plain", "finished", {}};
    }

    boost::asio::awaitable<void> push(receive::PushChannel& channel)
    {
        bool const sent = co_await channel.send("first");
        if (sent)
            co_await hold_.wait();
        co_await channel.send("second");
    }
};

}  // namespace micklegate::test
