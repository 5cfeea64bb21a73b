// The partnership's policy set keeps what may never happen, and every way of spoiling it is caught: each mutant of the
// set is judged by the prover and by a reader's own table, and both must say the same.
#include "gateway/policy/prove.hpp"
#include "gateway/recognise/field_classes.hpp"
#include "tests/support/sample_policy.hpp"
#include "tests/unit/policy/forbidden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

namespace micklegate::policy {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The set's rules for one type, with the type and what is allowed of it. No invariant ties one type to another, so the
/// proofs of all parts are the proof of the whole.
PolicySet part_of(PolicySet const& whole, MessageType const& type)
{
    PolicySet part;
    part.catalogue.emplace(type, whole.catalogue.at(type));
    for (Agreement const& agreement : whole.agreements) {
        part.agreements.push_back(agreement);
        std::erase_if(part.agreements.back().rules, [&](Rule const& rule) { return rule.type != type; });
    }
    part.invariants = whole.invariants;
    std::erase_if(part.invariants.allowed, [&](Allow const& allow) { return !allow.types.contains(type); });
    for (Allow& allow : part.invariants.allowed)
        allow.types = {type};
    return part;
}

template <class Visit>
void for_each_rule(PolicySet& policy, Visit const& visit)
{
    for (Agreement& agreement : policy.agreements)
        for (Rule& rule : agreement.rules)
            visit(agreement, rule);
}

/// What is wrong with a set, in words that the prover's breaches and the reader's table can both be put into.
using Wrongs = std::set<std::string>;

constexpr std::string_view kIdle = "idle ";

std::string joined(Wrongs const& wrongs)
{
    std::string list;
    for (std::string const& wrong : wrongs)
        list += (list.empty() ? "" : "; ") + wrong;
    return list;
}

Wrongs told_by_prover(PolicySet const& policy)
{
    Wrongs wrongs;
    for (Breach const& breach : prove(policy).breaches)
        if (breach.invariant == "allow")
            wrongs.insert(std::string{kIdle} + breach.field_class + " to " + breach.recipient_kind);
        else
            wrongs.insert(breach.agreement + "/" + breach.rule + " " + breach.field + " to " + breach.recipient_kind);
    return wrongs;
}

/// "class to kind", of the classes that need leave.
std::set<std::string> passages(PolicySet& policy)
{
    std::set<std::string> found;
    for_each_rule(policy, [&](Agreement const&, Rule const& rule) {
        for (auto const& field : policy.catalogue.at(rule.type).fields)
            if (rule.release.contains(field.name) && forbidden::needs_leave(field.field_class))
                for (std::string const& kind : rule.to)
                    found.insert(field.field_class + " to " + kind);
    });
    return found;
}

using Leave = std::optional<std::set<std::string>>;

bool lacks_leave(Leave const& leave, std::string const& field_class, std::string const& kind)
{
    return leave && forbidden::needs_leave(field_class) && !leave->contains(field_class + " to " + kind);
}

/// `leave`: the passages of the set as it was signed, which are those that it gives leave for; or nothing where leave
/// is given for everything.
Wrongs told_by_reader(PolicySet& policy, Leave const& leave)
{
    Wrongs wrongs;
    for_each_rule(policy, [&](Agreement const& agreement, Rule const& rule) {
        std::string const name = agreement.name + "/" + rule.name + " ";
        auto const& spec = policy.catalogue.at(rule.type);
        for (auto const& field : spec.fields)
            for (std::string const& kind : rule.to)
                if (rule.release.contains(field.name) &&
                    (forbidden::release(rule, kind, field, spec) || lacks_leave(leave, field.field_class, kind)))
                    wrongs.insert(name + field.name + " to " + kind);
        for (std::string const& kind : rule.to)
            if (forbidden::recipient(rule, kind))
                wrongs.insert(name + " to " + kind);
        for (std::string const& kind : rule.from)
            if (forbidden::sender(rule, kind))
                wrongs.insert(name + " to ");
        if (forbidden::unasked(rule))
            wrongs.insert(name + " to ");
    });
    auto const used = passages(policy);
    for (std::string const& passage : leave.value_or(std::set<std::string>{}))
        if (!used.contains(passage))
            wrongs.insert(std::string{kIdle} + passage);
    return wrongs;
}

/// As if everybody had been given leave for everything, so that a ban has to stand by itself.
Wrongs told_by_prover_whatever_the_leave(PolicySet& policy)
{
    std::map<std::string, std::string> classes;
    std::vector<Allow> allowed;
    policy.invariants.explicit_classes.swap(classes);
    policy.invariants.allowed.swap(allowed);
    Wrongs wrongs = told_by_prover(policy);
    policy.invariants.explicit_classes.swap(classes);
    policy.invariants.allowed.swap(allowed);
    return wrongs;
}

/// Judges mutants of one type's part, and counts them.
class Court {
public:
    struct Tally {
        std::size_t mutants = 0;
        std::size_t violating = 0;
        std::size_t only_idle = 0;  ///< nothing wrong but a permission that nobody uses any more
        std::vector<std::string> disputed;
    };

    Court(PolicySet& part, Tally& tally) : part_{part}, leave_{passages(part)}, tally_{tally} {}

    void judge(std::string const& mutant)
    {
        Wrongs const expected = told_by_reader(part_, leave_);
        compare(mutant, told_by_prover(part_), expected);
        compare(mutant + ", with leave", told_by_prover_whatever_the_leave(part_), told_by_reader(part_, {}));
        ++tally_.mutants;
        auto const idle = [](std::string const& wrong) { return wrong.starts_with(kIdle); };
        if (std::any_of(expected.begin(), expected.end(), std::not_fn(idle)))
            ++tally_.violating;
        else if (!expected.empty())
            ++tally_.only_idle;
    }

private:
    void compare(std::string const& mutant, Wrongs const& proven, Wrongs const& expected)
    {
        if (proven != expected)
            tally_.disputed.push_back(mutant + ": the prover says [" + joined(proven) + "], the reader [" +
                                      joined(expected) + "]");
    }

    PolicySet& part_;
    Leave leave_;
    Tally& tally_;
};

std::set<std::string> released_by(PolicySet& part)
{
    std::set<std::string> released;
    for_each_rule(
        part, [&](Agreement const&, Rule const& rule) { released.insert(rule.release.begin(), rule.release.end()); });
    return released;
}

void swap_classes(PolicySet& part, Court& court)
{
    auto const released = released_by(part);
    auto& [type, spec] = *part.catalogue.begin();
    for (auto& field : spec.fields) {
        if (!released.contains(field.name))
            continue;
        std::string const signed_class = field.field_class;
        for (std::string_view const other : recognise::kFieldClasses) {
            field.field_class = other;
            if (other != signed_class)
                court.judge(type.get() + ": " + field.name + " as " + field.field_class);
        }
        field.field_class = signed_class;
    }
}

/// Each person of the type as each other kind of person.
void swap_roles(PolicySet& part, Court& court)
{
    auto& [type, spec] = *part.catalogue.begin();
    for (auto& person : spec.people) {
        std::string const signed_role = person.role;
        for (std::string_view const other : forbidden::kRoles) {
            person.role = other;
            if (other != signed_role)
                court.judge(type.get() + ": " + person.name_fields.front() + " of a " + person.role);
        }
        person.role = signed_role;
    }
}

/// Each released field called what the reader knows by name, as if it had been carried by another type.
void rename_fields(PolicySet& part, Court& court)
{
    auto const released = released_by(part);
    auto& [type, spec] = *part.catalogue.begin();
    for (auto& field : spec.fields) {
        if (!released.contains(field.name))
            continue;
        auto const rename = [&](std::string const& before, std::string const& after) {
            field.name = after;
            for_each_rule(part, [&](Agreement const&, Rule& rule) {
                if (rule.release.erase(before) == 1)
                    rule.release.insert(after);
            });
        };
        std::string const signed_name = field.name;
        for (std::string_view const other : forbidden::kFields) {
            std::string const name{other};
            if (spec.field(name) != nullptr)
                continue;
            rename(signed_name, name);
            court.judge(type.get() + ": " + signed_name + " called " + name);
            rename(name, signed_name);
        }
    }
}

/// Each kind replaced by each other, and each other added.
void swap_kinds(std::set<std::string> Rule::*end, Rule& rule, std::string const& name, Court& court)
{
    std::set<std::string> const signed_kinds = rule.*end;
    for (std::string const& other : agency_kinds()) {
        if (signed_kinds.contains(other))
            continue;
        rule.*end = signed_kinds;
        (rule.*end).insert(other);
        court.judge(name + " and " + other);
        for (std::string const& kind : signed_kinds) {
            rule.*end = signed_kinds;
            (rule.*end).erase(kind);
            (rule.*end).insert(other);
            court.judge(name + " " + kind + " became " + other);
        }
    }
    rule.*end = signed_kinds;
}

void swap_basis(Rule& rule, std::string const& name, Court& court)
{
    std::string const signed_basis = rule.lawful_basis;
    for (std::string const& other : lawful_bases()) {
        rule.lawful_basis = other;
        if (other != signed_basis)
            court.judge(name + " on " + other);
    }
    rule.lawful_basis = signed_basis;
}

void release_withheld(recognise::MessageSpec const& spec, Rule& rule, std::string const& name, Court& court)
{
    auto const signed_release = rule.release;
    for (auto const& field : spec.fields) {
        if (signed_release.contains(field.name))
            continue;
        rule.release.insert(field.name);
        court.judge(name + " releases " + field.name);
        rule.release = signed_release;
    }
}

void drop_conditions(Rule& rule, std::string const& name, Court& court)
{
    auto const signed_conditions = rule.conditions;
    for (std::size_t i = 0; i < signed_conditions.size(); ++i) {
        rule.conditions.erase(rule.conditions.begin() + static_cast<std::ptrdiff_t>(i));
        court.judge(name + " without condition " + std::to_string(i + 1));
        rule.conditions = signed_conditions;
    }
}

/// Another field that would stand for consent, other ages, and somebody else's birth.
void bend_conditions(Rule& rule, std::string const& name, Court& court)
{
    for (Condition& condition : rule.conditions) {
        Condition const as_signed = condition;
        std::vector<Condition> bent;
        if (std::holds_alternative<ConsentCondition>(as_signed.asks))
            bent = {{ConsentCondition{"opted_out"}, ""}, {ConsentCondition{"consent_health"}, ""}};
        if (auto const* const age = std::get_if<AgeCondition>(&as_signed.asks))
            bent = {{AgeCondition{age->birth_field, age->on_field, 0, age->max}, ""},
                    {AgeCondition{age->birth_field, age->on_field, age->min, age->max + 1}, ""},
                    {AgeCondition{age->birth_field, age->on_field, 0, 120}, ""},
                    {AgeCondition{"victim_dob", age->on_field, age->min, age->max}, ""}};
        for (std::size_t i = 0; i < bent.size(); ++i) {
            condition = bent[i];
            court.judge(name + " with a condition bent in way " + std::to_string(i + 1));
        }
        condition = as_signed;
    }
}

TEST(ThisRepositorysPolicy, KeepsWhatMayNeverHappen)
{
    Proof const proof = prove(samples::policy());

    for (Breach const& breach : proof.breaches)
        ADD_FAILURE() << breach.sentence;
    std::cout << "checks: " << proof.checks << "\n";
    EXPECT_GT(proof.checks, 0U);
}

TEST(ThisRepositorysPolicy, IsProvenByItsPartsAsWhole)
{
    Proof whole = prove(samples::policy());
    Proof parts;
    for (auto const& [type, spec] : samples::policy().catalogue)
        parts.checks += prove(part_of(samples::policy(), type)).checks;

    EXPECT_EQ(parts.checks, whole.checks);
}

/// Names and numbers of the wrong person, of classes that may go there.
struct Slip {
    char const* type;
    char const* field;
    char const* to;
    char const* broken;
};

TEST(ThisRepositorysPolicy, ReleasesNoNameOrNumberOfTheWrongPerson)
{
    for (Slip const& slip :
         {Slip{"perpetrator.referral", "partner_name", "perpetrator_provider",
               "programmes-know-only-whom-they-work-with"},
          Slip{"encompass.notification", "victim_name", "school", "schools-know-the-child"},
          Slip{"encompass.notification", "suspect_name", "school", "schools-know-the-child"},
          Slip{"victim.block-notice", "prisoner_number", "da_provider", "prisoner-numbers-for-those-who-hold-them"}}) {
        PolicySet part = part_of(samples::policy(), MessageType{slip.type});
        for_each_rule(part, [&](Agreement const&, Rule& rule) {
            if (rule.to.contains(slip.to))
                rule.release.insert(slip.field);
        });
        std::set<std::string> broken;
        for (Breach const& breach : prove(part).breaches)
            broken.insert(breach.invariant);
        EXPECT_THAT(broken, ElementsAre(slip.broken)) << slip.field << " to " << slip.to;
    }
}

TEST(ThisRepositorysPolicy, EveryMutantIsJudgedAsAReaderWouldJudgeIt)
{
    Court::Tally tally;
    for (auto const& [type, spec] : samples::policy().catalogue) {
        PolicySet part = part_of(samples::policy(), type);
        Court court{part, tally};
        swap_classes(part, court);
        swap_roles(part, court);
        rename_fields(part, court);
        for_each_rule(part, [&](Agreement const& agreement, Rule& rule) {
            std::string const name = full_name(agreement, rule);
            swap_kinds(&Rule::to, rule, name + " to", court);
            swap_kinds(&Rule::from, rule, name + " from", court);
            swap_basis(rule, name, court);
            release_withheld(spec, rule, name, court);
            drop_conditions(rule, name, court);
            bend_conditions(rule, name, court);
        });
    }

    std::cout << "mutants: " << tally.mutants << ", violating: " << tally.violating
              << ", leaving a permission idle: " << tally.only_idle << "\n";
    EXPECT_THAT(tally.disputed, IsEmpty());
    EXPECT_GT(tally.violating, tally.mutants / 10);
}

}  // namespace
}  // namespace micklegate::policy
