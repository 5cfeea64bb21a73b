// What the gateway refuses to start on, and how it says so.
#include "tests/e2e/site_test.hpp"

namespace micklegate::e2e {
namespace {

class StartTest : public SiteTest {
protected:
    /// Tries to serve; the sentence it refuses with.
    std::string refusal()
    {
        GatewayProcess refused{site()};
        EXPECT_FALSE(refused.ready());
        EXPECT_EQ(refused.wait(), 1);
        EXPECT_EQ(refused.out(), "");
        return refused.err();
    }

    static bool says(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }
};

TEST_F(StartTest, AFirstStartSaysNothingButThatItServes)
{
    serve();

    EXPECT_EQ(gateway_->err(), "");
    EXPECT_EQ(json_lines(gateway_->out()).size(), 1U);
}

TEST_F(StartTest, ASecondGatewayOfTheSameSiteIsRefused)
{
    serve();

    std::string const said = refusal();

    EXPECT_EQ(said, "micklegate: Another gateway is serving this site. Stop it first, or serve another site folder.\n");
    EXPECT_EQ(as(kSchool, "inbox", "list").code, 0) << "the first gateway was disturbed";
}

TEST_F(StartTest, AKeyThatOthersCanReadIsRefusedWithWhatToRun)
{
    for (char const* const key : {"keys/site.key", "tls/server.key"}) {
        fs::permissions(site() / key, fs::perms::group_read, fs::perm_options::add);
        std::string const said = refusal();
        EXPECT_TRUE(says(said, "Run: chmod 600 " + (site() / key).string())) << said;
        fs::permissions(site() / key, fs::perms::group_read, fs::perm_options::remove);
    }
}

TEST_F(StartTest, ASiteThatIsOpenToOthersIsRefusedWithWhatToRun)
{
    fs::permissions(site(), fs::perms::others_exec, fs::perm_options::add);
    std::string const said = refusal();
    EXPECT_TRUE(says(said, "Run: chmod 700 " + site().string())) << said;
}

TEST_F(StartTest, WithoutPoliciesItDoesNotStart)
{
    fs::remove_all(site() / "policies");
    std::string const said = refusal();
    EXPECT_TRUE(says(said, "polic")) << said;

    fs::create_directories(site() / "policies");
    EXPECT_TRUE(says(refusal(), "polic"));
}

TEST_F(StartTest, AnUnsoundPolicyStopsItAndIsNamedWithItsLine)
{
    fs::path const agreement = site() / "policies" / "agreements" / "north-yorkshire-encompass.toml";
    write(agreement, "surprise = true\n" + bytes_of(agreement));

    std::string const said = refusal();

    EXPECT_TRUE(says(said, "north-yorkshire-encompass.toml:1:1: ")) << said;
}

TEST_F(StartTest, AnUnknownSettingIsNamedWithLineAndColumn)
{
    fs::path const settings = site() / "micklegate.toml";
    std::string const sound = bytes_of(settings);
    auto const lines = std::count(sound.begin(), sound.end(), '\n');
    write(settings, sound + "[colours]\n  gate = 1\n");

    std::string said = refusal();
    EXPECT_TRUE(says(said, "micklegate.toml:" + std::to_string(lines + 1) + ":2: ")) << said;

    write(settings, sound + "  brightness = 1\n");
    said = refusal();
    EXPECT_TRUE(says(said, "micklegate.toml:" + std::to_string(lines + 1) + ":3: ")) << said;
}

}  // namespace
}  // namespace micklegate::e2e
