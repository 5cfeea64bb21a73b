// When a name in a message may be that of a person who is known by another spelling, and when it is another person's.
#include "gateway/model/name_forms.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace micklegate {
namespace {

bool same(std::string const& known, std::string const& written)
{
    auto const one = known_name_forms(known);
    auto const two = written_name_forms(written);
    return std::ranges::any_of(one, [&](std::string const& form) { return two.contains(form); });
}

struct Pair {
    char const* known;
    char const* written;
};

class MayBeOnePerson : public testing::TestWithParam<Pair> {};

TEST_P(MayBeOnePerson, WhicheverWayTheNameIsWritten) { EXPECT_TRUE(same(GetParam().known, GetParam().written)); }

INSTANTIATE_TEST_SUITE_P(
    Names, MayBeOnePerson,
    testing::Values(Pair{"Imogen Farrar", "Imogen Farrar"}, Pair{"Imogen Farrar", "IMOGEN  farrar"},
                    Pair{"Imogen Farrar", "Farrar, Imogen"}, Pair{"Farrar, Imogen", "Imogen Farrar"},
                    Pair{"Imogen Farrar", "FARRAR Imogen"}, Pair{"Imogen Farrar", "Imogen Rose Farrar"},
                    Pair{"Imogen Rose Farrar", "Imogen Farrar"}, Pair{"Imogen Rose Farrar", "Rose Farrar"},
                    Pair{"Imogen Farrar", "Farrar Imogen Rose"}, Pair{"Imogen Farrar", "Mrs. Imogen Farrar"},
                    Pair{"Imogen Farrar", "Farrar, Dr Imogen"}, Pair{"Mrs Imogen Farrar", "PC Imogen Farrar"},
                    Pair{"Imogen Farrar", "Imogen Farrar (Mrs)"}, Pair{"Imogen Farrar", "Imogen Farrar-Lythe"},
                    Pair{"Imogen Farrar-Lythe", "Imogen Lythe"}, Pair{"Imogen Farrar-Lythe", "Imogen Farrar Lythe"},
                    Pair{"Imogen Farrar\u2011Lythe", "Imogen FarrarLythe"},
                    Pair{"Imogen Lythe", "Imogen Farrar (née Lythe)"}, Pair{"Anne-Marie Farrar", "Annemarie Farrar"},
                    Pair{"Anne-Marie Farrar", "Anne Farrar"}, Pair{"Siân Hodgson", "Sian Hodgson"},
                    Pair{"Zoe Szymanski", "Zoë Szymański"}, Pair{"Siobhan O'Brien", "Siobhan O\u2019Brien"},
                    Pair{"Siobhan O'Brien", "Siobhan OBrien"}, Pair{"Siobhan O'Brien", "Siobhan O Brien"},
                    Pair{"Maria de Silva", "Maria Silva"}, Pair{"Maria de Silva", "De Silva Maria"},
                    Pair{"Jan van der Berg", "Jan Vanderberg"}, Pair{"Morag McDonald", "Morag Mc Donald"},
                    Pair{"Imogen Farrar", "I. Farrar"}, Pair{"Imogen Farrar", "Farrar I"},
                    Pair{"Imogen R Farrar", "R Farrar"}, Pair{"Imogen\u00A0Farrar", "Imogen Farrar"},
                    Pair{"Imogen Farrar", "Mrs Farrar"}, Pair{"Imogen Farrar", "Farrar"}));

class AreTwoPeople : public testing::TestWithParam<Pair> {};

TEST_P(AreTwoPeople, WhereOnlyOneNameIsTheSame) { EXPECT_FALSE(same(GetParam().known, GetParam().written)); }

INSTANTIATE_TEST_SUITE_P(
    Names, AreTwoPeople,
    testing::Values(Pair{"Imogen Farrar", "Maja Farrar"}, Pair{"Imogen Farrar", "Imogen Lythe"},
                    Pair{"Imogen Farrar", "Imogen"}, Pair{"Imogen Farrar", ""}, Pair{"Imogen Farrar", "Mrs"},
                    Pair{"Imogen Farrar", "Mr M Farrar"}, Pair{"Imogen Farrar", "Imogen F Lythe"},
                    Pair{"Imogen R Farrar", "Imogen R Lythe"}, Pair{"Imogen Smith-Jones", "Maja Smith-Jones"},
                    Pair{"Siobhan O'Brien", "Maja O'Brien"}, Pair{"Maria de Silva", "Leo de Silva"},
                    Pair{"Mrs Imogen Farrar", "Mrs Maja Lythe"}, Pair{"Imogen Farrar", "Farrari"}));

TEST(KnownNameForms, NeedAForenameAndASurname)
{
    for (char const* const name : {"", "Farrar", "Mrs Farrar", "I. Farrar", "-", "' '"})
        EXPECT_TRUE(known_name_forms(name).empty()) << name;
}

TEST(WrittenNameForms, AreFewHoweverLongTheText)
{
    std::string words;
    for (int i = 0; i < 100; ++i)
        words += "a" + std::to_string(i) + " ";
    EXPECT_LE(written_name_forms(words).size(), 500U);
}

}  // namespace
}  // namespace micklegate
