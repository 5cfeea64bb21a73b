// Scripts of one referral: what was said of it, as messages have it, in fictional agencies' names.
#pragma once

#include "gateway/referrals/standing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace micklegate::referrals::test {

inline AgencyId const kForce{"police.north-yorkshire"};
inline AgencyId const kTransportPolice{"btp.england"};
inline AgencyId const kHub{"provider.victim-hub"};
inline AgencyId const kAdvocates{"provider.victim-advocacy"};
inline AgencyId const kAbuseService{"provider.domestic-abuse"};
inline AgencyId const kIsva{"provider.sexual-violence-advocacy"};
inline AgencyId const kSarc{"provider.sexual-assault"};

inline Moment at(char const* text) { return parse_rfc3339(text).value(); }

inline policy::Calendar calendar()
{
    using namespace std::chrono;
    policy::Calendar england;
    england.bank_holidays = {2026y / December / 25, 2026y / December / 28, 2026y / May / 25};
    return england;
}

/// Each line is recorded when it says that it happened, unless it says otherwise.
class Script {
public:
    Script& change(char const* what, AgencyId const& from, AgencyId const& to, char const* recorded,
                   boost::json::object const& fields)
    {
        auto read = change_of(what, fields, {changes.size(), at(recorded), from, to});
        EXPECT_TRUE(read) << one_line(read.error());
        if (read)
            changes.push_back(*std::move(read));
        return *this;
    }
    Script& referred(char const* when, boost::json::object fields = {}, AgencyId const& from = kForce,
                     AgencyId const& to = kHub)
    {
        fields["referred_at"] = when;
        return change("referred", from, to, when, fields);
    }
    Script& status(char const* when, char const* status, boost::json::object fields = {}, AgencyId const& from = kHub,
                   AgencyId const& to = kForce)
    {
        fields["status"] = status;
        fields["status_at"] = when;
        return change("status", from, to, when, fields);
    }

    [[nodiscard]] Standing of(AgencyId const& provider, char const* moment) const
    {
        for (Standing& standing : standings_at(changes, calendar(), at(moment)))
            if (standing.provider == provider)
                return standing;
        ADD_FAILURE() << "no standing of that service";
        return {};
    }

    std::vector<Change> changes;
};

inline boost::json::object needs(int score, std::size_t count = kNeedCount)
{
    boost::json::object fields;
    for (std::size_t i = 0; i < count; ++i)
        fields[kNeeds[i].field] = score;
    return fields;
}

inline boost::json::object with(boost::json::object fields, boost::json::object const& more)
{
    for (auto const& [key, value] : more)
        fields[key] = value;
    return fields;
}

}  // namespace micklegate::referrals::test
