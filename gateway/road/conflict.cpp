#include "gateway/road/conflict.hpp"

#include "gateway/crypto/reader_marks.hpp"
#include "gateway/recognise/people.hpp"

#include <algorithm>

namespace micklegate::road {
namespace {

bool names_reader_of(Agency const& agency, recognise::Message const& message, Terms const& terms)
{
    if (agency.readers.empty())
        return false;
    auto const people = recognise::people_named(message.event.data, *message.spec);
    return std::ranges::any_of(
        people, [&](std::string const& name) { return crypto::may_be_reader(terms.keys.pseudonyms, agency, name); });
}

Stop held(std::string why) { return {Stop::Kind::kHeld, "conflict_of_interest", std::move(why), {}, {}}; }

/// Null where that agency cannot be sent this.
Agency const* free_to_read(std::optional<AgencyId> const& other, recognise::Message const& message, Terms const& terms)
{
    if (!other)
        return nullptr;
    auto const found = terms.setup.agencies->find(*other);
    if (found == terms.setup.agencies->end() || found->second.suspended || *other == message.sender->id ||
        names_reader_of(found->second, message, terms))
        return nullptr;
    return &found->second;
}

}  // namespace

Passed<decide::Decision> decide_without_conflict(recognise::Message& message, std::optional<AgencyId> const& followed,
                                                 Terms const& terms)
{
    policy::PolicySet const& policy = *terms.setup.policy;
    auto decision = decide::decide(policy, message, terms.now);
    Agency const& meant = *message.recipient;
    if (!decision || (!followed && !names_reader_of(meant, message, terms)))
        return decision;

    std::string const why = followed ? "The message it follows went to the alternate of " + meant.id.get()
                                     : "Somebody it names may be a named reader at " + meant.id.get();
    Agency const* const alternate = free_to_read(followed ? followed : meant.alternate, message, terms);
    if (alternate == nullptr)
        return held(why + ", and there is no alternate that can have it.");
    message.recipient = alternate;
    message.instead_of = &meant;
    decision = decide::decide(policy, message, terms.now);
    if (!decision)
        return held(why + ", and no agreement lets the alternate have it.");
    decision->reason += ' ' + why + ", so it goes to the alternate there.";
    return decision;
}

}  // namespace micklegate::road
