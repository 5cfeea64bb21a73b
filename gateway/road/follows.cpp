#include "gateway/road/follows.hpp"

#include "gateway/commit/receipt.hpp"
#include "gateway/deliver/effect.hpp"
#include "gateway/deliver/mailbox.hpp"

namespace micklegate::road {
namespace {

using recognise::Effect;

bool passed_between(commit::Entry const& earlier, std::string const& sender, std::string const& recipient)
{
    return (earlier.agency == sender && earlier.recipient == recipient) ||
           (earlier.agency == recipient && earlier.recipient == sender);
}

bool may_have_effect(commit::Entry const& earlier, std::string const& sender)
{
    return earlier.kind == commit::EntryKind::kAccepted && earlier.agency == sender;
}

}  // namespace

Result<Follows> follow(recognise::Message const& message, commit::Ledger const& ledger)
{
    auto const* const id = message.event.data.if_contains(message.spec->follows_field);
    if (id == nullptr || !id->is_string())
        return Follows{message.spec->follows_field.empty()};
    auto const steps = deliver::timeline(ledger.projections(), std::string_view{id->get_string()});
    if (!steps)
        return steps.error();
    if (steps->empty())
        return Follows{};
    auto earlier = commit::stored_receipt(ledger, steps->front().index);
    if (!earlier)
        return earlier.error();
    std::string const& sender = message.sender->id.get();
    std::string const& recipient = message.recipient->id.get();
    commit::Entry& entry = earlier->entry;
    if (message.spec->effect != Effect::kAnswers && !may_have_effect(entry, sender))
        return Follows{};
    std::optional<AgencyId> alternate;
    if (entry.agency == sender && entry.instead_of == recipient)
        alternate = AgencyId{entry.recipient};
    if (!alternate && !passed_between(entry, sender, recipient))
        return Follows{};
    return Follows{true, std::move(alternate), std::move(entry)};
}

void note_earlier(Follows const& follows, recognise::MessageSpec const& spec, commit::Append& accepted)
{
    if (!follows.earlier)
        return;
    accepted.entry.follows = follows.earlier->message;
    if (spec.effect == Effect::kCorrects)
        deliver::follow_with(commit::EntryKind::kCorrected, *follows.earlier, accepted);
    if (spec.effect == Effect::kWithdraws)
        deliver::follow_with(commit::EntryKind::kWithdrawn, *follows.earlier, accepted);
}

}  // namespace micklegate::road
