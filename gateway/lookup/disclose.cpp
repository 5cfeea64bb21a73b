#include "gateway/lookup/disclose.hpp"

#include "gateway/minimise/minimise.hpp"

#include <algorithm>

namespace micklegate::lookup {

std::optional<Disclosed> disclose(char const* type, boost::json::object data, std::string const& purpose,
                                  Between const& between, policy::PolicySet const& policy, Moment now)
{
    recognise::Message message;
    message.spec = &policy.catalogue.at(MessageType{type});
    message.sender = &between.keeper;
    message.recipient = &between.asker;
    message.event.source = between.keeper.id;
    message.event.recipient = between.asker.id;
    message.event.type = message.spec->type;
    message.event.purpose = purpose;
    message.event.data = std::move(data);
    auto const decision = decide::decide(policy, message, now);
    if (!decision)
        return std::nullopt;
    minimise::Release release = minimise::cut_down(message, *decision);
    return Disclosed{std::move(release.data), std::move(release.released),
                     decision->agreement->name + "/" + decision->agreement->version, decision->rule->name};
}

bool may_ask(std::string_view type, std::string const& purpose, Between const& between, policy::PolicySet const& policy)
{
    return std::ranges::any_of(policy.index.find(MessageType{std::string{type}}, between.keeper, between.asker),
                               [&](policy::RuleRef const& ref) { return ref.rule->purpose == purpose; });
}

}  // namespace micklegate::lookup
