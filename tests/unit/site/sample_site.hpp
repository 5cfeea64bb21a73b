// A small site in a folder of its own, gone when the test ends.
#pragma once

#include "gateway/site/site_builder.hpp"

#include <gtest/gtest.h>

namespace micklegate::site {

class SampleSite : public testing::Test {
protected:
    static void SetUpTestSuite() { crypto::initialise(); }

    void SetUp() override
    {
        std::string pattern = testing::TempDir() + "site-XXXXXX";
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
        std::filesystem::create_directories(folder_ / "policies" / "messages");
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    static constexpr auto kGoOn = [] { return Result<void>{}; };

    [[nodiscard]] NewSite plan() const
    {
        return NewSite{folder_ / "site",
                       {},
                       {},
                       {Member{AgencyId{"la.815"}, "la_childrens", "North Yorkshire"},
                        Member{AgencyId{"school.901233"}, "school", "Example School"}},
                       {},
                       folder_ / "policies"};
    }
    Site build()
    {
        auto const built = build_site(plan(), system_now(), kGoOn);
        EXPECT_TRUE(built) << one_line(built.error());
        return Site{folder_ / "site", Settings{}};
    }

    std::filesystem::path folder_;
};

}  // namespace micklegate::site
