// Notifications to send from a test: fictional, valid now, and as many as are wanted.
#pragma once

#include "gateway/base/moment.hpp"
#include "tests/e2e/site_test.hpp"

namespace micklegate::e2e {

/// About child number `number`, to a school; the same however often one test process asks for it.
inline object notification(unsigned number)
{
    static std::string const an_hour_ago = rfc3339(system_now() - std::chrono::hours{1});
    std::string const digits = std::to_string(number);
    object const data{{"incident_ref", "12269" + std::string(6 - digits.size(), '0') + digits},
                      {"occurred_at", an_hour_ago},
                      {"summary", "Verbal argument between adults; police attended."},
                      {"child_ref", "C" + digits},
                      {"child_forename", "Zoë"},
                      {"child_surname", "Hodgson"},
                      {"child_dob", "2020-07-09"},
                      {"child_present", false},
                      {"school_urn", "901233"},
                      {"home_educated", false},
                      {"welfare_check", false}};
    return {{"specversion", "1.0"},
            {"id", "12269/" + digits},
            {"source", kForce},
            {"type", "encompass.notification"},
            {"purpose", "child_safeguarding"},
            {"data", data}};
}

/// One event per line.
inline std::string lines_of(std::vector<object> const& events)
{
    std::string lines;
    for (object const& event : events)
        lines += boost::json::serialize(event) + "\n";
    return lines;
}

inline std::vector<object> notifications(unsigned first, unsigned count)
{
    std::vector<object> events;
    for (unsigned number = first; number < first + count; ++number)
        events.push_back(notification(number));
    return events;
}

}  // namespace micklegate::e2e
