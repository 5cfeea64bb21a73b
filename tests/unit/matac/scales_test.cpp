#include "gateway/matac/scales.hpp"

#include "tests/unit/matac/scales.hpp"

#include <gmock/gmock.h>

namespace micklegate::matac {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string fault_of(std::string const& text)
{
    auto const weights = load_weights("matac/rfgv-1.toml", text);
    return weights ? "" : weights.error().detail;
}

std::string dash_fault_of(std::string const& text)
{
    auto const thresholds = load_thresholds("matac/dash-1.toml", text);
    return thresholds ? "" : thresholds.error().detail;
}

TEST(Scales, WeightsAreStampedWithVersionAndHashOfTheirFile)
{
    std::string const text = scale_text("rfgv-1.toml");

    Weights const weights = example_weights();
    Weights const edited = *load_weights("rfgv-1.toml", text + "\n# a remark\n");

    EXPECT_EQ(weights.stamp.version, "rfgv-1");
    EXPECT_EQ(weights.stamp.sha256.size(), 64U);
    EXPECT_EQ(edited.stamp.version, weights.stamp.version);
    EXPECT_NE(edited.stamp, weights.stamp);
}

TEST(Scales, FaultsHaveLineAndColumn)
{
    EXPECT_EQ(fault_of(replaced(scale_text("rfgv-1.toml"), "points = 20", "points = 26")),
              "matac/rfgv-1.toml:20:10: points must be from 0 to 25.");
}

TEST(Scales, FaultyWeightsAreRefused)
{
    std::string const sound = scale_text("rfgv-1.toml");
    EXPECT_THAT(fault_of(replaced(sound, "window_days = 730", "window_days = 731")),
                HasSubstr("must end with up_to_days = window_days"));
    EXPECT_THAT(fault_of(replaced(sound, "up_to_days = 91", "up_to_days = 28")), HasSubstr("greater than"));
    EXPECT_THAT(fault_of(replaced(sound, "points = 15", "points = 21")), HasSubstr("not be more"));
    EXPECT_THAT(fault_of(replaced(sound, "from = 1\npoints = 4", "from = 0\npoints = 4")), HasSubstr("from = 1"));
    EXPECT_THAT(fault_of(replaced(sound, "band = \"medium\"", "band = \"low\"")), HasSubstr("twice"));
    EXPECT_THAT(fault_of(replaced(sound, "window_days", "window")), HasSubstr("window_days is missing"));
    EXPECT_THAT(fault_of(sound + "\n[other]\n"), HasSubstr("'other' is not known here"));
    EXPECT_THAT(fault_of(sound.substr(0, sound.find("[[recency]]"))), HasSubstr("recency must have at least one step"));
}

TEST(Scales, FaultyThresholdsAreRefused)
{
    std::string const sound = scale_text("dash-1.toml");
    EXPECT_THAT(dash_fault_of(replaced(sound, "high_from = 14", "high_from = 10")),
                AllOf(HasSubstr(":9:"), HasSubstr("greater than medium_from")));
    EXPECT_THAT(dash_fault_of(replaced(sound, "score_from = 14", "score_from = 12")), HasSubstr("levels.high_from"));
    EXPECT_THAT(dash_fault_of(replaced(sound, "score_from = 14", "score_from = 25")), HasSubstr("from 1 to 24"));
    EXPECT_THAT(dash_fault_of(replaced(sound, "repeat_days", "repeats")), HasSubstr("repeat_days is missing"));
    EXPECT_THAT(dash_fault_of(sound.substr(0, sound.find("[marac]"))), HasSubstr("marac is missing"));
}

TEST(Scales, TwoFilesOfOneVersionAreRefused)
{
    std::string const text = scale_text("rfgv-1.toml");

    EXPECT_TRUE(check_scales({{"matac/rfgv-1.toml", text}, {"matac/dash-1.toml", scale_text("dash-1.toml")}}));
    EXPECT_TRUE(check_scales({{"agreements/other.toml", "no scale"}}));
    auto const twice = check_scales({{"matac/rfgv-1.toml", text}, {"matac/rfgv-2.toml", text + "\n"}});
    ASSERT_FALSE(twice);
    EXPECT_THAT(twice.error().detail, HasSubstr("matac/rfgv-2.toml"));
}

}  // namespace
}  // namespace micklegate::matac
