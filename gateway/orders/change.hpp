// What one message told of a court order, or of the promise that took its place.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/model/ids.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace micklegate::orders {

/// It decides what a breach is: an offence for a non-molestation order alone (Family Law Act 1996 s.42A).
enum class Kind { kNonMolestation, kOccupation, kUndertaking, kOutsideEnglandAndWales };

struct Term {
    std::int64_t number = 0;
    std::string text;

    friend bool operator==(Term const&, Term const&) = default;
};
using Terms = std::vector<Term>;

/// The date that an order bears ends it, to the minute, whatever else it says; without one it runs until the court says
/// otherwise.
struct Ending {
    enum class By { kSpecified, kUntilHearing, kNoEnd };
    By by = By::kSpecified;
    std::optional<Moment> at{};

    friend bool operator==(Ending const&, Ending const&) = default;
};

struct Made {
    Kind kind{};
    Ending ending{};
    std::optional<Moment> hearing{};
    std::optional<Moment> power_of_arrest_until{};  ///< form FL406; may outlast the order or end before it
    Terms terms{};
    std::string permitted_contact{};

    friend bool operator==(Made const&, Made const&) = default;
};

/// All terms as they are now. What it does not say of the end and of permitted contact stays.
struct Varied {
    enum class As { kVaried, kSlipRule, kConsolidated };
    As as{};
    std::string new_reference{};
    std::optional<Ending> ending{};
    std::optional<Moment> hearing{};
    Terms terms{};
    std::string permitted_contact{};
    bool service_needed = false;

    friend bool operator==(Varied const&, Varied const&) = default;
};

struct Extended {
    Ending ending{};
    std::optional<Moment> hearing{};
    Terms terms{};  ///< as they stay, for a register that never had the order

    friend bool operator==(Extended const&, Extended const&) = default;
};

struct Discharged {
    enum class As { kDischarged, kSetAside, kNotContinued };
    As as{};

    friend bool operator==(Discharged const&, Discharged const&) = default;
};

/// A promise to the court (form N117). The change's reference is the promise's own.
struct Undertaking {
    std::string replaces{};  ///< the order's reference; empty where there was none
    std::optional<Moment> ends{};
    Terms terms{};

    friend bool operator==(Undertaking const&, Undertaking const&) = default;
};

struct ServiceFailed {
    enum class Because { kNotSaid, kNotFound, kEvading, kAbroad, kNoFixedAbode, kUnsafe, kWrongDetails };
    Because because{};

    friend bool operator==(ServiceFailed const&, ServiceFailed const&) = default;
};

/// A statement of service (form FL415): served with the order, or told of its terms.
struct Told {
    enum class Way { kServed, kTold };
    enum class Method { kInPerson, kInCustody, kAsDirected, kInCourt, kTelephone, kVideo, kMessage };
    Way way{};
    Method method{};
    bool by_applicant = false;
    bool directed = false;                            ///< names the court's direction for another way of service
    std::optional<std::vector<std::string>> terms{};  ///< numbers of those that were told; all, where it says nothing

    friend bool operator==(Told const&, Told const&) = default;
};

/// Whom a message names as bound, folded, to tell several respondents of one order apart. Personal data.
struct Respondent {
    std::string forename{};  ///< the first
    std::string surname{};
    std::string birth{};  ///< empty where it is not known

    friend auto operator<=>(Respondent const&, Respondent const&) = default;
};

/// Changes of one moment take effect in the order of these alternatives: an order made and told in one hearing is told
/// after it is made. Among changes of one alternative, what the log recorded later stands.
using What = std::variant<Made, Varied, Extended, Discharged, Undertaking, ServiceFailed, Told>;

/// As against what a server did.
[[nodiscard]] inline bool is_act_of_court(What const& what)
{
    return !std::holds_alternative<Told>(what) && !std::holds_alternative<ServiceFailed>(what);
}

struct Change {
    Moment at{};              ///< when it took effect, as the court or the server says
    Sequence entry = 0;       ///< of the message, in the log
    Moment recorded{};        ///< when the gateway learned it
    std::string from{};       ///< agency that told it
    bool by_court = false;    ///< and whether that is a court, whose word counts for more (see heard.hpp)
    std::string reference{};  ///< the court's own, of the order it speaks of
    Respondent respondent{};
    bool sealed = true;  ///< an unsealed copy changes nothing
    What what{};
};

}  // namespace micklegate::orders
