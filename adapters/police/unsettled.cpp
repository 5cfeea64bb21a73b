#include "adapters/police/unsettled.hpp"

#include <algorithm>

namespace micklegate::police {
namespace {

std::string rows_of(std::ptrdiff_t count) { return std::to_string(count) + (count == 1 ? " row" : " rows"); }

void add_sentence(std::string& text, std::string const& sentence) { text += (text.empty() ? "" : " ") + sentence; }

}  // namespace

std::optional<Problem> unsettled(std::vector<ReportLine> const& lines)
{
    auto const count = [&](RowOutcome outcome) { return std::ranges::count(lines, outcome, &ReportLine::outcome); };
    auto const changed = count(RowOutcome::kChanged);
    auto const not_sent = count(RowOutcome::kNotSent);
    auto const unconfirmed = count(RowOutcome::kUnconfirmed);
    if (changed + not_sent + unconfirmed == 0)
        return std::nullopt;
    Problem told = problem(unconfirmed > 0 ? ProblemCode::kOutcomeUnknown
                           : not_sent > 0  ? ProblemCode::kUnavailable
                                           : ProblemCode::kIdReused,
                           "");
    if (unconfirmed > 0)
        add_sentence(told.detail, "Of " + rows_of(unconfirmed) + " it is not known whether they were stored.");
    if (not_sent > 0)
        add_sentence(told.detail, "The gateway could not take " + rows_of(not_sent) + " and stored nothing of them.");
    if (changed > 0)
        add_sentence(told.detail, "Of " + rows_of(changed) + " other content was sent before, and that stands.");
    if (not_sent > 0)
        add_sentence(told.next,
                     "When what the rows say stands in the way has passed, run the file again: nothing is "
                     "sent twice.");
    else if (unconfirmed > 0)
        add_sentence(told.next, "Run the file again in a minute: nothing is sent twice.");
    if (changed > 0)
        add_sentence(told.next, "For a changed row, send a correction or a withdrawal.");
    return told;
}

}  // namespace micklegate::police
