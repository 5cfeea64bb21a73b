// Percent-encoding: what stands in a URL or a header, and comes back whole.
#include "gateway/base/percent.hpp"

#include <gtest/gtest.h>

namespace micklegate {
namespace {

TEST(Percent, LeavesWhatIsUnreservedAlone)
{
    EXPECT_EQ(percent_encoded("AZaz09-._~"), "AZaz09-._~");
    EXPECT_EQ(percent_encoded("Zoë, 100%"), "Zo%c3%ab%2c%20100%25");
}

TEST(Percent, ComesBackWhole)
{
    std::string every;
    for (int c = 0; c < 256; ++c)
        every += static_cast<char>(c);
    EXPECT_EQ(percent_decoded(percent_encoded(every)), every);
    EXPECT_EQ(percent_decoded("%C3%AB a+b"), "\u00eb a+b") << "either case; a plus is a plus";
}

TEST(Percent, ABrokenEscapeIsNothing)
{
    for (char const* const broken : {"%", "%4", "%4g", "a%zz", "%%41"})
        EXPECT_FALSE(percent_decoded(broken)) << broken;
}

}  // namespace
}  // namespace micklegate
