// Building the front door, and taking it down in order.
#include "gateway/receive/server.hpp"

#include "gateway/receive/io_pool.hpp"
#include "gateway/receive/kind_of.hpp"
#include "gateway/receive/listener.hpp"
#include "gateway/receive/session.hpp"
#include "gateway/receive/tls_in_use.hpp"

namespace micklegate::receive {
namespace {

/// Of the local listener's own, so that a full door never turns away who asks whether it stands.
constexpr std::size_t kMostLocalSessions = 16;

/// After the drain timeout: what a cut session needs to notice.
constexpr std::chrono::milliseconds kLastResort{1'000};

unsigned thread_count(unsigned wanted)
{
    return wanted > 0 ? wanted : std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

struct Server::Running {
    Running(ServerSettings chosen, Faces opened)
        : settings{std::move(chosen)},
          faces{std::move(opened)},
          log{faces.log, system_now},
          bodies{settings.limits.body_bytes_in_flight, BodyBudget::kSinglesOfAgency * settings.limits.message_bytes},
          registry{settings.limits.connections, settings.limits.connections_per_agency},
          local_registry{kMostLocalSessions, kMostLocalSessions},
          pool{thread_count(settings.threads),
               [this](std::exception const& error) {
                   log.bugs.say(Severity::kWarning, "A thread's loop was left: " + kind_of(error) + ".");
               }},
          agencies{pool, faces.log, [this](boost::asio::ip::tcp::socket socket) { greet_agency(std::move(socket)); }},
          local{pool, faces.log, [this](boost::asio::ip::tcp::socket socket) { greet_local(std::move(socket)); }}
    {
    }

    void greet_agency(boost::asio::ip::tcp::socket socket)
    {
        SessionShared const shared{settings.limits, faces.agencies, faces.peer_check, log, registry, bodies};
        tls.begin(registry, [&](TlsContext const& context) {
            launch(std::make_shared<Session<TlsStream>>(TlsStream{PlainStream{std::move(socket)}, *context}, shared,
                                                        context));
        });
    }

    void greet_local(boost::asio::ip::tcp::socket socket)
    {
        SessionShared const shared{settings.limits, faces.local, faces.peer_check, log, local_registry, bodies};
        launch(std::make_shared<Session<PlainStream>>(PlainStream{std::move(socket)}, shared));
    }

    /// Whether every session of both listeners ended within `at_most` of each.
    bool wait_until_empty(std::chrono::milliseconds at_most)
    {
        bool const agencies_left = registry.wait_until_empty(at_most);
        return local_registry.wait_until_empty(at_most) && agencies_left;
    }

    template <class Stream>
    void launch(std::shared_ptr<Session<Stream>> const& session)
    {
        if (!session->launch())
            log.turned_away.say(Severity::kWarning, "A connection was turned away: as many as allowed are open.");
    }

    ServerSettings settings;
    Faces faces;
    TlsInUse tls;
    DoorLog log;
    BodyBudget bodies;
    SessionRegistry registry;
    SessionRegistry local_registry;
    IoPool pool;
    Listener agencies;
    Listener local;
    bool started = false;
};

Server::Server(ServerSettings settings, Faces faces)
    : running_{std::make_unique<Running>(std::move(settings), std::move(faces))}
{
}

Server::~Server()
{
    if (running_->started)
        running_->pool.join(true);
}

Result<void> Server::start()
{
    Running& door = *running_;
    if (auto const loaded = reload_tls(); !loaded)
        return loaded.error();
    if (auto const bound = door.agencies.listen(door.settings.address, door.settings.port); !bound)
        return bound.error();
    if (door.settings.local_port) {
        if (auto const bound = door.local.listen("127.0.0.1", *door.settings.local_port); !bound)
            return bound.error();
        door.local.start();
    }
    door.agencies.start();
    door.pool.start();
    door.started = true;
    return {};
}

std::uint16_t Server::port() const { return running_->agencies.port(); }
std::uint16_t Server::local_port() const { return running_->local.port(); }
std::size_t Server::sessions() const { return running_->registry.size(); }
std::uint64_t Server::failed_handshakes() const { return running_->log.failed_handshakes.count(); }
std::uint64_t Server::unwelcome() const { return running_->log.unwelcome.count(); }
std::uint64_t Server::over_agency_limit() const { return running_->log.over_agency_limit.count(); }
std::uint64_t Server::turned_away() const { return running_->log.turned_away.count(); }

Result<void> Server::reload_tls()
{
    auto context = make_tls_context(running_->settings.tls);
    if (!context)
        return context.error();
    running_->tls.replace(std::move(*context));
    return {};
}

void Server::disconnect(AgencyId const& agency) { running_->registry.cut(agency); }

void Server::renew_sessions() { running_->registry.renew_all(); }

bool Server::stop()
{
    Running& door = *running_;
    if (!door.started)
        return true;
    door.agencies.close();
    door.local.close();
    for (SessionRegistry* const sessions : {&door.registry, &door.local_registry})
        sessions->drain_all();
    bool const drained = door.wait_until_empty(door.settings.limits.drain_timeout);
    if (!drained)
        for (SessionRegistry* const sessions : {&door.registry, &door.local_registry})
            sessions->cut_all();
    bool const ended = drained || door.wait_until_empty(kLastResort);
    door.pool.join(!ended);
    door.started = false;
    return drained;
}

}  // namespace micklegate::receive
