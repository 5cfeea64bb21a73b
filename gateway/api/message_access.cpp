#include "gateway/api/message_access.hpp"

namespace micklegate::api {

Result<KnownMessage> message_for(commit::Ledger const& ledger, std::string_view message, AgencyId const& agency)
{
    auto const not_here = [] { return problem(ProblemCode::kNotFound, "There is no such message for you."); };
    std::vector<deliver::Step> steps = deliver::timeline(ledger.projections(), message);
    if (steps.empty())
        return not_here();
    auto first = commit::stored_receipt(ledger, steps.front().index);
    if (!first)
        return first.error();
    if (first->entry.agency != agency.get() && first->entry.recipient != agency.get())
        return not_here();
    return KnownMessage{std::move(steps), *std::move(first)};
}

}  // namespace micklegate::api
