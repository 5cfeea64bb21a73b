// A withheld value is found however it is spaced, cased, abbreviated or punctuated; what only resembles it is not.
#include "gateway/guard/leak_guard.hpp"

#include <gtest/gtest.h>

namespace micklegate::guard {
namespace {

recognise::MessageSpec spec()
{
    recognise::MessageSpec spec;
    spec.fields = {{"summary", "", "free_text", "", ""},       {"voice", "", "voice_of_child", "", ""},
                   {"location", "", "address_victim", "", ""}, {"officer", "", "administrative", "", ""},
                   {"address", "", "address_victim", "", ""},  {"phone", "", "contact_unsafe", "", ""},
                   {"email", "", "contact_safe", "", ""},      {"name", "", "identity", "", ""},
                   {"dob", "", "identity", "date", ""},        {"suspect", "", "criminal_allegation", "", ""},
                   {"prison", "", "custody_location", "", ""}, {"sibling_school", "", "child_school", "", ""},
                   {"carer", "", "third_party", "", ""},       {"school", "", "routing", "", ""},
                   {"risk", "", "intelligence", "", ""}};
    return spec;
}

struct Row {
    char const* name;
    char const* field;  ///< withheld
    char const* value;
    char const* text;  ///< released as summary
};

std::optional<Leak> leak_of(Row const& row)
{
    return find_leak(spec(), {{"summary", row.text}}, {{row.field, row.value}});
}

class GivenAway : public ::testing::TestWithParam<Row> {};

TEST_P(GivenAway, IsFound)
{
    auto const leak = leak_of(GetParam());

    ASSERT_TRUE(leak);
    EXPECT_EQ(leak->released_field, "summary");
    EXPECT_EQ(leak->withheld, GetParam().field);
}

INSTANTIATE_TEST_SUITE_P(Postcodes, GivenAway,
                         ::testing::Values(Row{"AsWritten", "address", "YO1 7HH", "now at YO1 7HH."},
                                           Row{"Glued", "address", "YO1 7HH", "now at yo17hh."},
                                           Row{"SpacedOut", "address", "YO1 7HH", "Y O 1 7 H H"},
                                           Row{"Hyphened", "address", "YO98 2FY", "(YO98-2FY)"},
                                           Row{"GluedInTheRecord", "address", "yo982fy", "YO98 2FY"},
                                           Row{"LastInAnAddress", "address", "14 Thornham Road, Wetherford, YO98 2NY",
                                               "in yo982ny, she said"},
                                           Row{"BehindATownWithoutComma", "address",
                                               "14 Thornham Road, Wetherford YO98 2NY", "yo98 2ny"},
                                           Row{"ZeroWidthSpaces", "address", "YO1 7HH", "YO1\u200b7\u00adHH"},
                                           Row{"FullWidth", "address", "YO1 7HH", "ＹＯ１　７ＨＨ"}),
                         [](auto const& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Addresses, GivenAway,
    ::testing::Values(
        Row{"NumberAndStreet", "address", "14 Thornham Road, Wetherford, YO98 2NY",
            "moved to 14 Thornham Road for her safety"},
        Row{"Abbreviated", "address", "9 Cragdale Road, Nunstead", "at 9 Cragdale Rd."},
        Row{"AbbreviatedInTheRecord", "address", "9 Cragdale Rd, Nunstead", "at 9 CRAGDALE ROAD"},
        Row{"LineBreak", "address", "9 Cragdale Road, Nunstead", "at 9\nCragdale\nRoad"},
        Row{"NoCommaAtAll", "address", "9 Cragdale Road Nunstead YO98 4FP", "at 9 Cragdale Rd"},
        Row{"LineBreaksInTheRecord", "address", "Flat 2\n9 Cragdale Road\nNunstead", "at 9, Cragdale Road"},
        Row{"FlatBefore", "address", "Flat 2, 9 Cragdale Road, Nunstead", "at 9 Cragdale Road"},
        Row{"NumberWithLetter", "address", "9a Cragdale Road", "went to 9A Cragdale road"},
        Row{"SaintSpeltOut", "address", "9 St Mary's Street", "9 Saint Marys St"},
        Row{"Diacritics", "address", "9 Brontë Close", "9 Bronte Cl"},
        Row{"TownInNarrative", "address", "14 Thornham Road, Wetherford, YO98 2NY", "staying in Wetherford"},
        Row{"StreetInNarrative", "address", "14 Thornham Road, Wetherford", "lives off Thornham Rd"},
        Row{"HouseName", "address", "Rose Cottage, Nunstead", "now at Rose Cottage"}),
    [](auto const& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(Contacts, GivenAway,
                         ::testing::Values(Row{"AsWritten", "phone", "07700 900123", "ring 07700 900123"},
                                           Row{"Glued", "phone", "07700 900123", "on 07700900123."},
                                           Row{"International", "phone", "07700 900123", "+44 7700 900 123"},
                                           Row{"InternationalInTheRecord", "phone", "+44 7700 900123", "07700-900-123"},
                                           Row{"Exit00", "phone", "07700 900123", "0044 7700 900123"},
                                           Row{"TrunkZero", "phone", "07700 900123", "+44 (0)7700 900123"},
                                           Row{"Dotted", "phone", "07700 900123", "07700.900.123"},
                                           Row{"Hyphened", "phone", "07700 900123", "07700-900-123"},
                                           Row{"NonBreaking", "phone", "07700 900123", "07700\u00a0900\u2011123"},
                                           Row{"BehindLetters", "phone", "07700 900123", "tel07700900123"},
                                           Row{"Landline", "phone", "01904 496000", "01904496000"},
                                           Row{"Email", "email", "Sian.Lythe@example.org",
                                               "write to sian.lythe@EXAMPLE.org please"}),
                         [](auto const& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(Names, GivenAway,
                         ::testing::Values(Row{"AsWritten", "name", "Siân Lythe", "Siân Lythe left."},
                                           Row{"WithoutDiacritics", "name", "Siân Lythe", "SIAN LYTHE left"},
                                           Row{"DiacriticsOnlyInText", "name", "Zoe Akerman", "Zoë Åkerman"},
                                           Row{"SurnameFirst", "suspect", "Siân Lythe", "LYTHE, Sian"},
                                           Row{"Apostrophe", "suspect", "Freya O'Hara", "freya ohara"},
                                           Row{"CurlyApostrophe", "suspect", "Freya O'Hara", "Freya O’Hara"},
                                           Row{"Hyphen", "suspect", "Theo Smith-Jones", "Theo Smith Jones"},
                                           Row{"MiddleNameLeftOut", "name", "Siân Mary Lythe", "Sian Lythe"},
                                           Row{"ThirdParty", "carer", "Noah Dunning", "Noah Dunning rang"},
                                           Row{"Prison", "prison", "Full Sutton", "is in full  sutton"},
                                           Row{"SiblingsSchool", "sibling_school", "Kelley Academy",
                                               "brother at Kelley academy"},
                                           Row{"BirthDate", "dob", "1990-03-14", "born 1990-03-14"},
                                           Row{"BirthDateDayFirst", "dob", "1990-03-14", "born 14/03/1990"}),
                         [](auto const& row) { return row.param.name; });

class NotGivenAway : public ::testing::TestWithParam<Row> {};

TEST_P(NotGivenAway, IsNotHeld) { EXPECT_FALSE(leak_of(GetParam())); }

INSTANTIATE_TEST_SUITE_P(
    LeakGuard, NotGivenAway,
    ::testing::Values(Row{"AnotherHouseNumber", "address", "9 Cragdale Road, Nunstead", "at 39 Cragdale Avenue"},
                      Row{"AnotherStreetType", "address", "9 Cragdale Road, Nunstead", "at 9 Cragdale Close"},
                      Row{"PostcodeInsideWords", "address", "N1 1AA", "left in 11 a accident"},
                      Row{"AnotherPostcode", "address", "YO1 7HH", "YO1 7HG"},
                      Row{"SurnameAlone", "name", "Siân Lythe", "PC 0719 Lythe attended"},
                      Row{"ForenameAlone", "name", "Siân Lythe", "her aunt Siân"},
                      Row{"NameInsideWords", "name", "Ann Lee", "Joann Lee"},
                      Row{"NameThatGoesOn", "name", "Ann Lee", "Ann Leeming"},
                      Row{"AnotherNumber", "phone", "07700 900123", "07700 900124"},
                      Row{"ShortNumber", "phone", "101", "rang 101 at 10:15"},
                      Row{"County", "address", "9 Cragdale Road, North Yorkshire", "North Yorkshire Police attended"},
                      Row{"Routing", "school", "Kelley Academy", "at Kelley Academy"},
                      Row{"UnclassedRisk", "risk", "high", "high winds"}, Row{"EmptyValue", "name", "", "anything"},
                      Row{"EmptyText", "name", "Siân Lythe", ""}),
    [](auto const& row) { return row.param.name; });

TEST(LeakGuard, LooksIntoEveryReleasedField)
{
    auto const leak = find_leak(spec(), {{"summary", "Shouting."}, {"location", "9 Cragdale Rd"}},
                                {{"address", "9 Cragdale Road, Nunstead"}});

    ASSERT_TRUE(leak);
    EXPECT_EQ(leak->released_field, "location");
}

TEST(LeakGuard, ATownIsOnlyALeakInNarrative)
{
    EXPECT_FALSE(find_leak(spec(), {{"officer", "PC Wetherby"}}, {{"address", "9 Cragdale Road, Wetherby"}}));
    EXPECT_TRUE(find_leak(spec(), {{"voice", "We go to Wetherby now"}}, {{"address", "9 Cragdale Road, Wetherby"}}));
}

TEST(LeakGuard, ATownTheRecipientIsToldAnywayIsNoLeak)
{
    EXPECT_FALSE(find_leak(spec(), {{"summary", "Shouting in Nunstead."}, {"location", "Nunstead"}},
                           {{"address", "9 Cragdale Road, Nunstead"}}));
}

TEST(LeakGuard, LooksForPlacesInEveryFieldThatPeopleWriteSentencesInto)
{
    auto const leak =
        find_leak(spec(), {{"risk", "He knows she is in Nunstead."}}, {{"address", "9 Cragdale Road, Nunstead"}});

    ASSERT_TRUE(leak);
    EXPECT_EQ(leak->released_field, "risk");
}

TEST(LeakGuard, ADescriptionIsNoName)
{
    auto const leak = find_leak(spec(), {{"summary", "Mr Door knocked."}},
                                {{"carer", "her mother's sister who lives two houses down and next door"}});

    EXPECT_FALSE(leak);
}

TEST(LeakGuard, ValuesDoNotJoinAcrossFields)
{
    EXPECT_FALSE(find_leak(spec(), {{"officer", "Sian"}, {"summary", "Lythe"}}, {{"name", "Siân Lythe"}}));
}

TEST(LeakGuard, NothingWithheldNothingFound) { EXPECT_FALSE(find_leak(spec(), {{"summary", "9 Cragdale Road"}}, {})); }

}  // namespace
}  // namespace micklegate::guard
