// Folding: spellings that people take for one name become one text, and different names stay apart.
#include "gateway/model/fold.hpp"

#include <gtest/gtest.h>

namespace micklegate {
namespace {

struct Spelling {
    char const* name;
    std::string text;
    std::string folded;
};

class Fold : public testing::TestWithParam<Spelling> {};

TEST_P(Fold, MakesOneTextOfOneName)
{
    EXPECT_EQ(fold(GetParam().text), GetParam().folded);
    EXPECT_EQ(fold(GetParam().folded), GetParam().folded) << "folding twice changes nothing";
}

INSTANTIATE_TEST_SUITE_P(
    Spellings, Fold,
    testing::Values(Spelling{"empty", "", ""}, Spelling{"only_punctuation", " -- !? ", ""},
                    Spelling{"case", "WETHERDALE", "wetherdale"},
                    Spelling{"punctuation_and_spaces", "  12a,  High-Street \t(rear) ", "12a high street rear"},
                    Spelling{"acute_and_diaeresis", "Zoë Brontë ÉCOLE", "zoe bronte ecole"},
                    Spelling{"nordic_and_polish", "Åkerman Søren Łukasz Ðorđe", "akerman soren lukasz dorde"},
                    Spelling{"ligatures", "Weiß STRAẞE Ægir Œuvre Þór ﬁnn", "weiss strasse aegir oeuvre thor finn"},
                    Spelling{"romanian_welsh_vietnamese", "Ștefan Ŵyn Nguyễn", "stefan wyn nguyen"},
                    Spelling{"decomposed", "Zoe\xCC\x88", "zoe"}, Spelling{"full_width", "ＹＯ９８", "yo98"},
                    Spelling{"invisible_inside_a_word",
                             "Wether\xE2\x80\x8B"
                             "dale\xC2\xAD"
                             "s",
                             "wetherdales"},
                    Spelling{"costumes", "ⓒⓡⓐⓖ 𝐃𝐚𝐥𝐞 ⓪⑦⑦ ٠٧٧ ¹⁴₅ 𝟎𝟕𝟕 🄰", "crag dale 077 077 145 077 a"},
                    Spelling{"fillers_and_tags_inside_a_word",
                             "Crag\xE3\x85\xA4"
                             "da\xF3\xA0\x81\x81"
                             "l\xE2\x83\x9D"
                             "e\xF3\xA0\x84\x80",
                             "cragdale"},
                    Spelling{"typographic_punctuation",
                             "St Mary’s — ‘Hill’\xC2\xA0"
                             "End",
                             "st mary s hill end"},
                    Spelling{"other_script_kept", "Дли, 5", "Дли 5"},
                    Spelling{"cyrillic_look_alikes", "9 Crаgdаlе Rоаd", "9 cragdale road"},
                    Spelling{"greek_look_alikes", "Νunsτeαd", "nunstead"},
                    Spelling{"broken_utf8_separates",
                             "a\xC3(b\xFF"
                             "c\xE2\x82",
                             "a b c"},
                    Spelling{"surrogate_bytes", "a\xF5\x80\x80\x80z", "a z"}),
    [](auto const& row) { return row.param.name; });

}  // namespace
}  // namespace micklegate
