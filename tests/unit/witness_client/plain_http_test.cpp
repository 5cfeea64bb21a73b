// Asking witnesses costs a bounded time and a bounded answer, whatever they do.
#include "gateway/witness_client/plain_http.hpp"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <future>
#include <memory>
#include <thread>

namespace micklegate::witness_client {
namespace {

using namespace std::chrono_literals;

/// Says one thing to whoever connects; nothing at all where that is empty.
class Sayer {
public:
    explicit Sayer(std::string saying) : listener_{::socket(AF_INET, SOCK_STREAM, 0)}, saying_{std::move(saying)}
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        void* const place = &address;
        ::bind(listener_, static_cast<sockaddr*>(place), size);
        ::getsockname(listener_, static_cast<sockaddr*>(place), &size);
        ::listen(listener_, 8);
        url_ = http_url_of("http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/w").value();
        url_.path += "/add-checkpoint";
        if (!saying_.empty())
            thread_ = std::jthread{[this] { say(); }};
    }
    ~Sayer()
    {
        ::shutdown(listener_, SHUT_RDWR);
        if (thread_.joinable())
            thread_.join();
        ::close(listener_);
    }
    Sayer(Sayer const&) = delete;
    Sayer& operator=(Sayer const&) = delete;

    [[nodiscard]] HttpUrl const& url() const { return url_; }
    [[nodiscard]] std::string const& heard() const { return heard_; }

private:
    void say()
    {
        int const client = ::accept(listener_, nullptr, nullptr);
        if (client < 0)
            return;
        std::string buffer(4096, '\0');
        auto const size = ::recv(client, buffer.data(), buffer.size(), 0);
        heard_ = buffer.substr(0, static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
        ::send(client, saying_.data(), saying_.size(), MSG_NOSIGNAL);
        ::shutdown(client, SHUT_WR);
        while (::recv(client, buffer.data(), buffer.size(), 0) > 0) {
        }
        ::close(client);
    }

    int listener_;
    std::string saying_;
    HttpUrl url_;
    std::string heard_;
    std::jthread thread_;
};

std::string reply(std::string const& body, std::string const& head = {})
{
    return "HTTP/1.1 200 OK\r\n" + head + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::vector<Result<Reply>> ask_all(PlainHttp& http, std::vector<HttpUrl> const& urls)
{
    std::vector<Request> requests;
    for (HttpUrl const& url : urls)
        requests.push_back({"POST", url, "old 0\n"});
    std::vector<Result<Reply>> replies(urls.size(), problem(ProblemCode::kInternal, "nobody was heard"));
    http.ask_each(requests, [&](std::size_t place, Result<Reply> told) { replies[place] = std::move(told); });
    return replies;
}

TEST(PlainHttpTest, ASilentOneKeepsNobodyFromBeingHeard)
{
    Sayer const silent{""};
    Sayer const sound{reply("a line\n")};
    PlainHttp http{{500ms, 1024}};

    auto const replies = ask_all(http, {silent.url(), sound.url()});

    ASSERT_TRUE(replies[1]);
    EXPECT_EQ(replies[1]->status, 200U);
    EXPECT_EQ(replies[1]->body, "a line\n");
    ASSERT_FALSE(replies[0]);
    EXPECT_EQ(replies[0].error().detail, "It did not answer in time.");
}

TEST(PlainHttpTest, TheRequestNamesItsHostPathAndType)
{
    Sayer const sound{reply("")};
    PlainHttp http{{}};
    ASSERT_TRUE(ask_all(http, {sound.url()}).front());
    EXPECT_TRUE(sound.heard().starts_with("POST /w/add-checkpoint HTTP/1.1\r\n")) << sound.heard();
    EXPECT_NE(sound.heard().find("Host: 127.0.0.1:"), std::string::npos);
    EXPECT_NE(sound.heard().find("Content-Type: text/plain"), std::string::npos);
}

TEST(PlainHttpTest, WhatIsNoAnswerOfAWitnessIsNone)
{
    for (std::string const& saying :
         {reply(std::string(1025, 'x')), reply("", "X: " + std::string(9000, 'x') + "\r\n"),
          std::string{"hello\r\n\r\n"}, std::string{"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort"}}) {
        Sayer const sayer{saying};
        PlainHttp http{{2000ms, 1024}};
        auto const replies = ask_all(http, {sayer.url()});
        ASSERT_FALSE(replies.front()) << saying.substr(0, 40);
        EXPECT_EQ(replies.front().error().code, ProblemCode::kUnavailable);
    }
}

TEST(PlainHttpTest, NobodyThereIsSaid)
{
    HttpUrl nobody;
    {
        Sayer const gone{""};
        nobody = gone.url();
    }
    PlainHttp http{{}};
    EXPECT_EQ(ask_all(http, {nobody}).front().error().detail, "It cannot be reached.");
}

TEST(PlainHttpTest, StoppingGivesUpWhatIsBeingAsked)
{
    Sayer const silent{""};
    PlainHttp http{{std::chrono::hours{1}, 1024}};
    std::jthread const stopper{[&http] { http.stop(); }};

    EXPECT_FALSE(ask_all(http, {silent.url()}).front());
    EXPECT_FALSE(ask_all(http, {silent.url()}).front()) << "and nothing is asked any more";
}

/// A name server that does not answer until it is let go.
class SilentNameServer {
public:
    ~SilentNameServer() { let_go(); }

    [[nodiscard]] LookUp look_up()
    {
        return [state = state_](std::string const&) {
            ++state->asked;
            state->answers.wait(false);
            return Addresses{"127.0.0.1"};
        };
    }
    void let_go()
    {
        state_->answers = true;
        state_->answers.notify_all();
    }
    [[nodiscard]] int asked() const { return state_->asked; }

private:
    struct State {
        std::atomic<bool> answers = false;
        std::atomic<int> asked = 0;
    };
    std::shared_ptr<State> state_ = std::make_shared<State>();
};

HttpUrl with_name(HttpUrl url)
{
    url.endpoint.host = "witness.example";
    return url;
}

TEST(PlainHttpTest, ANameIsLookedUp)
{
    Sayer const sound{reply("a line\n")};
    PlainHttp http{{}, [](std::string const& name) { return Addresses{name == "witness.example" ? "127.0.0.1" : ""}; }};

    auto const replies = ask_all(http, {with_name(sound.url())});

    ASSERT_TRUE(replies.front()) << replies.front().error().detail;
    EXPECT_EQ(replies.front()->body, "a line\n");
    EXPECT_NE(sound.heard().find("Host: witness.example:"), std::string::npos);
}

TEST(PlainHttpTest, ANameThatIsNotFoundIsSaid)
{
    Sayer const sound{""};
    for (LookUp const& look_up : {LookUp{[](auto const&) { return Addresses{}; }},
                                  LookUp{[](auto const&) -> Addresses { throw std::bad_alloc{}; }}}) {
        PlainHttp http{{}, look_up};
        auto const replies = ask_all(http, {with_name(sound.url())});
        ASSERT_FALSE(replies.front());
        EXPECT_NE(replies.front().error().detail.find("name"), std::string::npos);
    }
}

TEST(PlainHttpTest, ANameServerThatDoesNotAnswerKeepsNobodyWaitingAndIsAskedOnce)
{
    SilentNameServer silent;
    Sayer const sound{reply("a line\n")};
    PlainHttp http{{500ms, 1024}, silent.look_up()};

    auto const replies = ask_all(http, {with_name(sound.url()), with_name(sound.url()), sound.url()});

    EXPECT_TRUE(replies[2]) << "another's name is none of its matter";
    ASSERT_FALSE(replies[0]);
    EXPECT_NE(replies[0].error().detail.find("in time"), std::string::npos);
    EXPECT_FALSE(ask_all(http, {with_name(sound.url())}).front());
    EXPECT_LE(silent.asked(), 1);
}

TEST(PlainHttpTest, StoppingWaitsForNoNameServer)
{
    SilentNameServer silent;
    Sayer const sound{""};
    {
        PlainHttp http{{std::chrono::hours{1}, 1024}, silent.look_up()};
        std::jthread const stopper{[&http] { http.stop(); }};
        EXPECT_FALSE(ask_all(http, {with_name(sound.url())}).front());
    }
    silent.let_go();
}

TEST(NamesTest, OneAnswerServesAllThatStillWaitForIt)
{
    SilentNameServer silent;
    Names names{silent.look_up()};
    std::promise<Addresses> answered;
    {
        auto const gone = std::make_shared<Names::Told>([](auto const&) { FAIL() << "It waits no more."; });
        names.ask("witness.example", gone);
    }
    auto const told = std::make_shared<Names::Told>([&](auto const& found) { answered.set_value(found); });
    names.ask("witness.example", told);

    silent.let_go();

    EXPECT_EQ(answered.get_future().get(), Addresses{"127.0.0.1"});
    EXPECT_EQ(silent.asked(), 1);
}

// Not "localhost": a machine without /etc/hosts does not know it.
TEST(NamesTest, TheSystemIsAsked) { EXPECT_EQ(look_up("127.0.0.1"), Addresses{"127.0.0.1"}); }

}  // namespace
}  // namespace micklegate::witness_client
