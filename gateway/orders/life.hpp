// What the changes of one order have made of it by a moment: the facts behind its standing and the reasons for it.
#pragma once

#include "gateway/orders/heard.hpp"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace micklegate::orders {

/// The terms from one change to the next that restates them, and what the court calls the order meanwhile.
struct Version {
    std::string reference;  ///< as key_of() gives it
    Terms terms;
};

/// What came of letting the respondent know, since the order was made or came back into force.
struct Service {
    std::optional<Moment> known_since{};
    Told how{};                           ///< then
    std::set<std::string> texts{};        ///< of the terms that the respondent was served with or told
    std::optional<Moment> known_end{};    ///< the order's, when the respondent was last served or told
    bool only_before = false;             ///< there is service, but of a time before that
    bool by_applicant = false;            ///< somebody tried who may not
    bool not_directed = false;            ///< tried in a way that the court had not directed
    std::optional<Moment> claimed_for{};  ///< a statement already recorded gives this time, which has not come
    std::optional<Moment> failed{};
    ServiceFailed::Because because{};
};

struct Gap {
    Moment from;
    Moment until;
};

struct Promise {
    std::string reference;  ///< as key_of() gives it
    Moment given;
    std::optional<Moment> ends;
    Terms terms;
    std::optional<Moment> discharged{};
};

struct Life {
    bool heard_of = false;                     ///< something that took effect by the moment speaks of it
    bool unsealed = false;                     ///< a copy came that lacks the court's seal
    std::set<LeftOut::Because> left_out{};     ///< what was told by then and does not count
    std::string made_by{};                     ///< court that told of making it; empty where another did
    std::optional<Moment> by_another_court{};  ///< when the last one acted on it that did not make it
    std::vector<std::string> references{};

    bool running = false;        ///< the court has made, varied or extended it, as far as the register was told
    std::optional<Kind> kind{};  ///< known once the order itself has come
    Ending ending{};
    bool ends_before_made = false;  ///< the order contradicts itself
    std::optional<Moment> hearing{};
    std::optional<Moment> power_of_arrest_until{};
    std::string permitted_contact{};
    std::vector<Version> versions{};  ///< the last is in force
    Service service{};
    std::optional<Gap> gap{};
    std::optional<Moment> corrected{};  ///< when the court corrected its text
    bool correction_to_serve = false;
    std::optional<Moment> consolidated{};
    std::optional<Moment> discharged{};
    Discharged::As discharged_as{};
    std::optional<Promise> promise{};  ///< it took the order's place
};

/// The order in which changes come does not matter: they come late, twice and out of order.
[[nodiscard]] Life life_until(std::span<Change const> changes, Moment moment);

}  // namespace micklegate::orders
