// The commands of a policy set's life: nothing is installed that a gateway would not serve, and the state is told.
#include "gateway/app/command_line.hpp"
#include "gateway/files/files.hpp"
#include "gateway/site/policy_folder.hpp"
#include "gateway/site/policy_history.hpp"
#include "tests/support/small_policies.hpp"
#include "tests/support/tmp_folder.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

namespace micklegate::app {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class PolicyCommands : public testing::Test {
protected:
    void SetUp() override
    {
        samples::write_policies(samples::small_policies(), policies_);
        ASSERT_EQ(run({"init", site_, "--policies", policies_}), 0) << err_.str();
        ASSERT_EQ(run({"agency", "enrol", site_, "la.815", "--kind", "la_childrens", "--name", "A council"}), 0);
    }

    int run(std::vector<std::string> arguments)
    {
        out_.str("");
        err_.str("");
        terminal::Console console{out_, err_, false, false};
        return run_command_line(std::move(arguments), console);
    }
    void put(policy::PolicyFiles const& files)
    {
        fs::remove_all(policies_);
        samples::write_policies(files, policies_);
    }
    [[nodiscard]] policy::PolicyFiles installed() const
    {
        return site::read_policy_folder(site_ + "/policies").value();
    }
    void require_approval()
    {
        std::string const file = site_ + "/micklegate.toml";
        std::string text = files::read(file).value();
        text.replace(text.find("# approvals = 0"), 15, "approvals = 1");
        text.replace(text.find("# approvers = []"), 16, "approvers = [\"la.815\"]");
        ASSERT_TRUE(files::replace(file, as_bytes(text)));
    }

    test::TmpFolder const folder_;
    std::string const policies_ = (folder_.path() / "policies").string();
    std::string const site_ = (folder_.path() / "site").string();
    std::ostringstream out_;
    std::ostringstream err_;
};

TEST_F(PolicyCommands, InstallReplacesTheWholeFolderAndNamesBothDigests)
{
    policy::PolicyFiles next = samples::other_policies();
    next.erase("README.md");
    put(next);

    ASSERT_EQ(run({"policy", "install", site_, policies_}), 0) << err_.str();

    EXPECT_EQ(installed(), next);
    EXPECT_THAT(out_.str(), HasSubstr("Installed: " + policy::digest_of(next)));
    EXPECT_THAT(out_.str(), HasSubstr("Before:    " + policy::digest_of(samples::small_policies())));
    EXPECT_FALSE(fs::exists(site_ + "/policies.new"));
}

TEST_F(PolicyCommands, WhatNoGatewayWouldServeIsNeitherInstalledNorApprovedNorMadeASiteOf)
{
    put(samples::unproven_policies());

    EXPECT_EQ(run({"policy", "install", site_, policies_}), 1);
    EXPECT_THAT(err_.str(), HasSubstr("could do what may never happen"));
    EXPECT_EQ(installed(), samples::small_policies());
    EXPECT_EQ(run({"policy", "approve", policies_, "--as", site_ + "/identities/la.815", "--by", "Ada Lythe, lead"}),
              1);
    EXPECT_FALSE(fs::exists(policies_ + "/approvals"));
    EXPECT_EQ(run({"init", site_ + "2", "--policies", policies_}), 1);
}

TEST_F(PolicyCommands, ASetWhoseCasesFailOrAreMissingIsNotInstalled)
{
    put(samples::small_policies("cases/demo.note.json", "\"allowed\": true", "\"allowed\": false, \"code\": \"x\""));
    EXPECT_EQ(run({"policy", "install", site_, policies_}), 1);
    EXPECT_EQ(installed(), samples::small_policies());

    policy::PolicyFiles untested = samples::other_policies();
    untested.erase("cases/demo.note.json");
    put(untested);
    EXPECT_EQ(run({"policy", "install", site_, policies_}), 1);
    EXPECT_THAT(err_.str(), HasSubstr("does not pass its own cases"));
    EXPECT_EQ(installed(), samples::small_policies());
}

TEST_F(PolicyCommands, WhereApprovalIsRequiredItIsAskedForTakenAndLost)
{
    require_approval();
    put(samples::other_policies());
    EXPECT_EQ(run({"policy", "install", site_, policies_}), 1);
    EXPECT_THAT(err_.str(), HasSubstr("la.815 has not approved it"));
    EXPECT_EQ(run({"policy", "approvals", policies_, "--site", site_}), 1);
    EXPECT_THAT(out_.str(), HasSubstr("missing"));

    std::vector<std::string> const approve{"policy", "approve",        policies_, "--as", site_ + "/identities/la.815",
                                           "--by",   "Ada Lythe, lead"};
    ASSERT_EQ(run(approve), 0) << err_.str();
    EXPECT_EQ(run({"policy", "approvals", policies_, "--site", site_, "--json"}), 0) << err_.str();
    EXPECT_THAT(out_.str(), HasSubstr(R"("approved":true)"));
    EXPECT_THAT(out_.str(), HasSubstr(R"("by":"Ada Lythe, lead")"));
    EXPECT_EQ(run({"policy", "install", site_, policies_}), 0) << err_.str();
    EXPECT_EQ(installed().count("approvals/la.815.json"), 1U);

    samples::write_policies(samples::small_policies("agreements/demo.toml", "1.0", "1.2"), policies_);
    EXPECT_EQ(run({"policy", "install", site_, policies_}), 1);
    EXPECT_THAT(err_.str(), HasSubstr("la.815 approved another state of it"));
    EXPECT_EQ(run(approve), 0) << "it may be approved again";
    EXPECT_EQ(run({"policy", "install", site_, policies_}), 0) << err_.str();
}

TEST_F(PolicyCommands, ASiteThatWasNeverServedHasNoHistory)
{
    EXPECT_EQ(run({"policy", "history", site_, "--json"}), 0) << err_.str();
    EXPECT_EQ(out_.str(), "[]\n");
}

TEST_F(PolicyCommands, ExplainTakesAFolderOrADigestOfASite)
{
    std::vector<std::string> const question{"--type", "demo.note", "--from", "police", "--to", "la_childrens"};
    auto const explain = [&](std::vector<std::string> which) {
        which.insert(which.begin(), {"policy", "explain"});
        which.insert(which.end(), question.begin(), question.end());
        return run(which);
    };
    EXPECT_EQ(explain({policies_}), 0) << err_.str();
    EXPECT_EQ(explain({}), 2);
    EXPECT_EQ(explain({"--digest", "0123456789"}), 2);
    EXPECT_EQ(explain({policies_, "--digest", "0123456789", "--site", site_}), 2);
    EXPECT_EQ(explain({"--digest", "0123", "--site", site_}), 2);
    EXPECT_EQ(explain({"--digest", "0123456789", "--site", site_}), 1);
    EXPECT_THAT(err_.str(), HasSubstr("micklegate policy history"));
}

TEST_F(PolicyCommands, ASetFromBeforeGatewayDaysIsExplainedByItsDigestAndInstalledByNobody)
{
    policy::PolicyFiles older = samples::small_policies();
    std::string& agreement =
        std::ranges::find_if(older, [](auto const& file) { return file.first.starts_with("agreements/"); })->second;
    std::size_t const at = agreement.find("[gateway_days]");
    ASSERT_NE(at, std::string::npos);
    agreement.erase(at, agreement.find("\n[", at) + 1 - at);
    ASSERT_TRUE(site::PolicyHistory{site_ + "/policy-history"}.keep(older, {}));
    put(older);
    EXPECT_NE(run({"policy", "install", site_, policies_}), 0);

    EXPECT_EQ(run({"policy", "explain", "--digest", policy::digest_of(older), "--site", site_, "--type", "demo.note",
                   "--from", "police", "--to", "la_childrens"}),
              0)
        << err_.str();

    EXPECT_THAT(out_.str(), HasSubstr("does not say how long the gateway keeps its own sealed copy"));
}

}  // namespace
}  // namespace micklegate::app
