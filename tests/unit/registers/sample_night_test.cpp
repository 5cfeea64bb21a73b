// The sample night: every row whose outcome hangs on its school finds the school that was expected.
#include "gateway/base/moment.hpp"
#include "gateway/registers/csv_table.hpp"
#include "tests/support/sample_registers.hpp"

#include <boost/json/parse.hpp>

#include <gtest/gtest.h>

namespace micklegate::registers {
namespace {

std::string code_of(SchoolMatch::Kind kind)
{
    switch (kind) {
    case SchoolMatch::Kind::kNotFound: return "school_not_found";
    case SchoolMatch::Kind::kAmbiguous: return "school_ambiguous";
    case SchoolMatch::Kind::kClosed: return "school_closed";
    case SchoolMatch::Kind::kExact: break;
    }
    return "";
}

TEST(SampleNight, FindsTheSchoolOrAuthorityOfEveryRowThatHangsOnIt)
{
    auto const night = parse_csv(samples::read("overnight.csv")).value();
    auto const expected = boost::json::parse(samples::read("overnight-expected.json")).as_array();
    ASSERT_EQ(night.rows.size(), expected.size());
    std::size_t compared = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        auto const cell = [&](char const* column) { return night.rows[i][night.column(column).value()]; };
        auto const want = [&](char const* key) { return std::string{expected[i].at(key).as_string()}; };
        SCOPED_TRACE("row " + std::to_string(i + 1) + " " + want("kind"));
        EXPECT_EQ(cell("incident_ref"), want("incident_ref"));

        bool const reaches = want("outcome") == "sent" || want("outcome") == "duplicate";
        if (!reaches && !want("code").starts_with("school_"))
            continue;
        ++compared;
        if (cell("home_educated") == "yes") {
            auto const authority = samples::registers().areas.authority_of(cell("incident_postcode"));
            EXPECT_EQ(want("recipient"), "la.*");
            EXPECT_EQ(authority, "816");
            continue;
        }
        auto const on = london_date(parse_rfc3339(cell("occurred_at")).value());
        SchoolQuery const query{cell("school_name"), cell("school_urn"), cell("school_postcode"),
                                age_in_years(parse_iso_date(cell("child_dob")).value(), on)};
        SchoolMatch const match = samples::registers().schools.find(query);
        EXPECT_EQ(code_of(match.kind), want("code"));
        EXPECT_EQ(match.school == nullptr ? "" : "school." + match.school->urn, want("recipient"));
    }
    EXPECT_GT(compared, 40U);
}

}  // namespace
}  // namespace micklegate::registers
