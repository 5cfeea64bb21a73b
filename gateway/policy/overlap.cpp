#include "gateway/policy/overlap.hpp"

#include "gateway/policy/vocabulary.hpp"

#include <algorithm>

namespace micklegate::policy {
namespace {

template <class Set>
bool meet(Set const& one, Set const& other)
{
    return std::any_of(one.begin(), one.end(), [&](auto const& item) { return other.contains(item); });
}

/// Whether one agency of each end's kinds can be a party to both. A party by id may be of any kind, so that only two
/// different lists of ids keep agreements apart.
bool share_parties(Agreement const& one, Agreement const& other, std::set<std::string> const& from,
                   std::set<std::string> const& to)
{
    auto const covers = [](Agreement const& agreement, std::set<std::string> const& kinds) {
        std::set<std::string> parties;
        bool by_kind = false;
        for (std::string const& party : agreement.parties) {
            if (is_agency_id(party))
                parties.insert(party);
            else
                by_kind = by_kind || kinds.contains(party);
        }
        return std::pair{std::move(parties), by_kind};
    };
    for (auto const* const kinds : {&from, &to}) {
        auto const [ids, by_kind] = covers(one, *kinds);
        auto const [other_ids, other_by_kind] = covers(other, *kinds);
        if (!(by_kind && other_by_kind) && !(by_kind && !other_ids.empty()) && !(other_by_kind && !ids.empty()) &&
            !meet(ids, other_ids))
            return false;
    }
    return true;
}

std::set<std::string> common(std::set<std::string> const& one, std::set<std::string> const& other)
{
    std::set<std::string> both;
    std::set_intersection(one.begin(), one.end(), other.begin(), other.end(), std::inserter(both, both.end()));
    return both;
}

bool disjoint_conditions(Rule const& one, Rule const& other)
{
    return std::any_of(one.conditions.begin(), one.conditions.end(), [&](Condition const& condition) {
        return std::any_of(other.conditions.begin(), other.conditions.end(),
                           [&](Condition const& against) { return exclude_each_other(condition, against); });
    });
}

bool overlap(RuleRef const& one, RuleRef const& other)
{
    Agreement const& a = *one.agreement;
    Agreement const& b = *other.agreement;
    if (one.rule->purpose != other.rule->purpose || a.valid_until < b.valid_from || b.valid_until < a.valid_from)
        return false;
    auto const from = common(one.rule->from, other.rule->from);
    auto const to = common(one.rule->to, other.rule->to);
    return !from.empty() && !to.empty() && share_parties(a, b, from, to) &&
           !disjoint_conditions(*one.rule, *other.rule);
}

}  // namespace

std::optional<Overlap> find_overlap(PolicySet const& policy)
{
    for (auto const& entry : policy.catalogue) {
        auto const& refs = policy.index.of_type(entry.first);
        for (std::size_t i = 0; i < refs.size(); ++i)
            for (std::size_t j = i + 1; j < refs.size(); ++j)
                if (overlap(refs[i], refs[j]))
                    return Overlap{refs[i], refs[j]};
    }
    return std::nullopt;
}

std::string overlap_sentence(Overlap const& overlap)
{
    return "Rules " + full_name(*overlap.one.agreement, *overlap.one.rule) + " and " +
           full_name(*overlap.other.agreement, *overlap.other.rule) + " could both decide one " +
           overlap.one.rule->type.get() + ": give them conditions that exclude each other, or different purposes.";
}

}  // namespace micklegate::policy
