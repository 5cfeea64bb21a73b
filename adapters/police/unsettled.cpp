#include "adapters/police/unsettled.hpp"

#include <algorithm>

namespace micklegate::police {

std::optional<Problem> unsettled(std::vector<ReportLine> const& lines)
{
    std::vector<RowOutcome> outcomes;
    std::ranges::transform(lines, std::back_inserter(outcomes), &ReportLine::outcome);
    return answers::unsettled(outcomes, "For a changed row, send a correction or a withdrawal.");
}

}  // namespace micklegate::police
