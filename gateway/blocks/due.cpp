#include "gateway/blocks/due.hpp"

#include <algorithm>

namespace micklegate::blocks {
namespace {

using Kind = Due::Kind;

Due of_outstanding(Course const& course, Terms const& terms)
{
    Awaited const& awaited = *course.awaited;
    Due due;
    due.prison = awaited.prison;
    due.since = awaited.since;
    due.duty_desk = !terms.scheme_prisons.contains(awaited.prison);
    if (awaited.asked_at) {
        due.kind = Kind::kAcknowledge;
    } else if (!course.responsible.empty() && course.responsible != awaited.prison) {
        due.kind = Kind::kCarryOver;
        due.from = course.responsible;
    }
    return due;
}

/// Of the merge that retired the number in the responsible prison's answer.
Moment retired_at(std::span<Movement const> movements, std::string const& number)
{
    auto const merge = std::ranges::find_if(movements, [&](Movement const& movement) {
        return movement.kind == Movement::Kind::kMerged && movement.retired == number;
    });
    return merge == movements.end() ? Moment{} : merge->moved_at;
}

Moment first_moment_of(Date day) { return london_moment(day, std::chrono::minutes{0}); }

}  // namespace

std::string_view name_of(Due::Kind kind) noexcept
{
    switch (kind) {
    case Kind::kRequest: return "request";
    case Kind::kCarryOver: return "carry_over";
    case Kind::kAcknowledge: return "acknowledge";
    case Kind::kRenumber: return "renumber";
    case Kind::kOutsideScheme: return "outside_scheme";
    case Kind::kNotArrived: return "not_arrived";
    case Kind::kReview: return "review";
    case Kind::kReviewMonitoring: break;
    }
    return "review_monitoring";
}

std::vector<Due> due_at(Course const& course, BlockState const& state, std::span<Movement const> movements,
                        Moment moment, Terms const& terms)
{
    std::vector<Due> due;
    for (MonitoringNow const& monitoring : state.monitoring)
        if (monitoring.past_review)
            due.push_back(
                {Kind::kReviewMonitoring, course.responsible, {}, first_moment_of(monitoring.terms.review_on), false});
    if (!state.live)
        return due;
    if (course.awaited)
        due.push_back(of_outstanding(course, terms));
    else if (state.in_custody && course.acknowledged_as != state.prisoner)
        due.push_back({Kind::kRenumber, course.responsible, {}, retired_at(movements, course.acknowledged_as), false});
    if (course.stay.where == Where::kInHospital)
        due.push_back({Kind::kOutsideScheme, course.stay.prison, {}, course.stay.from, true});
    if (course.stay.where == Where::kInTransit && moment - course.stay.from >= terms.longest_transit)
        due.push_back({Kind::kNotArrived, course.stay.prison, {}, course.stay.from, true});
    if (state.review == Review::kDue || state.review == Review::kPast)
        due.push_back({Kind::kReview, course.responsible, {}, first_moment_of(*course.review_on), false});
    return due;
}

}  // namespace micklegate::blocks
