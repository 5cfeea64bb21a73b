// Settings: read strictly, explained by the table they come from.
#include "gateway/site/settings.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace micklegate::site {
namespace {

struct Refusal {
    char const* name;
    char const* toml;
    char const* says;
};

class SettingsRefuse : public testing::TestWithParam<Refusal> {};

TEST_P(SettingsRefuse, NamingLineAndColumn)
{
    auto const settings = parse_settings(GetParam().toml, "micklegate.toml");
    ASSERT_FALSE(settings);
    EXPECT_EQ(settings.error().detail.find(std::string{"micklegate.toml:"} + GetParam().says), 0U)
        << settings.error().detail;
}

INSTANTIATE_TEST_SUITE_P(
    Files, SettingsRefuse,
    testing::Values(
        Refusal{"unknown_key", "[listen]\n  prot = 1\n", "2:3: the key 'prot' is not known"},
        Refusal{"unknown_table", "\n[lisen]\nport = 1\n", "2:2: the key 'lisen' is not known"},
        Refusal{"value_for_a_table", "listen = 1\n", "1:10: listen must be a table"},
        Refusal{"key_outside_a_table", "port = 1\n", "1:1: the key 'port' is not known"},
        Refusal{"sync_is_no_option", "[storage]\nsync = false\n", "1:2: the key 'storage' is not known"},
        Refusal{"text_for_number", "[listen]\nport = \"8443\"\n", "2:8: listen.port must be a whole number"},
        Refusal{"fraction", "[listen]\nport = 1.5\n", "2:8: listen.port must be a whole number"},
        Refusal{"number_for_text", "[listen]\naddress = 1\n", "2:11: listen.address must be a text"},
        Refusal{"above_bounds", "[listen]\nport = 65536\n", "2:8: listen.port must be a whole number from 0 to 65535"},
        Refusal{"below_bounds", "[listen]\nthreads = -1\n",
                "2:11: listen.threads must be a whole number from 1 to 256"},
        Refusal{"empty_text", "[site]\nname = \"\"\n", "2:8: site.name must have a length of 1 to 40"},
        Refusal{"control_character", "[site]\nname = \"a\\nb\"\n", "2:8: site.name must not hold control"},
        Refusal{"address_that_is_a_name", "[listen]\naddress = \"localhost\"\n",
                "2:11: listen.address must be an IP address"},
        Refusal{"url_without_tls", "[listen]\nurl = \"http://gate.example\"\n",
                "2:7: listen.url must be https://HOST or"},
        Refusal{"url_with_a_path", "[listen]\nurl = \"https://gate.example/v1\"\n",
                "2:7: listen.url must be https://HOST or"},
        Refusal{"desk_that_is_no_agency", "[desk]\nagency = \"The Desk\"\n", "2:10: desk.agency must be an agency id"},
        Refusal{"approver_that_is_no_agency", "[policy]\napprovers = [\"Police\"]\n",
                "2:13: policy.approvers must hold texts only, and each must be an agency id"},
        Refusal{"approver_named_twice", "[policy]\napprovers = [\"la.815\", \"la.815\"]\n",
                "2:13: policy.approvers must name nothing twice"},
        Refusal{"approvers_that_are_no_list", "[policy]\napprovers = \"la.815\"\n",
                "2:13: policy.approvers must be a list of texts"},
        Refusal{"more_approvals_than_approvers", "[policy]\napprovals = 2\napprovers = [\"la.815\"]\n",
                "2:13: policy.approvals must not be more than policy.approvers has"},
        Refusal{"both_ports_the_same", "[listen]\nport = 9000\nlocal_port = 9000\n",
                "3:14: listen.local_port must not be the same as"},
        Refusal{"port_that_is_the_default_of_the_other", "[listen]\nport = 8444\n",
                "2:8: listen.port must not be the same as"},
        Refusal{"given_twice", "[listen]\nport = 1\nport = 2\n", "3:"}, Refusal{"no_toml", "[listen\n", "1:"}),
    [](auto const& row) { return row.param.name; });

TEST(Settings, GuessWhatAMisspeltNameWasMeantToBe)
{
    EXPECT_EQ(parse_settings("[listen]\nadress = 1\n", "f").error().next, "Did you mean address?");
    EXPECT_EQ(parse_settings("[limit]\nbody_bytes = 1\n", "f").error().next, "Did you mean limits?");
    EXPECT_EQ(parse_settings("[colours]\ngate = 1\n", "f").error().next, "docs/settings.md lists every option.");
}

TEST(Settings, LetTheSystemChooseBothPorts)
{
    EXPECT_TRUE(parse_settings("[listen]\nport = 0\nlocal_port = 0\n", "f"));
}

TEST(Settings, TakeWhatIsSetAndLeaveTheRest)
{
    auto const settings = parse_settings("[listen]\nport = 9443\n[limits]\nidle_timeout_ms = 1000\n", "f");
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->port, 9443);
    EXPECT_EQ(settings->limits.idle_timeout, std::chrono::seconds{1});
    EXPECT_EQ(settings->local_port, Settings{}.local_port);
    EXPECT_EQ(settings->public_url(), "https://127.0.0.1:9443");
}

TEST(Settings, SurviveBeingWritten)
{
    Settings chosen;
    chosen.site_name = "north \"gate\" \\ west";
    chosen.threads = 7;
    chosen.policy_approvals = 1;
    chosen.policy_approvers = {"la.815", "police.north-yorkshire"};
    chosen.limits.body_timeout = std::chrono::milliseconds{1234};
    auto const read = parse_settings(settings_toml(chosen), "f");
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read->site_name, chosen.site_name);
    EXPECT_EQ(read->threads, chosen.threads);
    EXPECT_EQ(read->policy_approvals, chosen.policy_approvals);
    EXPECT_EQ(read->policy_approvers, chosen.policy_approvers);
    EXPECT_EQ(settings_toml(*read), settings_toml(chosen));
}

TEST(Settings, AreDocumentedByTheirOwnTable)
{
    std::ifstream file{MICKLEGATE_SOURCE_DIR "/docs/settings.md"};
    std::string const documented{std::istreambuf_iterator<char>{file}, {}};
    EXPECT_EQ(documented, settings_reference());
}

}  // namespace
}  // namespace micklegate::site
