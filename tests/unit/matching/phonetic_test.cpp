// Daitch-Mokotoff codes: the examples that its authors and PostgreSQL's fuzzystrmatch publish.
#include "gateway/matching/phonetic.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace micklegate::matching {
namespace {

using Codes = std::set<std::string>;

struct Example {
    char const* name;
    Codes codes;
};

TEST(Phonetic, CodesThePublishedExamples)
{
    std::vector<Example> const kExamples{
        {"auerbach", {"097400", "097500"}},
        {"ohrbach", {"097400", "097500"}},
        {"lipshitz", {"874400"}},
        {"lippszyc", {"874400", "874500"}},
        {"lewinsky", {"876450"}},
        {"levinski", {"876450"}},
        {"szlamawicz", {"486740"}},
        {"shlamovitz", {"486740"}},
        {"ceniow", {"467000", "567000"}},
        {"tsenyuv", {"467000"}},
        {"holubica", {"587400", "587500"}},
        {"golubitsa", {"587400"}},
        {"przemysl", {"746480", "794648"}},
        {"pshemeshil", {"746480"}},
        {"rosochowaciec", {"944744", "944745", "944754", "944755", "945744", "945745", "945754", "945755"}},
        {"rosokhovatsets", {"945744"}},
        {"peters", {"734000", "739400"}},
        {"peterson", {"734600", "739460"}},
        {"jackson", {"145460", "154600", "445460", "454600"}},
        {"augsburg", {"054795"}},
        {"breuer", {"791900"}},
        {"freud", {"793000"}},
        {"halberstadt", {"587433", "587943"}},
        {"mannheim", {"665600"}},
        {"chernowitz", {"496740", "596740"}},
        {"cherkassy", {"495400", "595400"}},
        {"kleinman", {"586660"}},
        {"kleinmann", {"586660"}},
        {"berlin", {"798600"}},
        {"obrien", {"079600"}},
        {"akssol", {"054800"}},
        {"gerschfeld", {"547830", "545783", "594783", "594578"}},
        {"besst", {"743000"}},
        {"hannmann", {"566600"}},
        {"strassburg", {"294795"}},
        {"cjc", {"550000", "540000", "545000", "450000", "400000", "440000"}},
        {"accurso", {"059400", "054000", "054940", "054400", "045940", "045400", "049400", "044000"}},
        {"bierschbach", {"794575", "794574", "794750", "794740", "745750", "745740", "747500", "747400"}},
    };
    for (auto const& [name, codes] : kExamples)
        EXPECT_EQ(sounds_of(name), codes) << name;
}

TEST(Phonetic, GivesTransliterationsOfOneNameACodeInCommon)
{
    for (auto const& [one, two] : std::vector<std::pair<char const*, char const*>>{{"szymanski", "shimansky"},
                                                                                   {"mohammed", "muhammad"},
                                                                                   {"oleksandr", "alexander"},
                                                                                   {"lukasz", "lukas"},
                                                                                   {"kowalczyk", "kovalchik"},
                                                                                   {"llewellyn", "llywelyn"}}) {
        auto const sounds = sounds_of(one);
        bool const shared =
            std::ranges::any_of(sounds_of(two), [&](std::string const& sound) { return sounds.contains(sound); });
        EXPECT_TRUE(shared) << one << ' ' << two;
    }
}

TEST(Phonetic, HasNoCodeForWhatHasNoLatinLetter)
{
    EXPECT_EQ(sounds_of(""), Codes{});
    EXPECT_EQ(sounds_of("\u674E"), Codes{});
}

TEST(Phonetic, BoundsTheReadingsOfAnAmbiguousName) { EXPECT_LE(sounds_of("cjcjcjcjcjcjcjcjcjcj").size(), 16U); }

}  // namespace
}  // namespace micklegate::matching
