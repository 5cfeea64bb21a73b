// What may never happen, whatever an agreement says (policies/invariants.toml).
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/model/ids.hpp"
#include "gateway/policy/condition.hpp"
#include "gateway/policy/vocabulary.hpp"
#include "gateway/recognise/message_spec.hpp"

#include <limits>
#include <set>
#include <vector>

namespace micklegate::policy {

/// A field of one of these classes, part of a person of one of these roles, or of one of these names never reaches one
/// of these kinds. An empty set of types or bases means any; classes, roles, kinds and bases that the file gives by
/// exception are written out when it is read.
struct Never {
    std::string name;
    std::string why;
    std::set<std::string> classes;
    std::set<std::string> roles;   ///< of people: whatever the type lists as their name or birth, of any class
    std::set<std::string> fields;  ///< names
    std::set<std::string> to;      ///< kinds; sides are written out when the file is read
    std::set<MessageType> types;
    std::set<std::string> lawful_bases;
};

/// What is of one of these types, and on one of these bases, passes only between these kinds. An empty set of types or
/// bases means any; an empty set of kinds leaves that end open.
struct Only {
    std::string name;
    std::string why;
    std::set<MessageType> types;
    std::set<std::string> lawful_bases;
    std::set<std::string> from;
    std::set<std::string> to;
};

/// A rule of one of these types, and on one of these bases, must set a condition of this kind, e.g. "consent", on one
/// of these fields. An empty set means any. A condition "age" must keep within the bounds, both included.
struct Requires {
    std::string name;
    std::string why;
    std::set<MessageType> types;
    std::set<std::string> lawful_bases;
    std::string condition;           ///< one of condition_words()
    std::set<std::string> fields{};  ///< of an age: the birth's
    int min = 0;
    int max = std::numeric_limits<int>::max();
};

[[nodiscard]] bool meets(Condition const& condition, Requires const& needed);

/// The one way in which an explicit class reaches a kind: each of the types, to each of the kinds, each of the classes.
struct Allow {
    std::set<MessageType> types;
    std::set<std::string> to;
    std::set<std::string> classes;
    std::string why;
};

struct Invariants {
    std::map<std::string, std::set<std::string>> sides;  ///< side -> kinds; each kind stands on at least one
    std::vector<Never> never;
    std::vector<Only> only;
    std::vector<Requires> required;
    std::map<std::string, std::string> explicit_classes;  ///< class -> why it reaches nobody without an Allow
    std::vector<Allow> allowed;                           ///< no two for the same type, kind and class
};

/// Strict, like every policy file: unknown keys, sides, kinds, classes, types and bases are refused with their place.
[[nodiscard]] Result<Invariants> load_invariants(std::string_view path, std::string_view text,
                                                 recognise::Catalogue const& catalogue);

/// How agreements and invariants call the kinds of conditions, in the order of Condition::asks.
[[nodiscard]] Words const& condition_words();

}  // namespace micklegate::policy
