#include "gateway/decide/vocabulary.hpp"

#include "gateway/model/agency_kinds.hpp"

#include <algorithm>
#include <array>

namespace micklegate::decide {
namespace {

constexpr std::array<std::string_view, 10> kLawfulBases{"P3",  "P3S", "E49A", "PT",  "PTS",
                                                        "CRT", "RLI", "CON",  "HSC", "VIT"};

constexpr std::array<std::string_view, 2> kMarkings{"OFFICIAL", "OFFICIAL-SENSITIVE"};

constexpr std::array<std::string_view, 2> kDeadlines{"none", "next_school_day"};

template <std::size_t N>
bool has(std::array<std::string_view, N> const& words, std::string_view word) noexcept
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool is_agency_kind(std::string_view word) noexcept { return has(kAgencyKinds, word); }
bool is_lawful_basis(std::string_view word) noexcept { return has(kLawfulBases, word); }
bool is_marking(std::string_view word) noexcept { return has(kMarkings, word); }
bool is_deadline(std::string_view word) noexcept { return has(kDeadlines, word); }

}  // namespace micklegate::decide
