// A row of a file about referrals: one message, known by the referral's reference.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/model/ids.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace micklegate::providers {

struct ReferralRow {
    std::size_t number = 0;  ///< from 1 below the header, line breaks inside cells not counted
    std::string referral_ref;
    Result<boost::json::object> event;  ///< a CloudEvent, or why the row is none; a bad row spoils only itself
};

struct Route {
    std::string_view type;
    AgencyId from;
    AgencyId to;
};

/// `parts` say which message it is: the same parts are the same message.
[[nodiscard]] boost::json::object event_of(Route const& route, std::vector<std::string> const& parts,
                                           boost::json::object data);

}  // namespace micklegate::providers
