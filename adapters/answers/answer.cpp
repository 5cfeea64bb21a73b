#include "adapters/answers/answer.hpp"

#include "gateway/json/fields.hpp"
#include "gateway/json/problem_json.hpp"

#include <algorithm>

namespace micklegate::answers {
namespace {

using json::text_at;

/// What a problem says of its row. Of 500 and above are the gateway's troubles, not the row's, and of these only the
/// ones named here promise that nothing was stored (docs/messages.md).
RowOutcome outcome_of(ProblemCode code)
{
    switch (code) {
    case ProblemCode::kIdReused: return RowOutcome::kChanged;
    case ProblemCode::kUnavailable:
    case ProblemCode::kStorageFull:
    case ProblemCode::kOverBudget: return RowOutcome::kNotSent;
    case ProblemCode::kTimeout: return RowOutcome::kUnconfirmed;
    default: return http_status(code) >= 500 ? RowOutcome::kUnconfirmed : RowOutcome::kRefused;
    }
}

Answer answer_of_problem(Problem const& problem)
{
    Answer answer;
    answer.outcome = outcome_of(problem.code);
    answer.code = slug(problem.code);
    std::ranges::replace(answer.code, '-', '_');
    if (answer.outcome != RowOutcome::kChanged)
        answer.why = one_line(problem);
    return answer;
}

std::string rows_of(std::ptrdiff_t count) { return std::to_string(count) + (count == 1 ? " row" : " rows"); }

void add_sentence(std::string& text, std::string_view sentence)
{
    text += text.empty() ? "" : " ";
    text += sentence;
}

}  // namespace

std::string_view name_of(RowOutcome outcome) noexcept
{
    switch (outcome) {
    case RowOutcome::kSent: return "sent";
    case RowOutcome::kDuplicate: return "duplicate";
    case RowOutcome::kChanged: return "changed";
    case RowOutcome::kHeld: return "held";
    case RowOutcome::kRefused: return "refused";
    case RowOutcome::kNotSent: return "not_sent";
    case RowOutcome::kUnconfirmed: break;
    }
    return "unconfirmed";
}

Answer answer_of(boost::json::object const& result)
{
    if (result.contains("problem"))
        return answer_of_problem(json::problem_in(json::object_at(result, "problem")));
    Answer answer;
    std::string const outcome = text_at(result, "outcome");
    answer.code = text_at(result, "code");
    answer.message = text_at(result, "message");
    answer.why = text_at(result, "why");
    if (outcome == "refused") {
        answer.outcome = RowOutcome::kRefused;
    } else if (outcome == "held") {
        answer.outcome = RowOutcome::kHeld;
    } else if (outcome == "accepted") {
        answer.recipient = text_at(result, "recipient");
        answer.outcome = json::flag_at(result, "replayed") ? RowOutcome::kDuplicate : RowOutcome::kSent;
        if (answer.outcome == RowOutcome::kDuplicate)
            answer.why.clear();
    } else {
        answer.why = "The gateway's answer cannot be understood.";
    }
    return answer;
}

std::optional<Problem> unsettled(std::vector<RowOutcome> const& outcomes, std::string_view for_changed)
{
    auto const changed = std::ranges::count(outcomes, RowOutcome::kChanged);
    auto const not_sent = std::ranges::count(outcomes, RowOutcome::kNotSent);
    auto const unconfirmed = std::ranges::count(outcomes, RowOutcome::kUnconfirmed);
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
        add_sentence(told.next, for_changed);
    return told;
}

}  // namespace micklegate::answers
