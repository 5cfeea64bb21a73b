// Where one order stands at one moment: computed from all that was told of it, never stored.
#pragma once

#include "gateway/orders/change.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace micklegate::orders {

struct Standing {
    bool exists = false;           ///< something that took effect by the moment speaks of it
    bool in_force = false;         ///< of an undertaking: it still binds
    bool aware = false;            ///< the respondent was validly served, or told, by the moment
    bool enforceable = false;      ///< breaking it is a crime (Family Law Act 1996 s.42A)
    bool power_of_arrest = false;  ///< one was attached, and runs (s.47)
    bool hearing_passed = false;   ///< and what the court did there was not told
    std::optional<Kind> kind{};    ///< none while the order itself has not come
    std::optional<Moment> ends{};  ///< or when it ended
    std::optional<Moment> power_of_arrest_until{};
    Terms terms{};           ///< those in force
    Terms terms_not_told{};  ///< of these; who knows the others is bound by them
    std::string permitted_contact{};
    std::vector<std::string> references{};  ///< under which the court has known it, the oldest first
    std::vector<std::string> why{};         ///< for an officer on a doorstep: no personal data, what matters first

    friend bool operator==(Standing const&, Standing const&) = default;
};

/// What has taken effect by `moment`, given everything in `changes`, whose order does not matter: they come late, twice
/// and out of order. They are of one order (see separate.hpp).
[[nodiscard]] Standing standing_at(std::span<Change const> changes, Moment moment);

/// What had been recorded by then: the standing of these is what the register would have answered.
[[nodiscard]] std::vector<Change> known_by(std::span<Change const> changes, Moment then);

}  // namespace micklegate::orders
