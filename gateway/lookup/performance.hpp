// The month's figures of services for victims: counted over the whole register of referrals, slice by slice, and shown
// to each asker as far as it may see them.
#pragma once

#include "gateway/history/records.hpp"
#include "gateway/lookup/disclose.hpp"
#include "gateway/referrals/monthly_return.hpp"

#include <set>

namespace micklegate::lookup {

inline constexpr char const* kPerformanceReturn = "performance.return";  ///< what the commissioner is told by
inline constexpr char const* kPerformancePurpose = "performance_monitoring";

/// Holds one referral at a time. What it was made of outlives it. Not thread-safe.
class PerformanceCount {
public:
    PerformanceCount(history::Records const& records, commit::Ledger const& ledger, policy::Calendar const& calendar,
                     std::chrono::year_month month, Moment now)
        : records_{records}, ledger_{ledger}, calendar_{calendar}, month_{month}, now_{now}
    {
    }

    /// Counts up to `most` further records; false once there are none left.
    [[nodiscard]] Result<bool> go_on(std::size_t most);

    /// Complete once go_on() said false.
    [[nodiscard]] std::map<AgencyId, referrals::Figures> const& figures() const noexcept { return figures_; }
    /// Messages that could not be read, and so are in no figure.
    [[nodiscard]] std::size_t unreadable() const noexcept { return unreadable_; }

private:
    [[nodiscard]] Result<void> count(std::string const& record);
    /// Whether nothing was told of it any more from so long before the month on that no measure of the month can count
    /// it.
    [[nodiscard]] Result<bool> is_long_over(std::string const& record) const;

    history::Records const& records_;
    commit::Ledger const& ledger_;
    policy::Calendar const& calendar_;
    std::chrono::year_month month_;
    Moment now_;
    std::string last_;  ///< record that was counted
    std::map<AgencyId, referrals::Figures> figures_;
    std::size_t unreadable_ = 0;
};

[[nodiscard]] bool has_ended(std::chrono::year_month month, Moment now);

struct PerformanceQuestion {
    std::chrono::year_month month;
    std::optional<AgencyId> provider;  ///< empty: all that the asker may see
};

struct PerformanceShown {
    referrals::ShownReturn figures;
    std::set<std::string> agreements;  ///< "name/version", of those by which the asker was told
    std::string rule;                  ///< of one of them
    std::size_t denied = 0;            ///< services whose figures the asker may not see: never told to them
};

/// A service sees its own figures. Once the month has ended an auditor sees all, and who else asks what each service
/// could send them as its return: two looks at a month that runs would tell what happened to one person in between. The
/// total goes to who sees every service. What is left out for being small is left out for all askers alike, so that two
/// of them together learn no more than one.
[[nodiscard]] PerformanceShown performance_for(Agency const& asker, PerformanceQuestion const& question,
                                               std::map<AgencyId, referrals::Figures> const& figures,
                                               Agencies const& agencies, policy::PolicySet const& policy, Moment now);

}  // namespace micklegate::lookup
