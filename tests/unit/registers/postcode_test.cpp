// Postcodes: any spelling of a sound one becomes the canonical one; what is not one is not repaired.
#include "gateway/registers/postcode.hpp"

#include <gtest/gtest.h>

#include <array>
#include <utility>

namespace micklegate::registers {
namespace {

TEST(Postcode, HasOneCanonicalSpelling)
{
    constexpr std::array<std::pair<char const*, char const*>, 10> kSpellings{{{"YO1 7HH", "YO1 7HH"},
                                                                              {"YO24 1AB", "YO24 1AB"},
                                                                              {"BD24 9AA", "BD24 9AA"},
                                                                              {"DN55 1PT", "DN55 1PT"},
                                                                              {"EC1A 1BB", "EC1A 1BB"},
                                                                              {"W1A 0AX", "W1A 0AX"},
                                                                              {"gir0aa", "GIR 0AA"},
                                                                              {"yo17hh", "YO1 7HH"},
                                                                              {" Yo 2 41 aB ", "YO24 1AB"},
                                                                              {"M1  1AE", "M1 1AE"}}};
    for (auto const& [spelling, canonical] : kSpellings)
        EXPECT_EQ(canonical_postcode(spelling), canonical) << spelling;
}

TEST(Postcode, IsNotGuessed)
{
    for (char const* text :
         {"", " ", "YO1 7CH", "QO1 7HH", "YO100 1AA", "YO1", "YO1 7H", "7HH YO1", "YO1-7HH", "YO1 7HHH", "YO1 7HH 2",
          "Y\xC3\x96"
          "1 7HH",
          "AAA1 1AA", "A1Q 1AA", "YO1C 1AA"})
        EXPECT_EQ(canonical_postcode(text), std::nullopt) << text;
}

}  // namespace
}  // namespace micklegate::registers
