// The month's return to the commissioner, as it may be shown: for programs, for spreadsheets, and to be read.
#pragma once

#include "gateway/referrals/suppression.hpp"

namespace micklegate::referrals {

struct MonthlyReturn {
    std::chrono::year_month month;
    Moment computed_at;
    std::map<AgencyId, std::string> names;  ///< of services; one that lacks is known by its id
    ShownReturn figures;
};

/// Rounded down, so that 89.9 is not taken for a target of 90 that was met.
[[nodiscard]] std::optional<std::size_t> percent(ShownFigure const& figure);

[[nodiscard]] boost::json::object to_json(MonthlyReturn const& returned);
[[nodiscard]] std::string to_csv(MonthlyReturn const& returned);
/// A page that needs nothing else.
[[nodiscard]] std::string to_html(MonthlyReturn const& returned);

/// The figures of a performance.return of one service, and what was left out of it; references and who compiled it are
/// its sender's to add.
[[nodiscard]] boost::json::object performance_return(ShownFigures const& figures, std::chrono::year_month month);

}  // namespace micklegate::referrals
