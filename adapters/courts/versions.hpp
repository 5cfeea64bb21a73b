// The orders of a case as the court has changed them since: what a later change or a statement of service is about.
#pragma once

#include "adapters/courts/court_times.hpp"

#include <boost/json/array.hpp>

namespace micklegate::courts {

/// What a change leaves of an order, or what the order is to begin with.
struct Version {
    std::string element;    ///< in the collection
    std::string order;      ///< reference of the order itself
    std::string reference;  ///< what the court calls it now
    Moment made{};          ///< the order itself
    Moment from{};
    std::optional<Ending> ending;
    boost::json::array terms;
};

/// `notice` names an order, or leaves it out where the case has no other of any kind: to say of the wrong one that it
/// was served would make a breach a crime that is none. What it lacks or names wrongly is its fault.
class Versions {
public:
    /// In the order in which the court made them.
    void add(Version version) { versions_.push_back(std::move(version)); }
    /// An order that is none of these, or cannot be read.
    void add_other() { has_others_ = true; }

    /// The order that a change names, as what came before has left it.
    [[nodiscard]] std::optional<Version> changed_by(CcdFields const& notice) const;
    /// What a statement of service names; where it names none, what there was to serve at that time.
    [[nodiscard]] std::optional<Version> served_with(CcdFields const& notice, Moment at) const;

private:
    [[nodiscard]] std::optional<Version> named(CcdFields const& notice) const;

    std::vector<Version> versions_;
    bool has_others_ = false;
};

}  // namespace micklegate::courts
