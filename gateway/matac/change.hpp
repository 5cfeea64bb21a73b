// What the messages of MATAC say of a case, as values: who was nominated, what was planned, done and closed.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/model/ids.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <variant>

namespace micklegate::matac {

/// matac.nomination: still about a person, not yet a case.
struct Nominated {
    std::string reference;
    std::string name;
    std::optional<Date> born;
    std::string pncid;  ///< in its normal form; empty where it is not known or not sound
    std::string whereabouts;
    std::size_t victims = 0;
    std::size_t victims_outside = 0;  ///< whom the partner says police do not know
};

/// matac.subject-profile: the score that the case is taken on with.
struct Profiled {
    std::string case_ref;
    int score = 0;
    std::string version;
};

/// matac.action-plan
struct ActionPlanned {
    std::string case_ref;
    std::string action_ref;
    std::string kind;
    std::string tactic;
    Date due{};
};

/// matac.action-update
struct ActionUpdated {
    std::string case_ref;
    std::string action_ref;
    std::string progress;
    Moment at{};  ///< as its owner says
    std::optional<Date> done_on;
    std::optional<Date> more_time_until;
};

/// matac.exit
struct Exited {
    std::string case_ref;
    Date on{};
    std::string reason;
    std::optional<int> entry_score;
    std::optional<int> exit_score;
    bool comparable = false;
};

struct Change {
    MessageId message;
    AgencyId from;
    AgencyId to;
    Moment at{};  ///< when the gateway took it
    std::variant<Nominated, Profiled, ActionPlanned, ActionUpdated, Exited> what;
};

/// How a message passed.
struct Passage {
    MessageId message;
    AgencyId from;
    AgencyId to;
    Moment at{};
};

/// Of a message whose fields its schema has let pass; kInvalidValue for another type, or where a field that a case
/// cannot do without is missing.
[[nodiscard]] Result<Change> change_of(MessageType const& type, boost::json::object const& fields,
                                       Passage const& passage);

}  // namespace micklegate::matac
