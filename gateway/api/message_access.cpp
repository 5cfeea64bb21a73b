#include "gateway/api/message_access.hpp"

#include "gateway/base/uuid.hpp"

namespace micklegate::api {
namespace {

Problem not_here() { return problem(ProblemCode::kNotFound, "There is no such message for you."); }

}  // namespace

Result<std::string> message_id(receive::HttpRequest const& request)
{
    std::string const& id = request.parameters.at("id");
    return is_uuid(id) ? Result<std::string>{id} : not_here();
}

Result<KnownMessage> message_for(commit::Ledger const& ledger, std::string_view message, AgencyId const& agency)
{
    auto steps = deliver::timeline(ledger.projections(), message);
    if (!steps)
        return steps.error();
    if (steps->empty())
        return not_here();
    auto first = commit::stored_receipt(ledger, steps->front().index);
    if (!first)
        return first.error();
    if (first->entry.agency != agency.get() && first->entry.recipient != agency.get())
        return not_here();
    return KnownMessage{*std::move(steps), *std::move(first)};
}

}  // namespace micklegate::api
