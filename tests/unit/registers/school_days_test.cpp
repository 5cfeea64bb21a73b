// A school's own days: what it says counts for itself alone, and a bad file says where it is bad.
#include "gateway/registers/school_days.hpp"

#include <gmock/gmock.h>

namespace micklegate::registers {
namespace {

using namespace std::chrono;
using testing::HasSubstr;

constexpr char const* kHeader = "urn,from,to,why,is\n";

SchoolDays import(std::string const& rows) { return SchoolDays::import(kHeader + rows).value(); }

TEST(SchoolDays, AreThoseOfTheSchoolAlone)
{
    SchoolDays const days = import("901233,2026-11-02,,INSET day,closed\n");
    ASSERT_NE(days.of("901233"), nullptr);
    EXPECT_EQ(days.of("901233")->open_on(2026y / November / 2), false);
    EXPECT_EQ(days.of("901233")->open_on(2026y / November / 3), std::nullopt);
    EXPECT_EQ(days.of("901018"), nullptr);
    EXPECT_EQ(days.of(""), nullptr);
}

TEST(SchoolDays, BothEndsOfASpanBelongToIt)
{
    SchoolDays const days = import("901233,2026-10-26,2026-10-30,Term,open\n");
    for (auto const& [day, open] :
         {std::pair{25d, std::optional<bool>{}}, {26d, true}, {30d, true}, {31d, std::nullopt}})
        EXPECT_EQ(days.of("901233")->open_on(2026y / October / day), open);
}

TEST(SchoolDays, ADayThatIsBothIsClosedInWhicheverOrder)
{
    for (char const* const rows : {"901233,2026-10-26,2026-10-30,Term,open\n901233,2026-10-26,,INSET day,closed\n",
                                   "901233,2026-10-26,,INSET day,closed\n901233,2026-10-26,2026-10-30,Term,open\n"})
        EXPECT_EQ(import(rows).of("901233")->open_on(2026y / October / 26), false);
}

TEST(SchoolDays, ABadRowIsNamedByItsLineAndNotQuoted)
{
    std::string const good = "901233,2026-11-02,,INSET day,closed\n";
    for (char const* const row :
         {"90123,2026-11-02,,INSET day,closed", "90123X,2026-11-02,,INSET day,closed",
          "901233,2026-11-31,,INSET day,closed", "901233,02/11/2026,,INSET day,closed",
          "901233,2026-11-02,2026-11-01,INSET day,closed", "901233,2026-11-02,,,closed",
          "901233,2026-11-02,2027-03-03,INSET day,closed", "901233,2026-11-02,,INSET day,shut"}) {
        auto const days = SchoolDays::import(kHeader + good + row + "\n");
        ASSERT_FALSE(days) << row;
        EXPECT_THAT(days.error().detail, HasSubstr("Line 3 of the school days")) << row;
        EXPECT_THAT(days.error().detail, testing::Not(HasSubstr("INSET"))) << row;
    }
    EXPECT_FALSE(SchoolDays::import("urn,from,to,why\n901233,2026-11-02,,INSET day\n")) << "a column is missing";
    EXPECT_TRUE(SchoolDays::import(std::string{kHeader} + "901233,2026-11-02,2027-03-02,Long,closed\n"));
    EXPECT_EQ(SchoolDays::import(kHeader)->schools(), 0U);
}

}  // namespace
}  // namespace micklegate::registers
