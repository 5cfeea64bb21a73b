// Counting sessions in and out.
#include "gateway/receive/session_registry.hpp"

#include "gateway/base/invariant.hpp"

#include <algorithm>

namespace micklegate::receive {

std::optional<SessionNumber> SessionRegistry::admit(SessionStops stops)
{
    std::unique_lock lock{mutex_};
    std::function<void()> make_room;
    if (entries_.size() >= most_)
        make_room = room_maker();
    if (stopping_ || (entries_.size() >= most_ && !make_room))
        return std::nullopt;
    SessionNumber const number = ++last_;
    entries_.emplace(number, Entry{std::move(stops), {}, false});
    lock.unlock();
    if (make_room)
        make_room();
    return number;
}

/// Cuts the oldest stranger; nothing when there is none, or when too many of them are on their way out already.
std::function<void()> SessionRegistry::room_maker()
{
    if (entries_.size() >= most_at_once(most_))
        return {};
    auto const stranger = std::ranges::find_if(
        entries_, [](auto const& each) { return each.second.agency == AgencyId{} && !each.second.leaving; });
    if (stranger == entries_.end())
        return {};
    stranger->second.leaving = true;
    return stranger->second.stops.cut;
}

bool SessionRegistry::name(SessionNumber session, AgencyId const& agency)
{
    std::lock_guard const lock{mutex_};
    auto const entry = entries_.find(session);
    invariant(entry != entries_.end(), "only an admitted session is named");
    std::size_t& count = per_agency_[agency];
    if (count >= most_per_agency_)
        return false;
    ++count;
    entry->second.agency = agency;
    return true;
}

void SessionRegistry::leave(SessionNumber session) noexcept
{
    std::lock_guard const lock{mutex_};
    auto const entry = entries_.find(session);
    if (entry == entries_.end())
        return;
    auto const count = per_agency_.find(entry->second.agency);
    if (count != per_agency_.end() && --count->second == 0)
        per_agency_.erase(count);
    entries_.erase(entry);
    if (entries_.empty())
        emptied_.notify_all();
}

std::vector<SessionStops> SessionRegistry::sessions_of(AgencyId const* agency) const
{
    std::vector<SessionStops> found;
    std::lock_guard const lock{mutex_};
    for (auto const& [number, entry] : entries_)
        if (agency == nullptr || entry.agency == *agency)
            found.push_back(entry.stops);
    return found;
}

void SessionRegistry::drain_all()
{
    {
        std::lock_guard const lock{mutex_};
        stopping_ = true;
    }
    renew_all();
}

void SessionRegistry::renew_all()
{
    for (SessionStops const& session : sessions_of(nullptr))
        session.drain();
}

void SessionRegistry::cut_all()
{
    for (SessionStops const& session : sessions_of(nullptr))
        session.cut();
}

void SessionRegistry::cut(AgencyId const& agency)
{
    for (SessionStops const& session : sessions_of(&agency))
        session.cut();
}

bool SessionRegistry::wait_until_empty(std::chrono::milliseconds at_most)
{
    std::unique_lock lock{mutex_};
    return emptied_.wait_for(lock, at_most, [this] { return entries_.empty(); });
}

std::size_t SessionRegistry::size() const
{
    std::lock_guard const lock{mutex_};
    return entries_.size();
}

}  // namespace micklegate::receive
