// How a serving gateway is: whether it can take anything, what it counts, and what the operator is told of it.
#include "gateway/serve/desk_guard.hpp"
#include "gateway/serve/disk_guard.hpp"
#include "gateway/serve/gateway_parts.hpp"

namespace micklegate::serve {

using receive::Severity;

commit::Admitted Gateway::Parts::admitted() const
{
    if (auto const in_place = store->check_place(); !in_place)
        return in_place;
    return check_disk(site.data(), site.settings.limits);
}

Vitals Gateway::Parts::vitals()
{
    auto ready = [this]() -> Result<void> {
        if (auto const why = commits->latched())
            return why->code == ProblemCode::kOutcomeUnknown
                       ? problem(ProblemCode::kUnavailable, "The journal takes no more entries.",
                                 "Start the gateway again.")
                       : *why;
        return check_store();
    };
    auto numbers = [this] {
        Readings readings = costly.last();
        for (Readings const& further :
             {policies.readings(), witnessing.readings(), disposal.readings(), deadlines.readings(),
              carry_overs.readings(), register_expiry.readings(), mails.readings(), calls.readings()})
            readings.insert(readings.end(), further.begin(), further.end());
        readings.insert(readings.end(), {{"log_entries", store->journal().head().next},
                                         {"sessions", server->sessions()},
                                         {"failed_handshakes_total", server->failed_handshakes()},
                                         {"connections_turned_away_total", server->turned_away()},
                                         {"connections_unwelcome_total", server->unwelcome()},
                                         {"connections_over_agency_limit_total", server->over_agency_limit()},
                                         {"desk_open", check_desk() ? 1U : 0U},
                                         {"setup_changes_pending", news.pending()}});
        return readings;
    };
    return {std::move(ready), std::move(numbers)};
}

Result<void> Gateway::Parts::check_desk() const
{
    return serve::check_desk(*setups->current().agencies, AgencyId{site.settings.desk});
}

/// Once when it stops being well and once when it is well again.
void Gateway::Parts::tell_once(bool& told_well, Result<void> const& now, char const* well_again) const
{
    if (std::exchange(told_well, now.has_value()) == now.has_value())
        return;
    log(now ? Severity::kInfo : Severity::kWarning, now ? well_again : one_line(now.error()));
}

void Gateway::Parts::tell_of_desk() { tell_once(desk_open, check_desk(), "The duty desk takes held messages again."); }

void Gateway::Parts::tell_of_data()
{
    tell_once(data_in_place, store->check_place(), "The data folder is in its place again.");
}

Result<void> Gateway::Parts::check_store() const { return admitted().anything; }

}  // namespace micklegate::serve
