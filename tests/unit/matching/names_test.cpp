// Names compared: spellings of one name are told from names that differ.
#include "gateway/matching/names.hpp"

#include <gtest/gtest.h>

namespace micklegate::matching {
namespace {

using enum Reason;

struct Spelling {
    char const* what;
    Particulars held;
    Particulars asked;
    Reason reason;
};

TEST(Names, B4_OneNameInManySpellings)
{
    std::vector<Spelling> const kSpellings{
        {"apostrophe", {"Sean", "O'Neill"}, {"sean", "ONEILL"}, kNamesAgree},
        {"diacritics", {"Łukasz", "Szymański"}, {"Lukasz", "Szymanski"}, kNamesAgree},
        {"hyphen", {"Mary-Ann", "Smith-Jones"}, {"Mary Ann", "Smith Jones"}, kNamesAgree},
        {"part of a double surname", {"Ana", "Smith-Jones"}, {"Ana", "Jones"}, kNameVariant},
        {"particle", {"Omar", "al-Rashid"}, {"Omar", "Rashid"}, kNameVariant},
        {"diminutive", {"Elizabeth", "Farrar"}, {"Liz", "Farrar"}, kNameVariant},
        {"diminutive held", {"Beth", "Farrar"}, {"Lizzie", "Farrar"}, kNameVariant},
        {"one of two forenames", {"Thomas James", "Farrar"}, {"James", "Farrar"}, kNameVariant},
        {"exchanged", {"Thomas", "James"}, {"James", "Thomas"}, kNameVariant},
        {"transliterated forename", {"Mohammed", "Khan"}, {"Muhammad", "Khan"}, kNameVariant},
        {"transliterated forename", {"Oleksandr", "Melnyk"}, {"Aleksandr", "Melnyk"}, kNameVariant},
        {"transliterated surname", {"Jan", "Szymański"}, {"Jan", "Shimansky"}, kSurnameSpelling},
        {"one letter", {"Thomas", "Metcalfe"}, {"Thomas", "Metcalf"}, kSurnameSpelling},
        {"one letter of the forename", {"Thomas", "Metcalfe"}, {"Thoams", "Metcalfe"}, kForenameSpelling},
        {"initial", {"Thomas", "Metcalfe"}, {"T", "Metcalfe"}, kInitialOnly},
        {"former name", {"Ana", "Farrar", {"Ana van der Berg"}}, {"Ana", "van der Berg"}, kNamesAgree},
        {"former surname alone", {"Ana", "Farrar", {"Gaunt"}}, {"Ana", "Gaunt"}, kNamesAgree},
        {"assumed name", {"Terence", "Farrar", {"Tex"}}, {"Tex", "Farrar"}, kNamesAgree},
        {"new name", {"Ana", "Gaunt"}, {"Ana", "Farrar"}, kForenameAlone},
        {"short names differ", {"Ali", "Khan"}, {"Abi", "Khan"}, kForenameDiffers},
        {"another", {"Ana", "Gaunt"}, {"Thomas", "Farrar"}, kNamesDiffer},
        {"no name", {"Ana", "Gaunt"}, {}, kNoName},
    };
    for (auto const& [what, held, asked, reason] : kSpellings) {
        Reason const found = compare_names(names_of(asked), names_of(held));
        EXPECT_EQ(found, reason) << what << ": " << to_string(found);
    }
}

TEST(NameOf, OfManyWordsTheMiddleOnesAreOneAndNothingOfTheNameIsLost)
{
    Name const name = name_of("ana bea cleo dora eva fay gia hope", "ash de birch cedar elm fir gorse hazel");
    EXPECT_EQ(name.forenames, (std::vector<std::string>{"ana", "bea", "cleo", "doraevafay", "gia", "hope"}));
    EXPECT_EQ(name.forename(), "anabeacleodoraevafaygiahope");
    EXPECT_EQ(name.surname, "ashdebirchcedarelmfirgorsehazel");
    EXPECT_EQ(name.parts,
              (std::vector<std::string>{name.surname, "ash", "birch", "cedar", "elmfir", "gorse", "hazel"}));
}

}  // namespace
}  // namespace micklegate::matching
