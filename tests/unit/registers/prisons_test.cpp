// The register of prisons: codes and agencies, read strictly.
#include "gateway/registers/prisons.hpp"

#include "tests/support/sample_registers.hpp"

#include <gtest/gtest.h>

namespace micklegate::registers {
namespace {

std::string fault_of(std::string const& rows)
{
    auto const read = PrisonRegister::import("code,name,agency\n" + rows);
    return read ? std::string{} : read.error().detail;
}

TEST(Prisons, FindsAPrisonByItsCodeAndByItsAgency)
{
    auto const prisons = PrisonRegister::import("code,name,agency\nHLI,HMP Hull,prison.hull\nWDI,HMP Wakefield,\n");
    ASSERT_TRUE(prisons);

    EXPECT_EQ(prisons->by_code("HLI")->agency, "prison.hull");
    EXPECT_EQ(prisons->of_agency("prison.hull")->code, "HLI");
    EXPECT_EQ(prisons->by_code("WDI")->agency, "");
    EXPECT_EQ(prisons->by_code("LEI"), nullptr);
    EXPECT_EQ(prisons->of_agency(""), nullptr);
}

TEST(Prisons, OnlyThoseThatAreAgenciesAreInTheScheme)
{
    auto const prisons = PrisonRegister::import("code,name,agency\nHLI,HMP Hull,prison.hull\nWDI,HMP Wakefield,\n");
    ASSERT_TRUE(prisons);

    EXPECT_EQ(prisons->in_scheme(), std::set<std::string>{"HLI"});
    EXPECT_TRUE(PrisonRegister{}.in_scheme().empty());
}

TEST(Prisons, ARowThatIsNoPrisonIsNamedByItsLine)
{
    for (char const* const row : {"hli,HMP Hull,prison.hull", "OUT,Released,prison.out", "TRN,In transit,", "HLI,,",
                                  "HLII,HMP Hull,", "HLI,HMP Hull,Prison Hull"})
        EXPECT_EQ(fault_of(std::string{"LEI,HMP Leeds,prison.leeds\n"} + row + "\n"),
                  "Line 3 of the prisons needs a code of three capital letters, a name, and the id of an agency or "
                  "nothing.")
            << row;
}

TEST(Prisons, OneCodeOncePerPrisonAndOneCodePerAgency)
{
    EXPECT_EQ(fault_of("HLI,HMP Hull,prison.hull\nHLI,HMP Hull,\n"), "Line 3 of the prisons repeats a code.");
    EXPECT_EQ(fault_of("HLI,HMP Hull,prison.hull\nLEI,HMP Leeds,prison.hull\n"),
              "Line 3 of the prisons gives an agency a second code.");
}

TEST(Prisons, TheSampleHasTheSevenOfTheScheme)
{
    auto const sample = PrisonRegister::import(samples::read("../../prisons/samples/prisons.csv"));
    ASSERT_TRUE(sample);

    EXPECT_EQ(sample->in_scheme(), (std::set<std::string>{"DNI", "HDI", "HLI", "LEI", "LHI", "MDI", "WEI"}));
}

}  // namespace
}  // namespace micklegate::registers
