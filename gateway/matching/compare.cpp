#include "gateway/matching/compare.hpp"

#include "gateway/matching/birth.hpp"
#include "gateway/matching/names.hpp"
#include "gateway/matching/place.hpp"

#include <algorithm>
#include <array>

namespace micklegate::matching {
namespace {

using enum Reason;

constexpr Reasons kSame{kNamesAgree, kNameVariant};
constexpr Reasons kGood{kNamesAgree, kNameVariant, kSurnameSpelling};
constexpr Reasons kFair{kForenameSpelling, kBothSpelling,  kInitialOnly,
                        kSurnameAlone,     kForenameAlone, kForenameDiffers};
constexpr Reasons kMoreOrLess = kGood | Reasons{kForenameSpelling, kBothSpelling, kInitialOnly, kSurnameAlone};
constexpr Reasons kNear{kBirthExchanged, kBirthOneSlip, kBirthYear};
constexpr Reasons kNearOrUnknown = kNear | Reasons{kBirthUnknown};
constexpr Reasons kNotDifferent = kNearOrUnknown | Reasons{kBirthAgrees};
constexpr Reasons kAny{};

/// An empty set asks for nothing.
struct Row {
    Reasons names;
    Reasons births;
    Reasons one_of;
    Reasons none_of;
    Confidence answer;
};

/// The table of the header, row by row.
constexpr std::array kTable{
    Row{{kNamesAgree}, {kBirthAgrees}, {kNumberAgrees}, {kNumberDiffers}, Confidence::kExact},
    Row{{kNamesAgree},
        {kBirthAgrees},
        {kReferenceAgrees, kAddressAgrees},
        {kNumberDiffers, kAddressDiffers},
        Confidence::kExact},
    Row{kGood, {kBirthAgrees}, kAny, {kNumberDiffers}, Confidence::kProbable},
    Row{kGood | kFair | Reasons{kNoName}, kNotDifferent, {kNumberAgrees}, {kNumberDiffers}, Confidence::kProbable},
    Row{kGood, kNotDifferent, {kReferenceAgrees}, {kNumberDiffers}, Confidence::kProbable},
    Row{kSame, kNear, {kAddressAgrees}, {kNumberDiffers}, Confidence::kProbable},
    Row{kGood, {kBirthAgrees}, kAny, {}, Confidence::kPossible},
    Row{kFair, {kBirthAgrees}, kAny, {kNumberDiffers}, Confidence::kPossible},
    Row{kSame, kNear, kAny, {kNumberDiffers}, Confidence::kPossible},
    Row{kSame, {kBirthUnknown}, kAny, {kNumberDiffers}, Confidence::kPossible},
    Row{kMoreOrLess, kNearOrUnknown, {kAddressAgrees}, {kNumberDiffers}, Confidence::kPossible},
    Row{kMoreOrLess, kAny, {kReferenceAgrees}, {}, Confidence::kPossible},
    Row{{kForenameAlone, kNoName}, kNotDifferent, {kReferenceAgrees}, {}, Confidence::kPossible},
    Row{kAny, kAny, {kNumberAgrees}, {}, Confidence::kPossible},
    Row{{kNamesDiffer}, {kBirthAgrees}, {kReferenceAgrees}, {}, Confidence::kPossible},
    Row{{kNoName}, kNotDifferent, {kAddressAgrees}, {}, Confidence::kPossible},
};

bool fits(Row const& row, Reasons found)
{
    auto const has = [found](Reasons wanted) { return wanted.empty() || found.shares(wanted); };
    return has(row.names) && has(row.births) && has(row.one_of) && !found.shares(row.none_of);
}

using Texts = std::vector<std::string>;

bool in_common(Texts const& asked, Texts const& held)
{
    return std::ranges::any_of(asked, [&](auto const& one) { return std::ranges::find(held, one) != held.end(); });
}

/// A PNCID looks unlike a prisoner number, so only numbers of one shape can contradict each other.
bool one_kind(std::string_view one, std::string_view two)
{
    auto const digit = [](char c) { return c >= '0' && c <= '9'; };
    return std::ranges::equal(one, two, [&](char a, char b) { return digit(a) == digit(b); });
}

Reasons compare_numbers(Texts const& asked, Texts const& held)
{
    Reasons found;
    for (std::string const& number : asked) {
        bool const known = std::ranges::any_of(held, [&](auto const& each) { return one_kind(number, each); });
        if (known)
            found.insert(in_common({number}, held) ? kNumberAgrees : kNumberDiffers);
    }
    return found;
}

}  // namespace

std::string_view to_string(Confidence confidence) noexcept
{
    constexpr std::array<std::string_view, 4> kAnswers{"none", "possible", "probable", "exact"};
    return kAnswers[static_cast<std::size_t>(confidence)];
}

Match compare(Asked const& asked, Person const& held)
{
    Match match{Confidence::kNone, compare_numbers(asked.numbers, held.numbers)};
    match.why.insert(compare_names(names_of(asked), names_of(held)));
    match.why.insert(compare_births(asked.birth, held.birth));
    if (in_common(asked.references, held.references))
        match.why.insert(kReferenceAgrees);
    if (auto const place = compare_places(asked.addresses, held.addresses))
        match.why.insert(*place);
    auto const* const row = std::ranges::find_if(kTable, [&](Row const& each) { return fits(each, match.why); });
    match.confidence = row == kTable.end() ? Confidence::kNone : row->answer;
    return match;
}

}  // namespace micklegate::matching
