#include "gateway/policy/prove.hpp"

#include "gateway/recognise/people.hpp"

#include <algorithm>
#include <tuple>

namespace micklegate::policy {
namespace {

using recognise::FieldSpec;
using recognise::MessageSpec;

/// A type, a recipient's kind, a class: what an [[allow]] permits and a rule uses.
using Passage = std::tuple<MessageType, std::string, std::string>;

std::string listed(std::set<std::string> const& words)
{
    std::string list;
    std::size_t left = words.size();
    for (std::string const& word : words)
        list += word + (--left == 0 ? "" : left == 1 ? " or " : ", ");
    return list;
}

template <class Item>
bool any_or_holds(std::set<Item> const& items, Item const& item)
{
    return items.empty() || items.contains(item);
}

/// Each thing of the field that the invariant bans, e.g. "class identity and role victim"; empty where it bans nothing.
std::string banned_as(Never const& never, FieldSpec const& field, std::set<std::string> const& roles)
{
    std::string list;
    auto const add = [&list](std::string_view what, std::string const& word) {
        list.append(list.empty() ? "" : " and ").append(what).append(word);
    };
    if (never.classes.contains(field.field_class))
        add("class ", field.field_class);
    for (std::string const& role : roles)
        if (never.roles.contains(role))
            add("role ", role);
    if (never.fields.contains(field.name))
        add("field ", field.name);
    return list;
}

/// What the condition must be on, and within, e.g. " on child_dob, up to 17"; empty where any will do.
std::string narrowed(Requires const& needed)
{
    std::string text = needed.fields.empty() ? "" : " on " + listed(needed.fields);
    if (needed.min > 0)
        text += ", from " + std::to_string(needed.min);
    if (needed.max < std::numeric_limits<int>::max())
        text += ", up to " + std::to_string(needed.max);
    return text;
}

std::set<Passage> passages(std::vector<Allow> const& allowed)
{
    std::set<Passage> found;
    for (Allow const& allow : allowed)
        for (MessageType const& type : allow.types)
            for (std::string const& kind : allow.to)
                for (std::string const& field_class : allow.classes)
                    found.emplace(type, kind, field_class);
    return found;
}

class Prover {
public:
    explicit Prover(PolicySet const& policy) : policy_{policy}, allowed_{passages(policy.invariants.allowed)} {}

    Proof run()
    {
        for (Agreement const& agreement : policy_.agreements)
            for (Rule const& rule : agreement.rules) {
                check_ends({&agreement, &rule});
                check_conditions({&agreement, &rule});
                for (std::string const& kind : rule.to)
                    check_fields({&agreement, &rule}, kind);
            }
        check_idle_allowances();
        return std::move(proof_);
    }

private:
    void check_fields(RuleRef ref, std::string const& kind)
    {
        for (FieldSpec const& field : policy_.catalogue.at(ref.rule->type).fields) {
            ++proof_.checks;
            if (!ref.rule->release.contains(field.name))
                continue;
            check_never(ref, kind, field);
            check_explicit(ref, kind, field);
        }
    }

    void check_never(RuleRef ref, std::string const& kind, FieldSpec const& field)
    {
        auto const roles = recognise::roles_of(field.name, policy_.catalogue.at(ref.rule->type));
        for (Never const& never : policy_.invariants.never) {
            if (!never.to.contains(kind) || !any_or_holds(never.types, ref.rule->type) ||
                !any_or_holds(never.lawful_bases, ref.rule->lawful_basis))
                continue;
            std::string const banned = banned_as(never, field, roles);
            if (banned.empty())
                continue;
            accuse(never.name, ref, kind, field,
                   "That may never happen (" + never.name + ", " + banned + "): " + never.why);
            proof_.breaches.back().banned_as = banned;
        }
    }

    void check_explicit(RuleRef ref, std::string const& kind, FieldSpec const& field)
    {
        auto const needed = policy_.invariants.explicit_classes.find(field.field_class);
        if (needed == policy_.invariants.explicit_classes.end())
            return;
        Passage passage{ref.rule->type, kind, field.field_class};
        if (!allowed_.contains(passage))
            accuse("explicit", ref, kind, field,
                   "No [[allow]] lets that class of this message go there: " + needed->second);
        used_.insert(std::move(passage));
    }

    void accuse(std::string const& invariant, RuleRef ref, std::string const& kind, FieldSpec const& field,
                std::string const& reason)
    {
        Breach breach = breach_of(invariant, ref);
        breach.field = field.name;
        breach.field_class = field.field_class;
        breach.recipient_kind = kind;
        breach.sentence = under(ref) + kind + " would receive " + field.name + " (\"" + field.title + "\", class " +
                          field.field_class + ") of " + breach.type + ". " + reason;
        proof_.breaches.push_back(std::move(breach));
    }

    void check_ends(RuleRef ref)
    {
        for (Only const& only : policy_.invariants.only) {
            if (!any_or_holds(only.types, ref.rule->type) || !any_or_holds(only.lawful_bases, ref.rule->lawful_basis))
                continue;
            std::string const what = ref.rule->type.get() + " on the basis " + ref.rule->lawful_basis + ". Only ";
            for (std::string const& kind : ref.rule->from)
                if (!any_or_holds(only.from, kind))
                    accuse(only, ref, {}, kind + " could send " + what + listed(only.from));
            for (std::string const& kind : ref.rule->to)
                if (!any_or_holds(only.to, kind))
                    accuse(only, ref, kind, kind + " would receive " + what + listed(only.to));
        }
    }

    void accuse(Only const& only, RuleRef ref, std::string const& recipient, std::string const& what)
    {
        Breach breach = breach_of(only.name, ref);
        breach.recipient_kind = recipient;
        breach.sentence = under(ref) + what + " may (" + only.name + "): " + only.why;
        proof_.breaches.push_back(std::move(breach));
    }

    void check_conditions(RuleRef ref)
    {
        for (Requires const& needed : policy_.invariants.required) {
            auto const is_set = [&](Condition const& condition) { return meets(condition, needed); };
            if (!any_or_holds(needed.types, ref.rule->type) ||
                !any_or_holds(needed.lawful_bases, ref.rule->lawful_basis) ||
                std::any_of(ref.rule->conditions.begin(), ref.rule->conditions.end(), is_set))
                continue;
            Breach breach = breach_of(needed.name, ref);
            breach.sentence = under(ref) + breach.type + " would pass on the basis " + ref.rule->lawful_basis +
                              " without a condition of the kind \"" + needed.condition + "\"" + narrowed(needed) +
                              " (" + needed.name + "): " + needed.why;
            proof_.breaches.push_back(std::move(breach));
        }
    }

    void check_idle_allowances()
    {
        for (auto const& passage : allowed_) {
            if (used_.contains(passage))
                continue;
            auto const& [type, kind, field_class] = passage;
            proof_.breaches.push_back({"allow", "", "", type.get(), "", field_class, kind, "",
                                       "An [[allow]] lets " + field_class + " of " + type.get() + " reach " + kind +
                                           ", but no rule releases it. A permission that nobody needs must go."});
        }
    }

    static Breach breach_of(std::string const& invariant, RuleRef ref)
    {
        return {invariant, ref.agreement->name, ref.rule->name, ref.rule->type.get(), "", "", "", "", ""};
    }

    static std::string under(RuleRef ref) { return "Under " + full_name(*ref.agreement, *ref.rule) + ", "; }

    PolicySet const& policy_;
    std::set<Passage> allowed_;
    std::set<Passage> used_;
    Proof proof_;
};

}  // namespace

Proof prove(PolicySet const& policy) { return Prover{policy}.run(); }

}  // namespace micklegate::policy
