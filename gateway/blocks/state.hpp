// How a contact block stands at a moment: channel by channel, which prison answers for it, and what is to be asked now.
#pragma once

#include "gateway/blocks/change.hpp"
#include "gateway/blocks/custody.hpp"

#include <span>

namespace micklegate::blocks {

/// What the partnership agreed on.
struct Terms {
    std::set<std::string> scheme_prisons;  ///< by code; what goes to any other is the duty desk's
    std::chrono::days review_notice{14};   ///< before the day by which a review is to be held
    std::chrono::hours longest_transit{24};
};

enum class Stage { kRequested, kTriaged, kPartlyActive, kActive, kRefused, kExpired, kEnded };
[[nodiscard]] std::string_view name_of(Stage stage) noexcept;

struct ChannelNow {
    ChannelState state = ChannelState::kRequested;
    Moment since{};
    std::string prison;  ///< that says so; empty while none has

    bool operator==(ChannelNow const&) const = default;
};

/// The prison whose acknowledgement is outstanding.
struct Awaited {
    std::string prison;  ///< empty where nobody says which it is
    Moment since{};      ///< since when it holds the prisoner without having acknowledged
    std::optional<Moment> asked_at{};
    std::optional<Moment> old_copy_lapses_at{};

    bool operator==(Awaited const&) const = default;
};

/// Time in custody, with the block live, in which the prison that holds the prisoner had not acknowledged it.
struct Gap {
    std::chrono::minutes total{0};  ///< up to the moment, whole minutes of all of it
    std::optional<Moment> running_since{};

    bool operator==(Gap const&) const = default;
};

enum class Review { kNone, kAhead, kDue, kPast };

struct MonitoringNow {
    Monitored terms;
    bool past_review = false;
};

struct Due {
    enum class Kind {
        kRequest,        ///< no prison has the block yet: ask this one
        kCarryOver,      ///< the prisoner is here, the block at `from`: hand it over
        kAcknowledge,    ///< asked already, and silent
        kRenumber,       ///< acknowledged under a number that a merge has retired since
        kOutsideScheme,  ///< in hospital, where no prison can block anything
        kNotArrived,     ///< in transit for too long
        kReview,
        kReviewMonitoring,
    };
    Kind kind = Kind::kRequest;
    std::string prison;
    std::string from;  ///< of kCarryOver: the prison that answers until then
    Moment since{};
    bool duty_desk = false;  ///< a person must see to it: no prison of the scheme can be asked

    bool operator==(Due const&) const = default;
};
[[nodiscard]] std::string_view name_of(Due::Kind kind) noexcept;

struct BlockState {
    std::string block;
    std::string prisoner;  ///< number, after the merges so far
    Stage stage = Stage::kRequested;
    bool live = false;  ///< wanted, and neither refused nor over
    std::map<Channel, ChannelNow> channels;
    std::string visit_restriction;
    Cautions cautions;
    Stay custody;
    bool in_custody = false;  ///< where no movement was told yet: presumed
    /// The prison that answers for a live block of a prisoner in custody: the one that acknowledged it last while it
    /// held the prisoner, and so on until the next one does. Empty only before the first acknowledgement.
    std::string responsible;
    std::optional<Moment> responsible_since{};
    std::optional<Awaited> awaited{};
    Gap gap;
    Review review = Review::kNone;
    std::optional<Date> review_on{};
    std::optional<Date> expires_on{};  ///< the last day
    std::vector<MonitoringNow> monitoring;
    std::vector<Due> due;
};

/// References of the blocks that `changes` are about.
[[nodiscard]] std::set<std::string> blocks_in(std::span<Change const> changes);

/// `changes` are those of one prisoner under all numbers, in any order and more than once. What took effect after
/// `moment` does not count; what was recorded later does, because late news is of its own time.
[[nodiscard]] BlockState state_at(std::span<Change const> changes, std::string const& block, Moment moment,
                                  Terms const& terms);

}  // namespace micklegate::blocks
