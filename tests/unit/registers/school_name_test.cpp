// School names: the usual spellings of one school are one, and different schools stay different.
#include "gateway/registers/school_name.hpp"

#include <gtest/gtest.h>

namespace micklegate::registers {
namespace {

TEST(SchoolName, FoldsTheUsualSpellingsTogether)
{
    std::string const church = fold_school_name("Keldale CofE Primary School");
    for (char const* name :
         {"KELDALE C OF E PRIMARY SCHOOL", "Keldale C.E. Primary School", "Keldale Church of England Primary School",
          "Keldale CE primary school", "keldale  C-of-E  primary-school", "Keldale (C of E) Primary School"})
        EXPECT_EQ(fold_school_name(name), church) << name;

    std::string const saint = fold_school_name("St Mary's Catholic Primary School");
    for (char const* name : {"St. Mary's Catholic Primary School", "Saint Marys Roman Catholic Primary School",
                             "ST MARY’S RC PRIMARY SCHOOL", "St Marys R.C. Primary School"})
        EXPECT_EQ(fold_school_name(name), saint) << name;
    EXPECT_EQ(fold_school_name("Nunby Infant & Nursery School"), fold_school_name("Nunby Infant and Nursery School"));
    EXPECT_EQ(fold_school_name("École Brontë"), fold_school_name("Ecole Bronte"));
}

TEST(SchoolName, KeepsDifferentSchoolsApart)
{
    EXPECT_NE(fold_school_name("Eastby Infant School"), fold_school_name("Eastby Junior School"));
    EXPECT_NE(fold_school_name("St Mary's Catholic Primary School"),
              fold_school_name("Kelwick St Mary's Catholic Primary School"));
    EXPECT_NE(fold_school_name("Grace School"), fold_school_name("Gracofe School"));
    EXPECT_NE(fold_school_name("Sandbank School"), fold_school_name("Sbank School"));
    EXPECT_EQ(fold_school_name(""), "");
    EXPECT_EQ(fold_school_name(" - "), "");
}

}  // namespace
}  // namespace micklegate::registers
