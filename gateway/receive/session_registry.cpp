// Counting sessions in and out.
#include "gateway/receive/session_registry.hpp"

#include "gateway/base/invariant.hpp"

namespace micklegate::receive {

bool SessionRegistry::admit(std::shared_ptr<Stoppable> const& session)
{
    std::lock_guard const lock{mutex_};
    if (stopping_ || entries_.size() >= most_)
        return false;
    entries_.emplace(session.get(), Entry{session, {}});
    return true;
}

bool SessionRegistry::name(Stoppable const& session, AgencyId const& agency)
{
    std::lock_guard const lock{mutex_};
    auto const entry = entries_.find(&session);
    invariant(entry != entries_.end(), "only an admitted session is named");
    std::size_t& count = per_agency_[agency];
    if (count >= most_per_agency_)
        return false;
    ++count;
    entry->second.agency = agency;
    return true;
}

void SessionRegistry::leave(Stoppable const& session) noexcept
{
    std::lock_guard const lock{mutex_};
    auto const entry = entries_.find(&session);
    if (entry == entries_.end())
        return;
    auto const count = per_agency_.find(entry->second.agency);
    if (count != per_agency_.end() && --count->second == 0)
        per_agency_.erase(count);
    entries_.erase(entry);
    if (entries_.empty())
        emptied_.notify_all();
}

std::vector<std::shared_ptr<Stoppable>> SessionRegistry::sessions_of(AgencyId const* agency) const
{
    std::vector<std::shared_ptr<Stoppable>> found;
    std::lock_guard const lock{mutex_};
    for (auto const& [address, entry] : entries_)
        if (agency == nullptr || entry.agency == *agency)
            if (auto session = entry.session.lock())
                found.push_back(std::move(session));
    return found;
}

void SessionRegistry::drain_all()
{
    {
        std::lock_guard const lock{mutex_};
        stopping_ = true;
    }
    for (auto const& session : sessions_of(nullptr))
        session->drain();
}

void SessionRegistry::cut_all()
{
    for (auto const& session : sessions_of(nullptr))
        session->cut();
}

void SessionRegistry::cut(AgencyId const& agency)
{
    for (auto const& session : sessions_of(&agency))
        session->cut();
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
