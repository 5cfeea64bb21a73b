#include "gateway/receive/plain_server.hpp"

#include "gateway/receive/io_pool.hpp"
#include "gateway/receive/kind_of.hpp"
#include "gateway/receive/listener.hpp"
#include "gateway/receive/session.hpp"

namespace micklegate::receive {
namespace {

/// After the drain timeout: what a cut session needs to notice.
constexpr std::chrono::milliseconds kLastResort{1'000};

}  // namespace

struct PlainServer::Running {
    Running(PlainServerSettings chosen, Routes opened, Log told)
        : settings{std::move(chosen)},
          routes{std::move(opened)},
          line{std::move(told)},
          log{line, system_now},
          bodies{settings.limits.body_bytes_in_flight, settings.limits.body_bytes},
          registry{settings.limits.connections, settings.limits.connections},
          pool{settings.threads,
               [this](std::exception const& error) {
                   log.bugs.say(Severity::kWarning, "A thread's loop was left: " + kind_of(error) + ".");
               }},
          listener{pool, line, [this](boost::asio::ip::tcp::socket socket) { greet(std::move(socket)); }}
    {
    }

    void greet(boost::asio::ip::tcp::socket socket)
    {
        SessionShared const shared{settings.limits, routes, nobody, log, registry, bodies, true};
        if (!std::make_shared<Session<PlainStream>>(PlainStream{std::move(socket)}, shared)->launch())
            log.turned_away.say(Severity::kWarning, "A connection was turned away: as many as allowed are open.");
    }

    PlainServerSettings settings;
    Routes routes;
    Log line;
    PeerCheck nobody;  ///< never asked: without TLS there is no certificate
    DoorLog log;
    BodyBudget bodies;
    SessionRegistry registry;
    IoPool pool;
    Listener listener;
    bool started = false;
};

PlainServer::PlainServer(PlainServerSettings settings, Routes routes, Log log)
    : running_{std::make_unique<Running>(std::move(settings), std::move(routes), std::move(log))}
{
}

PlainServer::~PlainServer()
{
    if (running_->started)
        running_->pool.join(true);
}

Result<void> PlainServer::start()
{
    Running& door = *running_;
    if (auto const bound = door.listener.listen(door.settings.address, door.settings.port); !bound)
        return bound.error();
    door.listener.start();
    door.pool.start();
    door.started = true;
    return {};
}

std::uint16_t PlainServer::port() const { return running_->listener.port(); }

bool PlainServer::stop()
{
    Running& door = *running_;
    if (!door.started)
        return true;
    door.listener.close();
    door.registry.drain_all();
    bool const drained = door.registry.wait_until_empty(door.settings.limits.drain_timeout);
    if (!drained)
        door.registry.cut_all();
    bool const ended = drained || door.registry.wait_until_empty(kLastResort);
    door.pool.join(!ended);
    door.started = false;
    return drained;
}

}  // namespace micklegate::receive
