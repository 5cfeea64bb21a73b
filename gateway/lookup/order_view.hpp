// One order of the register as its answer tells it, before anything is withheld.
#pragma once

#include "gateway/history/records.hpp"
#include "gateway/matching/compare.hpp"
#include "gateway/model/agency.hpp"
#include "gateway/orders/standing.hpp"
#include "gateway/policy/register_spec.hpp"
#include "gateway/recognise/message_spec.hpp"

#include <functional>

namespace micklegate::lookup {

/// What messages told of an order, and how it stands because of that.
struct OrderView {
    boost::json::object fields;  ///< the latest value of each
    orders::Standing standing;
    std::set<std::string> subjects;  ///< pseudonyms: of each spelling of the respondent, one
};

/// Whether the agency is a court.
using IsCourt = std::function<bool(std::string const& agency)>;

/// Those that are enrolled as courts; one that has left is taken for what it was when it told. `agencies` outlives it.
[[nodiscard]] IsCourt courts_among(Agencies const& agencies);

/// A record may hold several orders of one case. What a message told and cannot be read is said in each order's `why`.
/// What a court told goes before what another did.
[[nodiscard]] std::vector<OrderView> orders_in(std::vector<history::Told> const& told, Moment at,
                                               IsCourt const& is_court);

/// Who of the order's people fits the question best, and how well.
struct Fit {
    matching::Match match;
    std::string role;
};
[[nodiscard]] Fit fit(boost::json::object const& fields, matching::Asked const& asked,
                      policy::RegisterSpec const& spec);

/// As fields of message type nmo.standing; of what was told, those that this type has too.
[[nodiscard]] boost::json::object data_of(OrderView const& order, Fit const& fit, Moment at,
                                          recognise::MessageSpec const& type);

}  // namespace micklegate::lookup
