// The school register: exact only when sure; closed schools stand for their successors; bad rows are named.
#include "tests/support/sample_registers.hpp"

#include <gtest/gtest.h>

namespace micklegate::registers {
namespace {

using Kind = SchoolMatch::Kind;

constexpr char const* kHeader =
    "URN,LA (code),EstablishmentName,EstablishmentStatus (name),PhaseOfEducation "
    "(name),StatutoryLowAge,StatutoryHighAge,Postcode,Extra\n";

/// A small register: twins by name, a chain of closures, a split, a circle, a school that died.
SchoolRegister const& small()
{
    static SchoolRegister const schools =
        SchoolRegister::import(std::string{kHeader} +
                                   "910001,815,Hill School,Open,Primary,4,11,YO98 1AA,x\n"
                                   "910002,815,Hill School,\"Open, but proposed to close\",Secondary,11,18,YO98 1AB,x\n"
                                   "910003,815,Old Mill School,Closed,Primary,4,11,YO98 2AA,x\n"
                                   "910004,815,Mill School,Closed,Primary,4,11,YO98 2AB,x\n"
                                   "910005,815,Mill Academy,Open,Primary,4,11,YO98 2AD,x\n"
                                   "910006,815,Split School,Closed,Primary,4,11,YO98 3AA,x\n"
                                   "910007,815,Upper Split,Open,Primary,7,11,YO98 3AB,x\n"
                                   "910008,815,Lower Split,Open,Primary,4,7,YO98 3AD,x\n"
                                   "910009,815,Round School,Closed,Primary,4,11,YO98 4AA,x\n"
                                   "910010,815,Square School,Closed,Primary,4,11,YO98 4AB,x\n"
                                   "910011,815,Gone School,Closed,Primary,4,11,YO98 5AA,x\n"
                                   "910012,815,Future School,Proposed to open,Primary,4,11,YO98 5AB,x\n"
                                   "910014,815,Ending School,\"Open, but proposed to close\",Primary,4,11,YO98 6AA,x\n"
                                   "910013,815,\xC9"
                                   "cole St Bront\xEB,Open,,,,,x\n",
                               "URN,LinkURN,LinkType\n"
                               "910003,910004,Successor\n"
                               "910004,910003,Predecessor\n"
                               "910005,910004,Predecessor - merged\n"
                               "910006,910007,Successor - split school\n"
                               "910006,910008,Successor - split school\n"
                               "910009,910010,Successor\n"
                               "910010,910009,Successor\n"
                               "910011,919999,Successor\n"
                               "910014,910005,Successor\n"
                               "910001,910011,Expansion\n")
            .value();
    return schools;
}

struct Search {
    char const* name;
    SchoolQuery query;
    Kind kind;
    std::string urn;
};

class SchoolSearch : public testing::TestWithParam<Search> {};

TEST_P(SchoolSearch, AnswersOnlyWhenSure)
{
    SchoolMatch const match = small().find(GetParam().query);
    EXPECT_EQ(match.kind, GetParam().kind);
    EXPECT_EQ(match.school == nullptr ? "" : match.school->urn, GetParam().urn);
}

INSTANTIATE_TEST_SUITE_P(
    ByUrn, SchoolSearch,
    testing::Values(Search{"urn_alone", {"", "910001", "", {}}, Kind::kExact, "910001"},
                    Search{"name_agrees", {"HILL SCHOOL", "910001", "YO98 9ZZ", {}}, Kind::kExact, "910001"},
                    Search{"postcode_agrees", {"Hull School", "910001", "yo981aa", {}}, Kind::kExact, "910001"},
                    Search{"both_disagree", {"Mill School", "910001", "YO98 2AB", {}}, Kind::kAmbiguous, ""},
                    Search{"only_name_disagrees", {"Mill School", "910001", "", {}}, Kind::kAmbiguous, ""},
                    Search{"only_postcode_disagrees", {"", "910001", "YO98 2AB", {}}, Kind::kAmbiguous, ""},
                    Search{"unreadable_postcode", {"", "910001", "nowhere", {}}, Kind::kAmbiguous, ""},
                    Search{"unknown", {"Hill School", "919998", "YO98 1AA", {}}, Kind::kNotFound, ""},
                    Search{"malformed", {"Gone School", "91000", "", {}}, Kind::kNotFound, ""},
                    Search{"chain_of_successors", {"", "910003", "", {}}, Kind::kExact, "910005"},
                    Search{"name_of_successor", {"Mill Academy", "910003", "", {}}, Kind::kExact, "910005"},
                    Search{"name_of_predecessor", {"Old Mill School", "910005", "", {}}, Kind::kExact, "910005"},
                    Search{"several_successors", {"", "910006", "", {}}, Kind::kAmbiguous, ""},
                    Search{"open_though_it_has_a_successor", {"", "910014", "", {}}, Kind::kExact, "910014"},
                    Search{"circle", {"", "910009", "", {}}, Kind::kClosed, ""},
                    Search{"successor_not_registered", {"", "910011", "", {}}, Kind::kClosed, ""},
                    Search{"not_open_yet", {"", "910012", "", {}}, Kind::kClosed, ""},
                    Search{"age_does_not_matter", {"", "910001", "", 17}, Kind::kExact, "910001"}),
    [](auto const& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    ByName, SchoolSearch,
    testing::Values(Search{"nothing_known", {"", "", "", 8}, Kind::kNotFound, ""},
                    Search{"postcode_alone", {"", "", "YO98 1AA", {}}, Kind::kNotFound, ""},
                    Search{"no_such_name", {"Hogwick School", "", "", {}}, Kind::kNotFound, ""},
                    Search{"part_of_a_name", {"Hill", "", "", {}}, Kind::kNotFound, ""},
                    Search{"twins", {"Hill School", "", "", {}}, Kind::kAmbiguous, ""},
                    Search{"twins_by_postcode", {"Hill School", "", "YO98 1AB", {}}, Kind::kExact, "910002"},
                    Search{"twins_by_age", {"Hill School", "", "", 8}, Kind::kExact, "910001"},
                    Search{"twins_at_the_shared_age", {"Hill School", "", "", 11}, Kind::kAmbiguous, ""},
                    Search{"fits_no_age", {"Hill School", "", "", 3}, Kind::kNotFound, ""},
                    Search{"postcode_contradicts", {"Hill School", "", "YO98 2AB", {}}, Kind::kAmbiguous, ""},
                    Search{"unreadable_postcode_by_name", {"Mill Academy", "", "?", {}}, Kind::kAmbiguous, ""},
                    Search{"closed_stands_for_successor", {"Mill School", "", "", 8}, Kind::kExact, "910005"},
                    Search{"old_name_new_postcode", {"Mill School", "", "YO98 2AD", 8}, Kind::kExact, "910005"},
                    Search{"split_narrowed_by_age", {"Split School", "", "", 9}, Kind::kExact, "910007"},
                    Search{"split_at_the_shared_age", {"Split School", "", "", 7}, Kind::kAmbiguous, ""},
                    Search{"died", {"Gone School", "", "", 8}, Kind::kClosed, ""},
                    Search{"circle_by_name", {"Round School", "", "", 8}, Kind::kClosed, ""},
                    Search{"no_stated_ages", {"Ecole Saint Bronte", "", "", 17}, Kind::kExact, "910013"}),
    [](auto const& row) { return row.param.name; });

TEST(SchoolImport, ReadsWindows1252AndTheSampleRegister)
{
    EXPECT_EQ(small().by_urn("910013")->name, "École St Brontë");
    EXPECT_EQ(small().by_urn("910013")->postcode, "");
    EXPECT_TRUE(small().by_urn("910002")->open);
    EXPECT_EQ(small().by_urn("000000"), nullptr);

    SchoolRegister const& sample = samples::registers().schools;
    EXPECT_EQ(sample.size(), 252U);
    ASSERT_NE(sample.by_urn("901013"), nullptr);
    EXPECT_EQ(sample.by_urn("901013")->la_code, "815");
    EXPECT_EQ(sample.by_urn("901013")->age_high, 18);
    for (School const* school : sample.open_schools())
        EXPECT_TRUE(school->open) << school->urn;
    EXPECT_GT(sample.size(), sample.open_schools().size());
}

TEST(SchoolImport, NamesTheLineItCannotUse)
{
    for (char const* row : {"91000,815,A School,Open,,,,", "91000x,815,A School,Open,,,,",
                            "910002,81,A School,Open,,,,", "910002,815,,Open,,,,", "910002,815,A School,Open,,four,,",
                            "910002,815,A School,Open,,4,11a,", "910001,815,A School,Open,,,,"}) {
        std::string const text = std::string{kHeader} + "910001,815,First School,Open,,,,,\n" + row + ",\n";
        auto const schools = SchoolRegister::import(text, "");
        ASSERT_FALSE(schools) << row;
        EXPECT_NE(one_line(schools.error()).find("Line 3"), std::string::npos) << one_line(schools.error());
    }
    EXPECT_NE(one_line(SchoolRegister::import("URN\n910001\n", "").error()).find("LA (code)"), std::string::npos);
    EXPECT_FALSE(SchoolRegister::import(kHeader, "URN,LinkURN,LinkType\n910001,x,Successor\n"));
}

}  // namespace
}  // namespace micklegate::registers
