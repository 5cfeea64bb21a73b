// Answers an officer who looks somebody up in the register of orders: finds, compares, judges how each order stands at
// a moment, and tells of it what an agreement lets the asker have. A message from the register, decided and cut down
// like any other.
#pragma once

#include "gateway/history/records.hpp"
#include "gateway/lookup/disclose.hpp"
#include "gateway/matching/compare.hpp"

namespace micklegate::lookup {

inline constexpr char const* kOrders = "orders";          ///< the register
inline constexpr char const* kStanding = "nmo.standing";  ///< the message type of its answers

struct Question {
    matching::Asked asked;
    Moment at{};          ///< the moment that the answer is about
    std::string purpose;  ///< for which the asker may have it, or may not
};

/// An order that the asker may be told of.
struct Shown {
    matching::Confidence confidence{};
    boost::json::object data;  ///< of message type kStanding, cut down
    std::vector<std::string> released;
    std::string agreement;  ///< "name/version"
    std::string rule;
    std::set<std::string> subjects;  ///< pseudonyms of whom its messages are about: one spelling may be another subject
};

struct Answer {
    std::vector<Shown> shown;  ///< the surest first, then what binds most
    /// Orders that no agreement lets the asker hear of: never told to them. 1 where no rule ever could, and nothing was
    /// looked at.
    std::size_t denied = 0;
    bool unreadable = false;  ///< a record could not be read: whoever asks must not take this for all there is
    bool too_common = false;  ///< something asked leads to more records than anybody could look through
    bool more = false;        ///< there are more than are shown
};

/// No answer names more.
inline constexpr std::size_t kMostShown = 20;

/// `agencies` says who of those that told of an order is a court.
[[nodiscard]] Result<Answer> look_up_order(Question const& question, Between const& between, Agencies const& agencies,
                                           policy::PolicySet const& policy, history::Records const& records,
                                           Moment now);

}  // namespace micklegate::lookup
