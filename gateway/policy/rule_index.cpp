#include "gateway/policy/rule_index.hpp"

#include "gateway/policy/vocabulary.hpp"

#include <algorithm>

namespace micklegate::policy {
namespace {

/// Words of types, kinds and ids hold no space.
std::string key_of(MessageType const& type, std::string_view sender, std::string_view recipient)
{
    std::string key = type.get();
    key += ' ';
    key += sender;
    key += ' ';
    key += recipient;
    return key;
}

/// What a party to the agreement may be found by at one end of the rule: its kind, or the id of one agency whose kind
/// is known only when it sends.
std::vector<std::string> ends(Agreement const& agreement, std::set<std::string> const& kinds)
{
    std::vector<std::string> found;
    std::copy_if(agreement.parties.begin(), agreement.parties.end(), std::back_inserter(found),
                 [&](std::string const& party) { return is_agency_id(party) || kinds.contains(party); });
    return found;
}

}  // namespace

void RuleIndex::add(Agreement const& agreement, Rule const& rule)
{
    RuleRef const ref{&agreement, &rule};
    for (std::string const& sender : ends(agreement, rule.from))
        for (std::string const& recipient : ends(agreement, rule.to))
            by_ends_[key_of(rule.type, sender, recipient)].push_back(ref);
    by_type_[rule.type].push_back(ref);
    ++size_;
}

std::vector<RuleRef> RuleIndex::find(MessageType const& type, Agency const& sender, Agency const& recipient) const
{
    std::vector<RuleRef> found;
    for (std::string const* const from : {&sender.kind, &sender.id.get()}) {
        for (std::string const* const to : {&recipient.kind, &recipient.id.get()}) {
            auto const refs = by_ends_.find(key_of(type, *from, *to));
            if (refs == by_ends_.end())
                continue;
            for (RuleRef const& ref : refs->second)
                if (ref.rule->from.contains(sender.kind) && ref.rule->to.contains(recipient.kind) &&
                    std::find(found.begin(), found.end(), ref) == found.end())
                    found.push_back(ref);
        }
    }
    return found;
}

std::vector<RuleRef> const& RuleIndex::of_type(MessageType const& type) const
{
    static std::vector<RuleRef> const none;
    auto const refs = by_type_.find(type);
    return refs == by_type_.end() ? none : refs->second;
}

}  // namespace micklegate::policy
