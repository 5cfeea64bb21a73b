// What to look for, given a withheld value: the forms in which it would give the same away.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace micklegate::guard {

/// Where and how a needle counts. Only kWords to kDate are looked for outside free text; the others would find towns
/// and surnames in officers' names and offices' addresses. Stored in marks: append only.
enum class Reach : std::uint8_t {
    kWords,       ///< as whole words
    kName,        ///< as whole words: a person's full name, or an initial and the surname
    kCode,        ///< as whole words, where O is also 0, and I and L are also 1
    kDigits,      ///< inside any run of digits, the same letters among them
    kDate,        ///< a date in any spelling
    kPlace,       ///< as a place, and not as a street, an office or an officer named after it
    kStreet,      ///< as a street, and not behind another house's number
    kHouse,       ///< number and street without its type, and not before another type
    kSurname,     ///< behind "Mr", "Mrs" …
    kPrison,      ///< as a place, or beside "prison", "HMP" …
    kPrisonCode,  ///< in capitals
    kSchool,      ///< before "school", "academy" …, or behind "attends", "pupil at" …
    kInitial,     ///< surname and initial, apart
};

/// All that a mark says of its needle in clear.
struct Shape {
    Reach reach = Reach::kWords;
    std::uint16_t length = 0;

    friend auto operator<=>(Shape const&, Shape const&) = default;
};

struct Needle {
    Reach reach = Reach::kWords;
    std::string squashed;

    [[nodiscard]] Shape shape() const noexcept { return {reach, static_cast<std::uint16_t>(squashed.size())}; }
};

inline constexpr std::size_t kMostNeedles = 16;
/// At most kMostNeedles of one value. Empty for a class the guard does not know as identifying, and for a value too
/// short or too ordinary to be searched for without false alarms: others may have written it to have texts held.
[[nodiscard]] std::vector<Needle> needles_of(std::string_view field_class, std::string_view value);

}  // namespace micklegate::guard
