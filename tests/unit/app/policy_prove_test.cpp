// `micklegate policy prove` says that a set is proven and how much was looked at, or names what breaks it.
#include "gateway/app/command_line.hpp"
#include "gateway/files/files.hpp"
#include "tests/support/tmp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace micklegate::app {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;

constexpr char const* kPolicies = MICKLEGATE_SOURCE_DIR "/policies";

class PolicyProve : public testing::Test {
protected:
    int run(std::vector<std::string> arguments)
    {
        out_.str("");
        terminal::Console console{out_, err_, false, false};
        return run_command_line(std::move(arguments), console);
    }

    /// The repository's policies, and one more thing that may never happen.
    [[nodiscard]] std::string forbidding(std::string const& invariant) const
    {
        auto const copy = folder_.path() / "policies";
        std::filesystem::copy(kPolicies, copy, std::filesystem::copy_options::recursive);
        std::ofstream{copy / "invariants.toml", std::ios::app} << invariant;
        return copy.string();
    }

    test::TmpFolder const folder_;
    std::ostringstream out_;
    std::ostringstream err_;
};

constexpr char const* kNoReader =
    "\n[[never]]\nname = \"readers-unnamed\"\nwhy = \"For the test.\"\n"
    "classes = [\"administrative\"]\ntypes = [\"encompass.receipt\"]\n";

TEST_F(PolicyProve, ASoundSetIsProvenWithItsCount)
{
    EXPECT_EQ(run({"policy", "prove", kPolicies}), 0) << err_.str();
    EXPECT_THAT(out_.str(), MatchesRegex("[0-9]+ checks of a field, a rule and a recipient: proved\\.\n"));

    EXPECT_EQ(run({"policy", "prove", kPolicies, "--json"}), 0);
    EXPECT_THAT(out_.str(), MatchesRegex("\\{\"proved\":true,\"checks\":[0-9]+,\"breaches\":\\[\\]\\}\n"));
}

TEST_F(PolicyProve, ABreachIsNamedByRuleFieldAndRecipient)
{
    std::string const broken = forbidding(kNoReader);

    EXPECT_EQ(run({"policy", "prove", broken}), 1);
    EXPECT_THAT(out_.str(),
                HasSubstr("BREACH Under north-yorkshire-encompass/receipt, police would receive received_by "));
    EXPECT_THAT(out_.str(), HasSubstr(" found wanting.\n"));

    EXPECT_EQ(run({"policy", "prove", broken, "--json"}), 1);
    EXPECT_THAT(out_.str(), HasSubstr(R"("invariant":"readers-unnamed","agreement":"north-yorkshire-encompass",)"
                                      R"("rule":"receipt","type":"encompass.receipt","field":"received_by",)"
                                      R"("class":"administrative","recipient":"police",)"
                                      R"("banned_as":"class administrative","sentence":"Under )"));
}

TEST_F(PolicyProve, AFaultOfTheFileIsToldWithItsPlace)
{
    std::string const broken = forbidding("\n[[nevr]]\n");

    EXPECT_EQ(run({"policy", "prove", broken}), 1);
    EXPECT_THAT(err_.str(), HasSubstr("invariants.toml:"));
    EXPECT_THAT(err_.str(), HasSubstr("Did you mean never?"));
}

}  // namespace
}  // namespace micklegate::app
