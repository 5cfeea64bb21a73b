// The school register: the national layout (GIAS), successors, and a search that answers only when it is sure.
#pragma once

#include "gateway/base/result.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micklegate::registers {

struct School {
    std::string urn;      ///< six digits
    std::string la_code;  ///< three digits, e.g. "815"
    std::string name;     ///< UTF-8, as registered
    std::string phase;
    std::string postcode;        ///< canonical form: upper case, one space before the last three
    std::optional<int> age_low;  ///< statutory, in years
    std::optional<int> age_high;
    bool open = false;  ///< "Open" or "Open, but proposed to close"
};

/// The URN in a school's agency id. A second mailbox of a school, school.901233.head, is for the same children. Empty
/// where the agency is no school.
[[nodiscard]] std::string_view urn_of_agency(std::string_view id) noexcept;

/// What the sender was told; any part may be empty.
struct SchoolQuery {
    std::string name;
    std::string urn;
    std::string postcode;
    std::optional<int> age;  ///< of the child, in years; narrows a search by name
};

struct SchoolMatch {
    enum class Kind { kExact, kNotFound, kAmbiguous, kClosed };

    Kind kind = Kind::kNotFound;
    School const* school = nullptr;  ///< set only for kExact; lives as long as the register
};

/// Immutable once imported, so any thread may search it.
class SchoolRegister {
public:
    /// Both texts are Windows-1252 CSV with a header line; extra columns are ignored, a missing one is named in the
    /// problem, a bad row is named by its line number. An empty `links` text means no links.
    [[nodiscard]] static Result<SchoolRegister> import(std::string_view schools, std::string_view links);

    [[nodiscard]] School const* by_urn(std::string_view urn) const noexcept;
    /// Exact only where nothing else fits: a URN whose name or postcode (where given) agrees, or else the one school
    /// that fits name, age and postcode. A closed school stands for its successor. Two parts that contradict each other
    /// are kAmbiguous.
    [[nodiscard]] SchoolMatch find(SchoolQuery const& query) const;
    [[nodiscard]] std::vector<School const*> open_schools() const;
    [[nodiscard]] std::size_t size() const noexcept { return schools_.size(); }

private:
    using Links = std::multimap<std::string, std::string, std::less<>>;

    void link(std::string const& earlier, std::string const& later);
    /// The school itself if it is open, or else the open schools its successors lead to.
    [[nodiscard]] std::vector<School const*> open_heirs(School const& school) const;
    [[nodiscard]] SchoolMatch find_by_urn(SchoolQuery const& query) const;
    [[nodiscard]] SchoolMatch find_by_name(SchoolQuery const& query) const;

    std::map<std::string, School, std::less<>> schools_;
    Links successors_;
    Links predecessors_;
    std::multimap<std::string, std::string, std::less<>> by_folded_name_;
};

}  // namespace micklegate::registers
