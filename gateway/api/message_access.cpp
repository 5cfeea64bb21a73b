#include "gateway/api/message_access.hpp"

#include "gateway/base/uuid.hpp"

namespace micklegate::api {
Result<std::string> message_id(receive::HttpRequest const& request)
{
    std::string const& id = request.parameters.at("id");
    return is_uuid(id) ? Result<std::string>{id} : deliver::no_such_message();
}

Result<void> is_desk(receive::HttpRequest const& request, road::Road const& road)
{
    if (request.peer == road.desk())
        return {};
    return problem(ProblemCode::kNotFound, "Held messages are for the duty desk alone.",
                   "Use the duty desk's identity bundle.");
}

Result<KnownMessage> any_message(commit::Ledger const& ledger, std::string_view message)
{
    auto steps = deliver::timeline(ledger.projections(), message);
    if (!steps)
        return steps.error();
    if (steps->empty())
        return deliver::no_such_message();
    auto first = commit::stored_receipt(ledger, steps->front().index);
    if (!first)
        return first.error();
    return KnownMessage{*std::move(steps), *std::move(first)};
}

Result<KnownMessage> message_for(commit::Ledger const& ledger, std::string_view message, AgencyId const& agency)
{
    auto known = any_message(ledger, message);
    if (!known)
        return known;
    commit::Entry const& first = known->first.entry;
    if (first.agency != agency.get() && first.recipient != agency.get())
        return deliver::no_such_message();
    if (first.agency != agency.get())
        std::erase_if(known->steps,
                      [](deliver::Step const& step) { return step.kind == commit::EntryKind::kBreachAssessed; });
    return known;
}

}  // namespace micklegate::api
