// A value that somebody wrote to have every text held is not looked for; one that is only short or plain still is.
#include "gateway/guard/leak_guard.hpp"
#include "tests/unit/guard/labelled_texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace micklegate::guard {
namespace {

using ::testing::IsEmpty;
using ::testing::Le;
using ::testing::Not;
using ::testing::SizeIs;

/// What any report could say.
constexpr char const* kReport =
    "Police attended one of the addresses at 21:40. The child was at home with her mother and told the police that the "
    "man had left. A school in the town was told, and the officer in the case will call again. Police officers "
    "visited the house: in prison the man said nothing to the NHS. The prison and the cell were quiet, at the door.";

struct Planted {
    char const* field_class;
    char const* value;
};

class APlantedValue : public ::testing::TestWithParam<Planted> {};

TEST_P(APlantedValue, HoldsNoReport)
{
    auto const [field_class, value] = GetParam();
    boost::json::object const withheld{{std::string{"kept_"} + field_class, value}};

    EXPECT_FALSE(find_leak(labelled_spec(), {{"summary", kReport}}, withheld));
}

INSTANTIATE_TEST_SUITE_P(Emails, APlantedValue,
                         ::testing::Values(Planted{"contact_safe", "a@nd;t@he;p@olice;c@hild;o@f;t@o"},
                                           Planted{"contact_safe", "th@e.child"},
                                           Planted{"contact_safe", "at@the.door"}, Planted{"contact_safe", "t@he.ch"},
                                           Planted{"contact_safe", "her@mother"}));
INSTANTIATE_TEST_SUITE_P(Addresses, APlantedValue,
                         ::testing::Values(Planted{"address_victim", "at home with"},
                                           Planted{"address_victim", "the child"}, Planted{"address_victim", "police"},
                                           Planted{"address_victim", "1 of the"}));
INSTANTIATE_TEST_SUITE_P(Prisons, APlantedValue,
                         ::testing::Values(Planted{"custody_location", "the child"}, Planted{"custody_location", "the"},
                                           Planted{"custody_location", "and the cell"},
                                           Planted{"custody_location", "NHS"}, Planted{"custody_location", "at home"}));
INSTANTIATE_TEST_SUITE_P(Schools, APlantedValue,
                         ::testing::Values(Planted{"child_school", "A School"}, Planted{"child_school", "of the town"},
                                           Planted{"child_school", "The child"}));

TEST(APlainValue, IsStillLookedFor)
{
    for (auto const& [field_class, value] :
         {Planted{"address_victim", "Rose Cottage, Nunstead"}, Planted{"address_victim", "1 Church Street"},
          Planted{"custody_location", "New Hall"}, Planted{"custody_location", "Hull"},
          Planted{"child_school", "All Saints"}, Planted{"contact_safe", "jo@nunstead.org"},
          Planted{"contact_safe", "sian@post.co.uk"}})
        EXPECT_THAT(needles_of(field_class, value), Not(IsEmpty())) << value;
}

TEST(AKnownValue, IsLookedForInSoManyFormsOnly)
{
    std::string numbers;
    for (int i = 100; i < 200; ++i)
        numbers += "07700 900" + std::to_string(i) + ";";

    EXPECT_THAT(needles_of("contact_safe", numbers), SizeIs(Le(kMostNeedles)));
}

TEST(AWithheldValue, IsLookedForToItsEnd)
{
    std::string numbers;
    for (int i = 100; i < 200; ++i)
        numbers += "07700 900" + std::to_string(i) + ";";

    EXPECT_TRUE(find_leak(labelled_spec(), {{"summary", "07700 900199"}}, {{"kept_contact_safe", numbers}}));
}

}  // namespace
}  // namespace micklegate::guard
