// Who a record is about, and whom somebody asks for: the two sides of a comparison.
#pragma once

#include "gateway/base/moment.hpp"

#include <optional>
#include <string>
#include <vector>

namespace micklegate::matching {

/// What can be said of a person. Any of it may be empty; nothing needs folding first.
struct Particulars {
    std::string forename{};  ///< one or several
    std::string surname{};
    std::vector<std::string> other_names{};  ///< former, married and assumed: full names, or one name
    std::optional<Date> birth{};
    std::vector<std::string> addresses{};   ///< one line each, with the postcode; a postcode alone is one too
    std::vector<std::string> numbers{};     ///< PNCID, prisoner number: in their normal form, as recognise has it
    std::vector<std::string> references{};  ///< of the case and of the order, in their normal form
};

/// As a record holds the person.
struct Person : Particulars {};

/// As somebody asks for the person. A type of its own, because the comparison is not symmetrical for a reader: the
/// reasons speak of what was asked.
struct Asked : Particulars {};

}  // namespace micklegate::matching
