// The words that mean something to the leak guard: spellings made one, numbers, and what turns a name into another
// thing.
#pragma once

#include <cstdint>
#include <string_view>

namespace micklegate::guard {

/// What a word can be; several at once, as "park" is a street type and a common word.
enum Role : std::uint32_t {
    kStreetType = 1U << 0U,
    kFlat = 1U << 1U,       ///< "flat", "apartment": a number behind it is no house number
    kCommon = 1U << 2U,     ///< an everyday word that is also a place or a surname
    kTitle = 1U << 3U,      ///< "Mrs": what follows is a surname
    kRank = 1U << 4U,       ///< "PC": what follows is an officer
    kBody = 1U << 5U,       ///< "Court", "United": what stands before it is an institution, not a place
    kNotAPlace = 1U << 6U,  ///< "New" York, "County" Durham
    kBodyOf = 1U << 7U,     ///< "University" of York
    kPrisonWord = 1U << 8U,
    kCustodyPart = 1U << 9U,  ///< "wing", "cell": where in a prison
    kSchoolWord = 1U << 10U,
    kSchoolFiller = 1U << 11U,  ///< "CE", "community": between a school's name and its type
    kAttends = 1U << 12U,       ///< "attends": what follows is a school
    kPupil = 1U << 13U,         ///< "pupil" at, "goes" to
    kMonth = 1U << 14U,
    kNumberWord = 1U << 15U,
    kTens = 1U << 16U,  ///< "thirty": takes a unit
    kHundred = 1U << 17U,
    kTwice = 1U << 18U,     ///< "double" oh
    kEveryday = 1U << 19U,  ///< "the", "child": in every report, so nothing made of these alone is looked for
};
using Roles = std::uint32_t;

struct Meaning {
    std::string_view usual;  ///< the one spelling compared: "rd" is "road", "seven" is "7", "jan" is "january"
    Roles roles = 0;
};

/// Null for a word that means nothing special. `folded` is one lower-case word.
[[nodiscard]] Meaning const* meaning_of(std::string_view folded) noexcept;

}  // namespace micklegate::guard
