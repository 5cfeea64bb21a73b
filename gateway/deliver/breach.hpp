// The breach clock: the 72 hours in which the Information Commissioner is to be told of a recall that was one (UK GDPR
// Art. 33(1), Data Protection Act 2018 s.67(1)).
#pragma once

#include "gateway/commit/commit_loop.hpp"
#include "gateway/crypto/site_keys.hpp"

namespace micklegate::deliver {

/// From when the sender became aware.
inline constexpr std::chrono::hours kNotifyWithin{72};

/// What a named person found.
struct Assessment {
    std::string message;
    AgencyId by_agency;
    std::string by_person;  ///< name and role
    std::string outcome;    ///< from kBreachOutcomes
    std::string reason;     ///< free text, which may hold personal data
};

/// Ends the message's clock. A repeat by the same person with the same outcome is answered with the first receipt.
/// kWrongState: no clock runs, or it was assessed otherwise.
[[nodiscard]] commit::Intent assess(Assessment what, crypto::SiteKeys const& keys);

/// A clock that runs.
struct BreachClock {
    Sequence recall = 0;  ///< the entry that started it
    std::string message;
    std::string agency;  ///< that recalled it
    Moment notify_by;
};

void fold_breach_clocks(Sequence index, commit::Entry const& entry, commit::KeyValueWriter& out);

/// In the order of their recalls, those after `after` (exclusive; empty for the beginning), until `visit` returns
/// false.
[[nodiscard]] Result<void> each_breach_clock(commit::KeyValueReader const& reader, std::optional<Sequence> after,
                                             std::function<bool(BreachClock const&)> const& visit);

struct BreachCount {
    std::size_t running = 0;
    std::size_t overdue = 0;  ///< of those: their time has passed at `now`
};
/// Of the first `most` clocks.
[[nodiscard]] Result<BreachCount> count_breach_clocks(commit::KeyValueReader const& reader, Moment now,
                                                      std::size_t most);

}  // namespace micklegate::deliver
