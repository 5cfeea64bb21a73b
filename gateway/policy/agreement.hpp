// A data-sharing agreement and its rules, as the partners signed them.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/model/ids.hpp"
#include "gateway/policy/condition.hpp"
#include "gateway/policy/deadline_rule.hpp"

#include <map>

namespace micklegate::policy {

struct Rule {
    std::string name;
    MessageType type;
    std::set<std::string> from;  ///< agency kinds
    std::set<std::string> to;    ///< agency kinds
    std::string purpose;
    std::string lawful_basis;  ///< code, e.g. "E49A": Domestic Abuse Act 2021 s.49A; policies/README.md lists them
    std::string lawful_basis_text;
    std::string necessity;  ///< why this recipient needs these fields (DPA 2018 s.35(5), UK GDPR Article 5(1)(c))
    std::vector<Condition> conditions;
    std::set<std::string> release;  ///< names of the fields released; all others are withheld
    DeadlineRule deadline;
    std::string acknowledgement;          ///< the step that meets the deadline
    std::vector<std::string> escalation;  ///< whom to turn to when it passes, in order: roles, or kinds of agency
    DeadlineRule escalate_every;          ///< between one of them and the next
    std::string retention;
    std::string marking;
};

struct Agreement {
    std::string name;
    std::string title;
    std::string version;
    Date valid_from;
    Date valid_until;  ///< last day it holds
    bool suspended = false;
    std::vector<std::string> parties;              ///< agency kinds or ids
    std::map<std::string, std::string> purposes;   ///< each with its meaning
    std::map<std::string, std::string> retention;  ///< each with its meaning
    /// Of each retention, how long the gateway keeps its own sealed copy. Empty in a set that is older than the key.
    std::map<std::string, unsigned> gateway_days;
    std::vector<Rule> rules;
};

/// "agreement/rule", as cases, proofs and refusals name it.
[[nodiscard]] inline std::string full_name(Agreement const& agreement, Rule const& rule)
{
    return agreement.name + "/" + rule.name;
}

}  // namespace micklegate::policy
