// A register of what outlives a message: what it keeps of the messages that change its records, and what a record can
// be found by.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace micklegate::policy {

/// A person whom a look-up can ask for; all but the role are names of kept fields, or empty.
struct RegisterPerson {
    std::string role;  ///< what the answer calls whom the question found: "respondent"
    std::string forename;
    std::string surname;
    std::string other_names;  ///< a list
    std::string birth;
    std::vector<std::string> addresses;
    std::vector<std::string> numbers;  ///< that name the person beyond doubt
};

/// How long a record is kept after its end, or as long as its subject is known where that is not said.
struct RegisterSpec {
    std::string name;
    std::string title;
    std::set<std::string> keep;  ///< names of fields; what the message's rule did not release is not kept
    std::map<std::string, std::string> checks;  ///< of the kept fields that have one: the name of their x-check
    std::vector<std::string> references;        ///< kept fields by which anybody may ask for a record
    std::vector<RegisterPerson> people;
    std::optional<int> keep_days;
};

using RegisterSpecs = std::map<std::string, RegisterSpec, std::less<>>;

}  // namespace micklegate::policy
