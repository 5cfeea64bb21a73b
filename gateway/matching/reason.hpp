// Why a record is or is not the person asked for: what was found in comparing, and no value of either.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace micklegate::matching {

/// Exactly one is found of the names and one of the birth dates; of the rest, any.
enum class Reason : std::uint8_t {
    kNamesAgree,       ///< all names asked, letter for letter after folding
    kNameVariant,      ///< a diminutive, one of several forenames, part of a surname, or forename and surname exchanged
    kSurnameSpelling,  ///< the forename agrees, the surname is spelled or sounds nearly so
    kForenameSpelling,  ///< the surname agrees, the forename is spelled or sounds nearly so: twins look like this
    kBothSpelling,
    kInitialOnly,      ///< the surname agrees, of the forename only its first letter is known
    kSurnameAlone,     ///< the surname agrees, a side has no forename
    kForenameAlone,    ///< the forename agrees, the surname is missing or another: marriage, or somebody else
    kForenameDiffers,  ///< the surname agrees, the forename is another: an unlisted diminutive, or a twin
    kNamesDiffer,
    kNoName,  ///< a side has none at all

    kBirthAgrees,
    kBirthExchanged,  ///< day and month
    kBirthOneSlip,    ///< one digit, or two neighbours exchanged, less than a generation apart
    kBirthYear,       ///< a side has a year alone; the years agree as well as an estimate can
    kBirthUnknown,    ///< on either side
    kBirthDiffers,

    kNumberAgrees,
    kNumberDiffers,  ///< a number asked is of a kind that the record has, and not among its numbers
    kReferenceAgrees,
    kAddressAgrees,   ///< postcode, house and flat
    kPostcodeAgrees,  ///< and nothing speaks against its being one home
    kAddressDiffers,  ///< both have addresses, and none that could be one home
};

/// For machines and manuals: "names-agree".
[[nodiscard]] std::string_view to_string(Reason reason) noexcept;

class Reasons {
public:
    constexpr Reasons() = default;
    constexpr Reasons(std::initializer_list<Reason> reasons) noexcept
    {
        for (Reason const reason : reasons)
            insert(reason);
    }

    constexpr void insert(Reason reason) noexcept { bits_ |= std::uint32_t{1} << static_cast<unsigned>(reason); }
    [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
    [[nodiscard]] constexpr bool shares(Reasons other) const noexcept { return (bits_ & other.bits_) != 0; }
    [[nodiscard]] constexpr bool contains(Reason reason) const noexcept { return shares({reason}); }
    /// In the order of Reason.
    [[nodiscard]] std::vector<Reason> list() const;

    friend constexpr Reasons operator|(Reasons one, Reasons two) noexcept
    {
        one.bits_ |= two.bits_;
        return one;
    }
    friend constexpr bool operator==(Reasons, Reasons) = default;

private:
    std::uint32_t bits_ = 0;
};

}  // namespace micklegate::matching
