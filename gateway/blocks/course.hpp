// The course of one block up to a moment: a walk over its changes and the prisoner's stays in order of time.
#pragma once

#include "gateway/blocks/state.hpp"

namespace micklegate::blocks {

/// What there is at the end of the walk.
struct Course {
    bool wanted = false;
    bool requested = false;
    bool ended = false;
    bool refused = false;
    bool triaged = false;
    std::set<Channel> asked;
    std::map<Channel, ChannelNow> channels;
    std::string visit_restriction;
    Cautions cautions;
    std::optional<Date> review_on{};
    std::optional<Date> expires_on{};

    Stay stay;
    std::string presumed;  ///< the prison, where no movement was told yet
    std::string responsible;
    std::optional<Moment> responsible_since{};
    std::string acknowledged_as;  ///< the prisoner's number in the responsible prison's answer
    struct Acknowledgement {
        Moment at{};
        std::string prisoner;
    };
    std::map<std::string, Acknowledgement> acknowledged;  ///< by prisons that were not released from it since
    std::map<std::string, Awaited> asked_prisons;
    std::optional<Awaited> awaited{};
    Gap gap;

    [[nodiscard]] bool expired_at(Moment moment) const;
    [[nodiscard]] bool live_at(Moment moment) const { return wanted && !ended && !refused && !expired_at(moment); }
    [[nodiscard]] bool in_custody() const { return stay.where == Where::kUnknown || blocks::in_custody(stay.where); }
    [[nodiscard]] std::string const& holder() const { return stay.where == Where::kUnknown ? presumed : stay.prison; }
};

/// `changes` are all of one block, `stays` those of its prisoner.
[[nodiscard]] Course course_of(std::vector<Change const*> changes, std::span<Stay const> stays, Moment moment);

}  // namespace micklegate::blocks
