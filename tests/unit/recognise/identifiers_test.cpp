// Named checks, against the vectors of the standards they come from.
#include "gateway/recognise/identifiers.hpp"

#include <gtest/gtest.h>

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
        Vectors{"police_reference", {"12269999901"}, {"13269999901", "1226999990", "122699999011", "12-26999990", ""}}),
    [](auto const& row) {
        std::string name = row.param.check;
        std::erase(name, '-');
        return name;
    });

TEST(Identifiers, AreKnownByNameOnly)
{
    EXPECT_EQ(named_check("nhs"), nullptr);
    EXPECT_EQ(named_check(""), nullptr);
}

}  // namespace
}  // namespace micklegate::recognise
