#include "gateway/road/follows.hpp"

#include "gateway/commit/receipt.hpp"
#include "gateway/deliver/mailbox.hpp"

namespace micklegate::road {

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
    auto const earlier = commit::stored_receipt(ledger, steps->front().index);
    if (!earlier)
        return earlier.error();
    std::string const& sender = message.sender->id.get();
    std::string const& recipient = message.recipient->id.get();
    commit::Entry const& entry = earlier->entry;
    if (entry.agency == sender && entry.instead_of == recipient)
        return Follows{true, AgencyId{entry.recipient}};
    return Follows{(entry.agency == sender && entry.recipient == recipient) ||
                   (entry.agency == recipient && entry.recipient == sender)};
}

}  // namespace micklegate::road
