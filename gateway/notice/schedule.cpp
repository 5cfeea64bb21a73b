#include "gateway/notice/schedule.hpp"

#include <algorithm>

namespace micklegate::notice {

void Schedule::add(AgencyId const& agency, Arrival arrival, Instant now)
{
    Place& place = agencies_[agency];
    if (place.untold.arrivals.empty())
        place.next = std::max(place.next, now + pace_.gather);
    place.untold.id.clear();
    if (place.untold.arrivals.size() < kMostListed)
        place.untold.arrivals.push_back(std::move(arrival));
    else
        ++place.untold.more;
}

std::vector<AgencyId> Schedule::due(Instant now, std::size_t most) const
{
    std::vector<std::pair<Instant, AgencyId>> waiting;
    for (auto const& [agency, place] : agencies_)
        if (!place.untold.arrivals.empty() && place.next <= now)
            waiting.emplace_back(place.next, agency);
    std::ranges::sort(waiting);
    waiting.resize(std::min(waiting.size(), most));
    std::vector<AgencyId> due;
    for (auto& [since, agency] : waiting)
        due.push_back(std::move(agency));
    return due;
}

void Schedule::told(AgencyId const& agency, Instant now)
{
    agencies_.at(agency) = Place{{}, now + pace_.apart, std::nullopt, {}};
    std::erase_if(agencies_,
                  [now](auto const& each) { return each.second.untold.arrivals.empty() && each.second.next <= now; });
}

void Schedule::forget(AgencyId const& agency) { agencies_.erase(agency); }

bool Schedule::failed(AgencyId const& agency, Instant now, std::optional<std::chrono::milliseconds> pause)
{
    Place& place = agencies_.at(agency);
    if (!place.failing_since)
        place.failing_since = now;
    if (now - *place.failing_since >= pace_.give_up) {
        forget(agency);
        return true;
    }
    if (!pause)
        place.retry = place.retry.count() == 0 ? pace_.first_retry : std::min(2 * place.retry, pace_.longest_retry);
    place.next = now + pause.value_or(place.retry);
    return false;
}

std::optional<Sequence> Schedule::oldest() const
{
    std::optional<Sequence> oldest;
    for (auto const& [agency, place] : agencies_)
        if (!place.untold.arrivals.empty())
            oldest =
                std::min(oldest.value_or(place.untold.arrivals.front().index), place.untold.arrivals.front().index);
    return oldest;
}

std::size_t Schedule::size() const noexcept
{
    return static_cast<std::size_t>(
        std::ranges::count_if(agencies_, [](auto const& each) { return !each.second.untold.arrivals.empty(); }));
}

}  // namespace micklegate::notice
