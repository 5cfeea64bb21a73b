// A policy set: the catalogue, the agreements, the calendar and the invariants, with the digest that names them all.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/policy/calendar.hpp"
#include "gateway/policy/invariants.hpp"
#include "gateway/policy/register_spec.hpp"
#include "gateway/policy/rule_index.hpp"
#include "gateway/recognise/message_spec.hpp"

namespace micklegate::policy {

struct PolicySet {
    std::string digest;  ///< "sha256:…" over the sorted paths and contents of what decides
    recognise::Catalogue catalogue;
    RegisterSpecs registers;
    std::vector<Agreement> agreements;
    RuleIndex index;  ///< points into `agreements`
    Calendar calendar;
    Invariants invariants;

    PolicySet() = default;
    PolicySet(PolicySet&&) = default;
    PolicySet& operator=(PolicySet&&) = default;
};

/// The text of every file of a policies folder, by its path relative to that folder.
using PolicyFiles = std::map<std::string, std::string>;

/// Strict: an unknown key, field, class, kind or purpose is a problem with file, line and column. Refuses an empty set,
/// two rules of one name, a rule that releases a field its type lacks or can never match, and two rules that could both
/// decide one message. Whether the invariants hold is for prove() to say.
[[nodiscard]] Result<PolicySet> load_policy_set(PolicyFiles const& files);
/// One that a site kept, for showing what it decided: a key that became required later may be missing.
[[nodiscard]] Result<PolicySet> load_kept_policy_set(PolicyFiles const& files);

/// Those of the files that decide, and that the digest therefore covers: all but cases and the reader's notes.
[[nodiscard]] PolicyFiles deciding_files(PolicyFiles const& files);
/// What PolicySet::digest is; of files that are no sound set, too.
[[nodiscard]] std::string digest_of(PolicyFiles const& files);

}  // namespace micklegate::policy
