// What an auditor searches the log by, and where an entry stands in it.
#pragma once

#include "gateway/commit/entry.hpp"

namespace micklegate::audit {

/// The letters are part of the index's keys.
enum class Dimension : char {
    kAgency = 'a',  ///< the acting agency
    kRecipient = 'r',
    kPerson = 'p',   ///< who acted, by pseudonym
    kSubject = 's',  ///< whom it is about, by pseudonym
    kType = 't',     ///< of message; in detail: its version
    kRule = 'u',
    kAgreement = 'g',  ///< in detail: its version
    kOutcome = 'o',    ///< the entry's kind; in detail: its code
    kMessage = 'm',    ///< found by its timeline, so the index holds none
    kOperation = 'x',  ///< of DPA 2018 s.62(1); follows from the kind, so the index holds none
};

[[nodiscard]] std::string_view name_of(Dimension dimension) noexcept;
[[nodiscard]] std::optional<Dimension> dimension_named(std::string_view name) noexcept;

/// Valid as long as the entry or text it was made of.
struct Place {
    Dimension dimension{};
    std::string_view value;
    std::string_view detail{};
};

/// Whether places of the dimension are told apart by a detail, too.
[[nodiscard]] bool has_detail(Dimension dimension) noexcept;

/// At which the index holds the entry.
[[nodiscard]] std::vector<Place> places_of(commit::Entry const& entry);

}  // namespace micklegate::audit
