// A person's names in the forms that are compared and searched by.
#pragma once

#include "gateway/matching/person.hpp"
#include "gateway/matching/reason.hpp"

namespace micklegate::matching {

/// One name that somebody goes by, folded.
struct Name {
    std::vector<std::string> forenames;  ///< word by word, as of the parts: of many, those in the middle as one
    std::string surname;                 ///< without spaces: O'Neill, Oneill and O Neill are one
    std::vector<std::string> parts;      ///< of the surname: itself, and what it is made of without particles

    /// Without spaces.
    [[nodiscard]] std::string forename() const;
};

[[nodiscard]] Name name_of(std::string_view forename, std::string_view surname);

/// The name itself, then the other names; of another name that is one word alone, both the forename and the surname it
/// may be. Empty if there is no name.
[[nodiscard]] std::vector<Name> names_of(Particulars const& particulars);

/// One of the name reasons: the best that any two names give. kNamesAgree only if every name asked agrees with one
/// held, in the same order.
[[nodiscard]] Reason compare_names(std::vector<Name> const& asked, std::vector<Name> const& held);

}  // namespace micklegate::matching
