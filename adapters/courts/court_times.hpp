// Dates and times as a court's staff enter them: a date here, a time of day there, in whatever words.
#pragma once

#include "adapters/courts/ccd_fields.hpp"
#include "gateway/base/moment.hpp"

namespace micklegate::courts {

/// "12:00", "4.30 pm", "12 noon", "midday". None for "midnight", which people take for either end of the day.
[[nodiscard]] std::optional<std::chrono::minutes> time_of_day(std::string_view text);

/// YYYY-MM-DD or, as case lists print it, 19 Nov 2026.
[[nodiscard]] std::optional<Date> court_date(std::string_view text);

/// When what `order` records was done. Where only the day is told: as that day begins, so that nothing done in the same
/// hearing comes before it.
[[nodiscard]] Moment done_at(CcdFields const& order);
/// The same of what ends an order. Where only the day is told but it was recorded on that day: when it was recorded.
[[nodiscard]] Moment ended_at(CcdFields const& order);

struct Ending {
    std::string kind;  ///< end_kind of the message
    std::optional<Moment> at;
};

/// None where form FL404A says nothing of an end. A date without a time of day is a fault: many orders end at noon.
[[nodiscard]] std::optional<Ending> ending_of(CcdFields const& fl404);

[[nodiscard]] std::optional<Moment> next_hearing(CcdFields const& fl404);

/// A fault where there is none, or only a date.
[[nodiscard]] Moment served_at(CcdFields const& statement);

}  // namespace micklegate::courts
