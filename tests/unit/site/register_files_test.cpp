// The registers of a site: what is imported is what is read, and a site that is older than a file of them works.
#include "gateway/site/register_files.hpp"

#include "tests/unit/site/sample_site.hpp"

namespace micklegate::site {
namespace {

class RegisterFiles : public SampleSite {
protected:
    std::filesystem::path registers() const { return folder_ / "site" / "registers"; }
};

TEST_F(RegisterFiles, ASchoolsOwnDaysAreReadBack)
{
    build();
    RegisterTexts texts = read_register_texts(registers()).value();
    EXPECT_EQ((*load_registers(registers()))->days.schools(), 0U);
    texts.school_days = "urn,from,to,why,is\n901233,2026-11-02,,INSET day,closed\n";
    ASSERT_TRUE(replace_register_files(registers(), texts));
    auto const days = (*load_registers(registers()))->days;
    ASSERT_NE(days.of("901233"), nullptr);
    EXPECT_EQ(days.of("901233")->open_on(parse_iso_date("2026-11-02").value()), false);
    texts.school_days += "901233,tomorrow,,INSET day,closed\n";
    EXPECT_EQ(parse_registers(texts).error().code, ProblemCode::kInvalidValue);
}

TEST_F(RegisterFiles, ASiteThatIsOlderThanSchoolDaysHasNone)
{
    build();
    std::filesystem::remove(registers() / "school-days.csv");
    auto const loaded = load_registers(registers());
    ASSERT_TRUE(loaded) << one_line(loaded.error());
    EXPECT_EQ((*loaded)->days.schools(), 0U);
}

}  // namespace
}  // namespace micklegate::site
