// Named checks, against the vectors of the standards they come from.
#include "gateway/recognise/identifiers.hpp"

#include "gateway/model/rejection_codes.hpp"
#include "gateway/recognise/field_classes.hpp"

#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace micklegate::recognise {
namespace {

struct Vectors {
    char const* check;
    std::vector<std::string> sound;
    std::vector<std::string> faulty;
};

class Identifiers : public testing::TestWithParam<Vectors> {};

TEST_P(Identifiers, AreSoundOrSayWhatIsWrongWithoutQuotingThem)
{
    NamedCheck const* const check = named_check(GetParam().check);
    ASSERT_NE(check, nullptr);
    for (auto const& value : GetParam().sound)
        EXPECT_EQ(check->fault(value), std::nullopt) << value;
    for (auto const& value : GetParam().faulty) {
        auto const fault = check->fault(value);
        ASSERT_TRUE(fault) << value;
        EXPECT_TRUE(value.empty() || fault->find(value) == std::string_view::npos) << *fault;
    }
}

INSTANTIATE_TEST_SUITE_P(
    All, Identifiers,
    testing::Values(
        // Government Data Standards Catalogue, UPN 2.0; two vendors' help pages print Q207000016049, whose letter
        // should be P.
        Vectors{"upn",
                {"B801200005001", "J815400118001", "C816210019042", "R816220124777", "V81540011800A", "P207000016049"},
                {"A801200005001", "X80120000A001", "I815400118001", "Q207000016049", "B80120000500", "B8012000050011",
                 "b801200005001", "V81540011800I", "V81540011800B", "", "B80120000500\xC3"}},
        Vectors{"urn", {"101131", "000000"}, {"1011314", "10113", "10113x", " 10113", ""}},
        Vectors{"postcode", {"YO1 7HH", "yo241ab", "EC1A 1BB"}, {"YO1 7CH", "QO1 7HH", "YO100 1AA", ""}},
        Vectors{"date",
                {"2020-02-29", "2006-01-01"},
                {"2021-02-29", "29-02-2020", "2020-2-29", "2020-02-29T00:00:00Z", ""}},
        Vectors{
            "date-time",
            {"2026-11-21T19:37:00+00:00", "2026-10-25T01:30:00+01:00", "2026-11-21T19:37:00.123Z"},
            {"last night", "2026-11-21", "2026-11-21T19:37:00", "2026-11-21 19:37:00Z", "2026-11-21T24:00:00Z", ""}},
        Vectors{"uuid",
                {"01940000-0000-7000-8000-000000000001"},
                {"01940000-0000-7000-8000-00000000000", "01940000-0000-7000-8000-00000000000A", "9 Cragdale Road", ""}},
        Vectors{"police_reference", {"12269999901"}, {"13269999901", "1226999990", "122699999011", "12-26999990", ""}},
        // Published tests of HMPPS; the last of the faulty long ones has its letter right and its century wrong.
        Vectors{"pncid",
                {"2008/0056560Z", "20030011985X", "2012/394773H", "2012/0394773H", "81/34U", "033Y", "0273319Z",
                 "08/0056560Z", "2003/0011985X"},
                {"20030011985Z", "2001/0171310S", "1X23/1234567A", "2008/0056560z", "2008/00056560Z", "2008/Z",
                 "008/0056560Z", "/0056560Z", "2008/0056560", "2008/0056560ZZ", "Z", "08", "", "3008/0056560Z"}},
        Vectors{"cro",
                {"265416/21G", "65656/91H", "065656/91H", "29906/12J", "SF05/482703J", "SF83/50058Z"},
                {"85227/65G", "265416/21H", "265416/2021G", "2654160/21G", "/21G", "265416/G", "265416G", "SF5/482703J",
                 "SF05/4827031J", "SF05/J", "sf05/482703J", "SF83/050058z", "/", "G", ""}},
        Vectors{
            "nhs_number",
            {"943 476 5919", "9434765870", "9990000018", "9990000026", "943-476-5919"},
            {"9434765871", "9990000000", "0000000000", "1111111111", "943476591", "94347659190", "943 476 591X", ""}},
        Vectors{"prisoner_number",
                {"A8513EA", "G4793VF", "A9001AA"},
                {"A123BC", "a8513ea", "A8513E", "A8513EAA", "A85I3EA", ""}},
        Vectors{"booking_number", {"51132A", "38412A"}, {"5113A", "511322A", "51132a", "51132", ""}},
        Vectors{"crn", {"X757129", "A000001"}, {"X75712", "x757129", "X7571290", "XX57129", ""}},
        Vectors{"family_case_number",
                {"YO24F00123", "PR20P01234", "YO26F00123", "OO24O00123"},
                {"YO24FO0123", "YO24F0012", "YO2OF00123", "Y024F00123", "yo24f00123", "YO24F001234", ""}},
        Vectors{
            "ccd_reference",
            {"1234567890123452", "1642345678901233", "1642-3456-7890-1233", "1642 3456 7890 1233"},
            {"1234567890123456", "1642345678901234", "164234567890123", "16423456789012330", "1642345678901l33", ""}},
        Vectors{"prison_code", {"MDI", "LEI"}, {"MD", "mdi", "MDIX", "M1I", ""}},
        Vectors{"locality", {"Nunstead", "St Mary's car park", "at home"}, {"9 Cragdale Road", "Nunstead YO98 4FP"}},
        Vectors{"phone",
                {"01632 960001", "07700 900901", "(01632) 960-001", "+44 1632 960001", "+44 (0)1632 960001",
                 "0044 7700 900901", "(+44) 7700900901", "016977 0001", "+353 1 496 0000", "+49 (0)30 1234567",
                 "+1234567", "+123456789012345"},
                {"960001", "016329600", "016329600011", "00960001", "07700 90090l", "01632 960001 ext 2",
                 "+44 632 9600", "+44 1632 9600011", "+123456", "+1234567890123456", "+0 1632 960001", "++441632960001",
                 "+", "0", "()", ""}},
        Vectors{"email",
                {"zoe.hodgson@example.org", "A+b_c'd@mail.example.co.uk", "x@1-a.example",
                 std::string(64, 'a') + "@example.org", "a@" + std::string(63, 'b') + ".org"},
                {"zoe",
                 "zoe@",
                 "@example.org",
                 "zoe@@example.org",
                 "zoe@a@example.org",
                 "zoe hodgson@example.org",
                 ".zoe@example.org",
                 "zoe.@example.org",
                 "z..oe@example.org",
                 "\"zoe\"@example.org",
                 "zoe@example",
                 "zoe@.org",
                 "zoe@example.",
                 "zoe@-example.org",
                 "zoe@example-.org",
                 "zoe@exa_mple.org",
                 "zoe@[192.0.2.1]",
                 "zoe@192.0.2.1",
                 "zo\xC3\xAB@example.org",
                 std::string(65, 'a') + "@example.org",
                 "a@" + std::string(64, 'b') + ".org",
                 "a@" + std::string(63, 'b') + "." + std::string(63, 'b') + "." + std::string(63, 'b') + "." +
                     std::string(58, 'b') + ".org",
                 ""}}),
    [](auto const& row) {
        std::string name = row.param.check;
        std::erase(name, '-');
        return name;
    });

TEST(Identifiers, HaveOneSpellingForComparing)
{
    for (auto const& [check, spelt, normal] :
         std::vector<std::array<char const*, 3>>{{"pncid", "2008/0056560Z", "08/0056560Z"},
                                                 {"pncid", "08/56560Z", "08/0056560Z"},
                                                 {"pncid", "20030011985X", "03/0011985X"},
                                                 {"pncid", "2012/394773H", "12/0394773H"},
                                                 {"pncid", "200856560Z", "08/0056560Z"},
                                                 {"pncid", "080056560Z", "08/0056560Z"},
                                                 {"pncid", "81/34U", "81/0000034U"},
                                                 {"pncid", "033Y", "03/0000003Y"},
                                                 {"pncid", "0273319Z", "02/0073319Z"},
                                                 {"cro", "65656/91H", "065656/91H"},
                                                 {"cro", "SF83/50058Z", "SF83/50058Z"},
                                                 {"nhs_number", "943 476 5919", "9434765919"},
                                                 {"ccd_reference", "1642-3456-7890-1233", "1642345678901233"},
                                                 {"phone", "(01632) 960 001", "+441632960001"},
                                                 {"phone", "+44 (0)1632 960001", "+441632960001"},
                                                 {"phone", "0044 1632 960001", "+441632960001"},
                                                 {"phone", "+353 1 496 0000", "+35314960000"},
                                                 {"email", "Zoe@Example.ORG", "zoe@example.org"},
                                                 {"postcode", "yo17hh", "YO1 7HH"}})
        EXPECT_EQ(normal_form(check, spelt), normal);
}

TEST(Identifiers, StayAsTheyAreWhereTheyAreUnsoundOrHaveOneSpelling)
{
    for (auto const& [check, value] : std::vector<std::array<char const*, 2>>{{"pncid", "2008/0056560A"},
                                                                              {"phone", "ask at the desk"},
                                                                              {"prisoner_number", "A8513EA"},
                                                                              {"upn", "B801200005001"},
                                                                              {"", "as it is"}})
        EXPECT_EQ(normal_form(check, value), value);
}

TEST(Identifiers, NameTheLetterThatStandsForAZero)
{
    EXPECT_EQ(named_check("family_case_number")->fault("YO24FO0123"), "has a letter O where a zero belongs");
    EXPECT_EQ(named_check("family_case_number")->fault("YO24OO0123"), "has a letter O where a zero belongs");
    EXPECT_NE(named_check("family_case_number")->fault("YO24F0012"), "has a letter O where a zero belongs");
}

TEST(Identifiers, OfPersonsAndCasesAreForAPersonToPutRight)
{
    std::vector<std::string_view> held;
    for (NamedCheck const& check : named_checks())
        if (check.names_someone)
            held.push_back(check.name);
    EXPECT_EQ(held,
              (std::vector<std::string_view>{"upn", "pncid", "cro", "nhs_number", "prisoner_number", "booking_number",
                                             "crn", "family_case_number", "ccd_reference", "urn"}));
}

TEST(Identifiers, AreAllExplained)
{
    std::ifstream file{MICKLEGATE_SOURCE_DIR "/policies/README.md"};
    std::string const readme{std::istreambuf_iterator<char>{file}, {}};
    for (NamedCheck const& check : named_checks())
        EXPECT_NE(readme.find("`" + std::string{check.name} + "`"), std::string::npos) << check.name;
    for (std::string_view const field_class : kFieldClasses)
        EXPECT_NE(readme.find("`" + std::string{field_class} + "`"), std::string::npos) << field_class;
    for (RejectionCode const& row : kRejectionCodes)
        EXPECT_NE(readme.find("`" + std::string{row.code} + "`"), std::string::npos) << row.code;
}

TEST(Identifiers, AreKnownByNameOnly)
{
    EXPECT_EQ(named_check("nhs"), nullptr);
    EXPECT_EQ(named_check(""), nullptr);
}

}  // namespace
}  // namespace micklegate::recognise
