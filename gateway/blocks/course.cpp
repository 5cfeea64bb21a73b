#include "gateway/blocks/course.hpp"

#include <algorithm>
#include <tuple>

namespace micklegate::blocks {
namespace {

/// The first moment in England at which a block that ends on that day is over.
Moment after_day(Date day)
{
    return london_moment(Date{std::chrono::sys_days{day} + std::chrono::days{1}}, std::chrono::minutes{0});
}

/// Where the block may run out without any further change.
std::optional<Date> last_day(Change const& change)
{
    if (auto const* const requested = std::get_if<Requested>(&change.what))
        return requested->expires_on;
    if (auto const* const confirmed = std::get_if<Confirmed>(&change.what))
        return confirmed->expires_on;
    if (auto const* const carried = std::get_if<CarriedOver>(&change.what))
        return carried->expires_on;
    return std::nullopt;
}

/// What a prison took on for a prisoner who did not come is not kept ready for the next time.
constexpr std::chrono::days kAheadOfArrival{7};

/// One walk. Rules that the order of events cannot settle are at the functions that keep them.
class Walk {
public:
    Course course;

    void enter(Stay const& stay)
    {
        bool const elsewhere = stay.prison != course.holder();
        course.stay = stay;
        // Whoever comes back after a release has a new booking, with nothing of the old one's lists.
        if (stay.where == Where::kFree) {
            course.acknowledged.clear();
            course.asked_prisons.clear();
        }
        auto const ahead = course.acknowledged.find(course.holder());
        if (ahead == course.acknowledged.end())
            return;
        if (course.responsible != course.holder() && stay.from - ahead->second.at > kAheadOfArrival)
            course.acknowledged.erase(ahead);
        else if (elsewhere)
            course.asked_prisons.clear();
    }

    void take(Change const& change)
    {
        now_ = &change;
        std::visit([this](auto const& what) { apply(what); }, change.what);
    }

    /// When a block is over nobody answers for it; wanted again, it begins anew.
    void end_if_over(Moment moment)
    {
        if (course.live_at(moment))
            return;
        course.acknowledged.clear();
        course.asked_prisons.clear();
        course.responsible.clear();
        course.responsible_since.reset();
    }

    /// The prison that holds the prisoner answers as soon as it has acknowledged, and only then is the earlier one
    /// released.
    void settle(Moment moment)
    {
        auto const held = course.acknowledged.find(course.holder());
        if (!course.in_custody() || held == course.acknowledged.end())
            return;
        course.acknowledged_as = held->second.prisoner;
        if (course.responsible == course.holder())
            return;
        course.responsible = course.holder();
        course.responsible_since = moment;
        course.asked_prisons.clear();
        course.acknowledged = {*held};
    }

    void measure(Moment moment)
    {
        bool const gap =
            course.live_at(moment) && course.in_custody() && !course.acknowledged.contains(course.holder());
        if (!gap) {
            course.gap.running_since.reset();
            course.awaited.reset();
            return;
        }
        if (!course.gap.running_since)
            course.gap.running_since = moment;
        Moment const since =
            course.awaited && course.awaited->prison == course.holder() ? course.awaited->since : moment;
        auto const asked = course.asked_prisons.find(course.holder());
        course.awaited = asked == course.asked_prisons.end() ? Awaited{course.holder()} : asked->second;
        course.awaited->since = since;
    }

private:
    void apply(Requested const& what)
    {
        begin();
        course.asked = what.channels;
        for (Channel const channel : what.channels) {
            auto const [entry, added] = course.channels.try_emplace(channel);
            bool const off = entry->second.state == ChannelState::kEnded ||
                             entry->second.state == ChannelState::kRefused ||
                             entry->second.state == ChannelState::kNotAsked;
            if (added || off)
                entry->second = {ChannelState::kRequested, now_->at, {}};
        }
        course.cautions = what.cautions;
        course.expires_on = what.expires_on;
        course.requested = true;
        course.ended = false;
        if (what.review_on)
            course.review_on = what.review_on;
        ask(now_->prison, {});
    }

    void apply(Triaged const&) { course.triaged = true; }

    void apply(Confirmed const& what)
    {
        begin();
        std::string const prison = now_->prison.empty() ? course.holder() : now_->prison;
        set_channels(what.channels, prison);
        if (!what.visit_restriction.empty())
            course.visit_restriction = what.visit_restriction;
        take_dates(what.review_on, what.expires_on);
        if (all_asked_are(ChannelState::kEnded))
            course.wanted = false;
        else if (what.channels.empty() || std::ranges::any_of(what.channels, is_taken_on))
            acknowledge(prison);
    }

    void apply(Refused const& what)
    {
        if (what.elsewhere) {
            course.asked_prisons.erase(now_->prison);
            if (course.presumed == now_->prison)
                course.presumed.clear();
            return;
        }
        course.refused = true;
        for (auto& [channel, state] : course.channels)
            state = {ChannelState::kRefused, now_->at, now_->prison};
    }

    void apply(CarriedOver const& what)
    {
        begin();
        // The old prison's words count where its own confirmation never came.
        for (auto const& [channel, state] : what.channels)
            if (auto const known = course.channels.find(channel);
                known == course.channels.end() || known->second.state == ChannelState::kRequested)
                course.channels[channel] = {state, now_->at, what.from_prison};
        if (course.visit_restriction.empty())
            course.visit_restriction = what.visit_restriction;
        take_dates(what.review_on, what.expires_on);
        ask(what.to_prison, what.old_copy_lapses_at);
    }

    void apply(Acknowledged const&)
    {
        begin();
        acknowledge(now_->prison.empty() ? course.holder() : now_->prison);
    }

    void apply(Ended const&)
    {
        course.ended = true;
        for (auto& [channel, state] : course.channels)
            state = {ChannelState::kEnded, now_->at, now_->prison};
    }

    void apply(Monitored const&) {}
    void apply(Movement const&) {}

    /// A message about a block shows that there is one, even where its request was lost.
    void begin()
    {
        course.wanted = true;
        course.refused = false;
    }

    void ask(std::string const& prison, std::optional<Moment> lapses_at)
    {
        if (prison.empty())
            return;
        course.asked_prisons[prison] = {prison, {}, now_->at, lapses_at};
        course.presumed = prison;
    }

    void acknowledge(std::string const& prison)
    {
        if (prison.empty())
            return;
        course.presumed = prison;
        course.acknowledged[prison] = {now_->at, now_->prisoner};
        if (!course.responsible.empty())
            return;
        course.responsible = prison;
        course.responsible_since = now_->at;
        course.acknowledged_as = now_->prisoner;
    }

    void set_channels(std::map<Channel, ChannelState> const& states, std::string const& prison)
    {
        for (auto const& [channel, state] : states)
            if (auto const known = course.channels.find(channel);
                known == course.channels.end() || known->second.state != state || known->second.prison != prison)
                course.channels[channel] = {state, now_->at, prison};
    }

    /// How long the block lasts is for whoever asked for it to say.
    void take_dates(std::optional<Date> review_on, std::optional<Date> expires_on)
    {
        if (review_on)
            course.review_on = review_on;
        if (!course.requested && expires_on)
            course.expires_on = expires_on;
    }

    [[nodiscard]] bool all_asked_are(ChannelState state) const
    {
        return !course.asked.empty() && std::ranges::all_of(course.asked, [&](Channel channel) {
            auto const known = course.channels.find(channel);
            return known != course.channels.end() && known->second.state == state;
        });
    }

    static bool is_taken_on(std::pair<Channel const, ChannelState> const& channel)
    {
        return channel.second == ChannelState::kActive || channel.second == ChannelState::kPending ||
               channel.second == ChannelState::kNotBlocked;
    }

    Change const* now_ = nullptr;
};

}  // namespace

bool Course::expired_at(Moment moment) const { return expires_on && moment >= after_day(*expires_on); }

Course course_of(std::vector<Change const*> changes, std::span<Stay const> stays, Moment moment)
{
    std::ranges::sort(changes, [](Change const* a, Change const* b) {
        return std::tie(a->at, a->entry) < std::tie(b->at, b->entry);
    });
    std::set<Moment> points{moment};
    for (Change const* const change : changes) {
        points.insert(change->at);
        if (auto const last = last_day(*change))
            points.insert(after_day(*last));
    }
    for (Stay const& stay : stays)
        points.insert(stay.from);

    Walk walk;
    auto change = changes.begin();
    auto stay = stays.begin();
    std::chrono::milliseconds without{0};
    Moment before{};
    for (Moment const point : points) {
        if (point > moment)
            break;
        if (walk.course.gap.running_since)
            without += point - before;
        before = point;
        for (; stay != stays.end() && stay->from == point; ++stay)
            walk.enter(*stay);
        walk.end_if_over(point);
        for (; change != changes.end() && (*change)->at == point; ++change)
            walk.take(**change);
        walk.end_if_over(point);
        walk.settle(point);
        walk.measure(point);
    }
    walk.course.gap.total = std::chrono::floor<std::chrono::minutes>(without);
    return std::move(walk.course);
}

}  // namespace micklegate::blocks
