#include "gateway/bench/load_generator.hpp"

#include <atomic>
#include <functional>
#include <thread>

namespace micklegate::bench {
namespace {

using gateway_client::Client;
using gateway_client::Reply;
using Now = std::chrono::steady_clock;

std::size_t accepted_in(std::string_view body)
{
    constexpr std::string_view kAccepted = R"("outcome":"accepted")";
    std::size_t count = 0;
    for (std::size_t at = body.find(kAccepted); at != std::string_view::npos; at = body.find(kAccepted, at + 1))
        ++count;
    return count;
}

Result<void> all_accepted(Result<Reply> const& reply, std::size_t events)
{
    if (!reply)
        return reply.error();
    if (reply->status >= 400)
        return gateway_client::problem_of(*reply);
    if (accepted_in(reply->body) != events)
        return problem(ProblemCode::kInternal, "The gateway did not accept every event of the measurement.");
    return {};
}

/// Shares out the numbers below `count` among the connections, each to one of them, in order.
Result<void> share_out(std::vector<Client>& clients, std::size_t count,
                       std::function<Result<void>(Client&, std::size_t)> const& work)
{
    std::atomic<std::size_t> next{0};
    std::vector<Result<void>> ends(clients.size());
    {
        std::vector<std::jthread> threads;
        for (std::size_t each = 0; each < clients.size(); ++each)
            threads.emplace_back([&, each] {
                for (std::size_t i = next++; i < count && ends[each]; i = next++)
                    ends[each] = work(clients[each], i);
                if (!ends[each])
                    next = count;
            });
    }
    for (Result<void> const& end : ends)
        if (!end)
            return end;
    return {};
}

std::vector<std::string> line_bodies(std::span<std::string const> events, std::size_t batch)
{
    std::vector<std::string> bodies;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (i % batch == 0)
            bodies.emplace_back();
        bodies.back() += events[i] + '\n';
    }
    return bodies;
}

}  // namespace

LoadGenerator::LoadGenerator(std::vector<Client> clients) : clients_{std::move(clients)} {}

Result<LoadGenerator> LoadGenerator::connect(gateway_client::ClientSettings const& settings, std::size_t connections)
{
    std::vector<Client> clients;
    for (std::size_t i = 0; i < connections; ++i) {
        auto client = Client::connect(settings);
        if (!client)
            return client.error();
        clients.push_back(*std::move(client));
    }
    return LoadGenerator{std::move(clients)};
}

Result<Duration> LoadGenerator::send_batches(std::span<std::string const> events, std::size_t batch)
{
    std::vector<std::string> bodies = line_bodies(events, batch);
    auto const begin = Now::now();
    auto const sent = share_out(clients_, bodies.size(), [&](Client& client, std::size_t i) {
        std::size_t const held = std::min(batch, events.size() - i * batch);
        return all_accepted(client.request("POST", "/v1/messages", "application/x-ndjson", std::move(bodies[i])), held);
    });
    Duration const took = Now::now() - begin;
    if (!sent)
        return sent.error();
    return took;
}

Result<std::vector<Duration>> LoadGenerator::send_at_rate(std::span<std::string const> events, std::size_t per_second)
{
    std::vector<Duration> durations(events.size());
    auto const begin = Now::now();
    auto const sent = share_out(clients_, events.size(), [&](Client& client, std::size_t i) {
        auto const due = begin + std::chrono::nanoseconds{i * 1'000'000'000 / per_second};
        std::this_thread::sleep_until(due);
        auto accepted =
            all_accepted(client.request("POST", "/v1/messages", "application/cloudevents+json", events[i]), 1);
        durations[i] = Now::now() - due;
        return accepted;
    });
    if (!sent)
        return sent.error();
    return durations;
}

Result<std::vector<Duration>> LoadGenerator::round_trips(std::size_t count)
{
    std::vector<Duration> durations;
    for (std::size_t i = 0; i < count; ++i) {
        auto const begin = Now::now();
        if (auto const reply = clients_.front().request("GET", "/nothing"); !reply)
            return reply.error();
        durations.push_back(Now::now() - begin);
    }
    return durations;
}

}  // namespace micklegate::bench
