#include "gateway/blocks/state.hpp"

#include "gateway/blocks/course.hpp"
#include "gateway/blocks/due.hpp"
#include "gateway/blocks/same_person.hpp"

#include <algorithm>

namespace micklegate::blocks {
namespace {

/// What `changes` hold of one block and of the person it is about.
struct Relevant {
    std::vector<Change const*> changes;
    std::vector<Movement> movements;
    std::string named;  ///< the prisoner's number in the latest of the changes up to the moment
};

bool is_earlier(Change const* a, Change const* b) { return std::tie(a->at, a->entry) < std::tie(b->at, b->entry); }

std::vector<Movement> movements_in(std::span<Change const> changes)
{
    std::vector<Movement> movements;
    for (Change const& change : changes) {
        if (auto const* const movement = std::get_if<Movement>(&change.what))
            movements.push_back(*movement);
        if (change.whereabouts)
            movements.push_back(*change.whereabouts);
    }
    return movements;
}

Relevant relevant_to(std::span<Change const> changes, std::string const& block, Moment moment)
{
    Relevant out;
    std::vector<Movement> const movements = movements_in(changes);
    std::set<std::string> numbers;
    for (Change const& change : changes)
        if (change.block == block && !std::holds_alternative<Movement>(change.what)) {
            out.changes.push_back(&change);
            numbers.merge(same_person(movements, change.prisoner));
        }
    std::ranges::sort(out.changes, is_earlier);
    for (Change const* const change : out.changes)
        if (out.named.empty() || change->at <= moment)
            out.named = change->prisoner;
    for (Movement const& movement : movements)
        if (numbers.contains(movement.prisoner))
            out.movements.push_back(movement);
    // Monitoring may be the prisoner's without being any block's.
    for (Change const& change : changes)
        if (change.block.empty() && std::holds_alternative<Monitored>(change.what) && numbers.contains(change.prisoner))
            out.changes.push_back(&change);
    return out;
}

/// The last word of each monitoring, where it is in force on that day.
std::vector<MonitoringNow> monitoring_on(std::vector<Change const*> changes, Moment moment)
{
    std::ranges::sort(changes, is_earlier);
    std::map<std::string, Monitored> latest;
    for (Change const* const change : changes)
        if (auto const* const monitored = std::get_if<Monitored>(&change->what);
            monitored != nullptr && change->at <= moment)
            latest[monitored->reference] = *monitored;
    Date const day = london_date(moment);
    std::vector<MonitoringNow> out;
    for (auto const& [reference, monitored] : latest)
        if (monitored.from <= day && day <= monitored.expires_on)
            out.push_back({monitored, day > monitored.review_on});
    return out;
}

Stage stage_of(Course const& course, Moment moment)
{
    if (course.ended || !course.wanted)
        return Stage::kEnded;
    if (course.refused)
        return Stage::kRefused;
    if (course.expired_at(moment))
        return Stage::kExpired;
    std::size_t active = 0;
    std::size_t answered = 0;
    std::size_t counted = 0;
    for (auto const& [channel, now] : course.channels) {
        if (now.state == ChannelState::kNotAsked)
            continue;
        ++counted;
        active += now.state == ChannelState::kActive ? 1U : 0U;
        answered += now.state != ChannelState::kRequested ? 1U : 0U;
    }
    if (active != 0)
        return active == counted ? Stage::kActive : Stage::kPartlyActive;
    return course.triaged || answered != 0 ? Stage::kTriaged : Stage::kRequested;
}

Review review_of(Course const& course, Moment moment, Terms const& terms)
{
    if (!course.review_on || !course.live_at(moment))
        return Review::kNone;
    Date const day = london_date(moment);
    if (day > *course.review_on)
        return Review::kPast;
    return std::chrono::sys_days{*course.review_on} - std::chrono::sys_days{day} <= terms.review_notice
               ? Review::kDue
               : Review::kAhead;
}

}  // namespace

std::string_view name_of(Stage stage) noexcept
{
    switch (stage) {
    case Stage::kRequested: return "requested";
    case Stage::kTriaged: return "triaged";
    case Stage::kPartlyActive: return "partially_active";
    case Stage::kActive: return "active";
    case Stage::kRefused: return "refused";
    case Stage::kExpired: return "expired";
    case Stage::kEnded: break;
    }
    return "ended";
}

std::set<std::string> blocks_in(std::span<Change const> changes)
{
    std::set<std::string> blocks;
    for (Change const& change : changes)
        if (!change.block.empty() && !std::holds_alternative<Monitored>(change.what))
            blocks.insert(change.block);
    return blocks;
}

BlockState state_at(std::span<Change const> changes, std::string const& block, Moment moment, Terms const& terms)
{
    Relevant const relevant = relevant_to(changes, block, moment);
    Course course = course_of(relevant.changes, stays_of(relevant.movements), moment);

    BlockState state;
    state.block = block;
    state.prisoner = number_at(relevant.movements, relevant.named, moment);
    state.stage = stage_of(course, moment);
    state.live = course.live_at(moment);
    state.in_custody = course.in_custody();
    state.review = review_of(course, moment, terms);
    state.monitoring = monitoring_on(relevant.changes, moment);
    state.due = due_at(course, state, relevant.movements, moment, terms);
    if (state.live && state.in_custody) {
        state.responsible = course.responsible;
        state.responsible_since = course.responsible_since;
    }
    state.channels = std::move(course.channels);
    state.visit_restriction = std::move(course.visit_restriction);
    state.cautions = std::move(course.cautions);
    state.custody = std::move(course.stay);
    if (state.custody.where == Where::kUnknown)
        state.custody.prison = course.presumed;
    state.awaited = std::move(course.awaited);
    state.gap = course.gap;
    state.review_on = course.review_on;
    state.expires_on = course.expires_on;
    return state;
}

}  // namespace micklegate::blocks
