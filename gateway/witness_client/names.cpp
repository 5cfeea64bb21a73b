#include "gateway/witness_client/names.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <exception>
#include <map>
#include <mutex>
#include <thread>

namespace micklegate::witness_client {

namespace asio = boost::asio;

Addresses look_up(std::string const& name)
{
    asio::io_context io;
    boost::system::error_code unknown;
    Addresses addresses;
    for (auto const& found : asio::ip::tcp::resolver{io}.resolve(name, "", unknown))
        addresses.push_back(found.endpoint().address().to_string());
    return addresses;
}

struct Names::State {
    void answer(std::string const& name);

    LookUp const look_up;
    std::mutex mutex;
    std::map<std::string, std::vector<std::weak_ptr<Told>>> asked;
};

void Names::State::answer(std::string const& name)
{
    Addresses addresses;
    try {
        addresses = look_up(name);
    } catch (std::exception const&) {
        // Not known, as far as whoever asked is concerned.
    }
    std::vector<std::weak_ptr<Told>> waiting;
    {
        std::lock_guard const lock{mutex};
        waiting = std::move(asked.extract(name).mapped());
    }
    for (auto const& each : waiting)
        if (auto const told = each.lock())
            (*told)(addresses);
}

Names::Names(LookUp look_up) : state_{new State{std::move(look_up), {}, {}}} {}

void Names::ask(std::string const& name, std::weak_ptr<Told> told)
{
    std::lock_guard const lock{state_->mutex};
    auto at = state_->asked.find(name);
    if (at == state_->asked.end()) {
        std::thread{[state = state_, name] { state->answer(name); }}.detach();
        at = state_->asked.try_emplace(name).first;
    }
    std::erase_if(at->second, [](auto const& gone) { return gone.expired(); });
    at->second.push_back(std::move(told));
}

}  // namespace micklegate::witness_client
