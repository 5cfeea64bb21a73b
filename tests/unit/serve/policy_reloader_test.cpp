// A policy set decides nothing before it has come to rest, is proven, approved, kept and named in the log.
#include "gateway/serve/policy_reloader.hpp"

#include "gateway/crypto/base64_secret.hpp"
#include "gateway/files/files.hpp"
#include "gateway/serve/settled.hpp"
#include "gateway/site/membership.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/small_policies.hpp"
#include "tests/unit/site/sample_site.hpp"

#include <gmock/gmock.h>

namespace micklegate::serve {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

AgencyId const kCouncil{"la.815"};
AgencyId const kSchool{"school.901233"};

class PolicyReloaderTest : public site::SampleSite {
protected:
    void SetUp() override
    {
        SampleSite::SetUp();
        site::NewSite wanted = plan();
        wanted.members.push_back(site::Member{AgencyId{wanted.settings.desk}, "duty_desk", "Desk"});
        samples::write_policies(samples::small_policies(), wanted.policies);
        auto const built = site::build_site(wanted, system_now(), kGoOn);
        ASSERT_TRUE(built) << one_line(built.error());
        site_ = site::Site{wanted.root, wanted.settings};
        open();
    }

    void open()
    {
        auto const policy = site::read_proven_policy(site_.policies());
        ASSERT_TRUE(policy) << one_line(policy.error());
        auto setups = SetupKeeper::open(site_, clock_.clock(), policy->set);
        ASSERT_TRUE(setups) << one_line(setups.error());
        setups_ = *std::move(setups);
        auto const record = [this](NewPolicy const& newer) {
            EXPECT_TRUE(history_.read(newer.digest)) << "named in the log before it was kept";
            EXPECT_NE(in_force(), newer.digest) << "in force before the log named it";
            recorded_.push_back(newer.digest);
            return disk_;
        };
        history_ = site::PolicyHistory{site_.policy_history()};
        reloader_ = std::make_unique<PolicyReloader>(site_, *setups_, record, log_, clock_.clock());
    }

    [[nodiscard]] std::string in_force() const { return setups_->current().policy->digest; }
    [[nodiscard]] static std::string digest(policy::PolicyFiles const& files) { return policy::digest_of(files); }
    void poll(int times = 3)
    {
        for (int i = 0; i < times; ++i)
            reloader_->poll();
    }
    void put(policy::PolicyFiles const& files) const { samples::write_policies(files, site_.policies()); }
    void require_both()
    {
        site_.settings.policy_approvals = 2;
        site_.settings.policy_approvers = {kCouncil.get(), kSchool.get()};
        open();
    }
    void approve(AgencyId const& agency, std::string const& digest) const
    {
        auto const seed = files::read_base64_secret(site_.identity(agency) / "sign.key", 32);
        ASSERT_TRUE(seed);
        auto const approval = policy::approve({agency, digest, "Ada Lythe, director", system_now(), {}},
                                              crypto::SigningKey::from_seed(seed->view()));
        put({{policy::approval_path(agency), policy::approval_text(approval)}});
    }
    [[nodiscard]] std::uint64_t reading(std::string const& name) const
    {
        for (auto const& [named, value] : reloader_->readings())
            if (named == name)
                return value;
        return 99;
    }

    /// Long after any file was made: a change is seen by its time alone.
    test::ManualClock clock_{"2999-01-01T00:00:00Z"};
    site::Site site_;
    site::PolicyHistory history_{""};
    std::vector<std::string> lines_;
    receive::Log log_ = [this](receive::Severity, std::string const& line) { lines_.push_back(line); };
    Result<void> disk_;
    std::vector<std::string> recorded_;
    std::unique_ptr<SetupKeeper> setups_;
    std::unique_ptr<PolicyReloader> reloader_;
};

TEST_F(PolicyReloaderTest, ANewSetIsKeptThenNamedInTheLogThenInForce)
{
    std::string const before = in_force();
    poll();
    EXPECT_THAT(recorded_, IsEmpty()) << "nothing has changed";
    auto const held = setups_->current().policy;

    put(samples::other_policies());
    poll();

    std::string const after = digest(samples::other_policies());
    EXPECT_EQ(in_force(), after);
    EXPECT_EQ(held->digest, before) << "a message keeps the set it began with";
    EXPECT_THAT(recorded_, ElementsAre(after));
    ASSERT_EQ(lines_.size(), 1U);
    EXPECT_THAT(lines_.front(), HasSubstr(before));
    EXPECT_THAT(lines_.front(), HasSubstr(after));
    EXPECT_EQ(reading("policy_changes_total"), 1U);
    poll();
    EXPECT_EQ(recorded_.size(), 1U);
}

TEST_F(PolicyReloaderTest, AHalfWrittenFolderIsNotTaken)
{
    poll();
    // Each file is sound by itself, and so is the set after each but the first: only rest tells that it is whole.
    for (char const* const word : {"1.1", "1.2", "1.3"}) {
        put(samples::small_policies("agreements/demo.toml", "1.0", word));
        poll(1);
    }
    EXPECT_THAT(recorded_, IsEmpty());

    poll(1);
    EXPECT_THAT(recorded_, ElementsAre(digest(samples::small_policies("agreements/demo.toml", "1.0", "1.3"))));
}

TEST_F(PolicyReloaderTest, AFolderThatWasWrittenAMomentAgoIsNotAtRest)
{
    poll();
    put(samples::other_policies());
    clock_.advance(system_now() - clock_.now());
    fs::path const agreement = site_.policies() / "agreements" / "demo.toml";
    put({{"agreements/demo.toml", samples::other_policies().at("agreements/demo.toml")}});
    poll(2);
    EXPECT_THAT(recorded_, IsEmpty()) << "the same tick of the files' clock could hide a further change";

    clock_.advance(kSettles * 10);
    poll(1);
    EXPECT_EQ(recorded_.size(), 1U);
}

TEST_F(PolicyReloaderTest, AnUnsoundSetStaysOutIsToldOfOnceAndIsTriedAgainWhenItChanges)
{
    std::string const before = in_force();
    put({{"agreements/demo.toml", "name = 1\n"}});
    poll(5);
    EXPECT_EQ(in_force(), before);
    ASSERT_EQ(lines_.size(), 1U);
    EXPECT_THAT(lines_.front(), HasSubstr("agreements/demo.toml:1:8: name must be a text"));
    EXPECT_EQ(reading("policy_waiting"), 1U);

    put({{"agreements/demo.toml", "name = 1\ntitle = 2\n"}});
    poll();
    EXPECT_EQ(lines_.size(), 2U) << "whoever mended it is told that the fault is still there";

    put(samples::other_policies());
    poll();
    EXPECT_EQ(in_force(), digest(samples::other_policies()));
    EXPECT_EQ(reading("policy_waiting"), 0U);
}

TEST_F(PolicyReloaderTest, AnUnprovenSetStaysOut)
{
    std::string const before = in_force();
    put(samples::unproven_policies());
    poll();

    EXPECT_EQ(in_force(), before);
    ASSERT_EQ(lines_.size(), 1U);
    EXPECT_THAT(lines_.front(), HasSubstr("could do what may never happen"));
    EXPECT_THAT(lines_.front(), HasSubstr("no-addresses"));
    EXPECT_FALSE(history_.holds(digest(samples::unproven_policies())));
    EXPECT_FALSE(site::read_proven_policy(site_.policies())) << "nor would a gateway start with it";
}

TEST_F(PolicyReloaderTest, AFolderThatIsPutBackIsInForceAllAlong)
{
    put(samples::unproven_policies());
    poll();
    put(samples::small_policies());
    poll();

    EXPECT_THAT(recorded_, IsEmpty());
    EXPECT_EQ(reading("policy_waiting"), 0U);
    EXPECT_THAT(lines_.back(), HasSubstr("holds the set in force again"));
}

TEST_F(PolicyReloaderTest, AFolderThatIsGoneLeavesTheSetInForce)
{
    std::string const before = in_force();
    fs::rename(site_.policies(), site_.root / "aside");
    poll();

    EXPECT_EQ(in_force(), before);
    EXPECT_EQ(lines_.size(), 1U);
}

TEST_F(PolicyReloaderTest, WhatTheLogDidNotTakeIsNotInForceAndIsTriedAgain)
{
    std::string const before = in_force();
    disk_ = problem(ProblemCode::kStorageFull, "The disk is full.");
    put(samples::other_policies());
    poll(5);
    EXPECT_EQ(in_force(), before);
    EXPECT_EQ(reading("policy_waiting"), 1U);

    disk_ = {};
    poll(1);
    EXPECT_EQ(in_force(), digest(samples::other_policies()));
}

TEST_F(PolicyReloaderTest, TwoApprovalsBringASetIntoForceAndOneDoesNot)
{
    require_both();
    std::string const before = in_force();
    std::string const after = digest(samples::other_policies());
    put(samples::other_policies());
    approve(kCouncil, after);
    poll();
    EXPECT_EQ(in_force(), before);
    EXPECT_THAT(lines_.back(), HasSubstr("1 of the 2 approvals it needs: school.901233 has not approved it"));

    approve(kSchool, after);
    poll();
    EXPECT_EQ(in_force(), after);
    EXPECT_EQ(history_.read(after)->count(policy::approval_path(kSchool)), 1U);
}

TEST_F(PolicyReloaderTest, ASetIsNotLookedIntoBeforeItIsApproved)
{
    require_both();
    auto const unsound = samples::small_policies("agreements/demo.toml", "version", "vversion");
    put(unsound);
    poll();
    ASSERT_EQ(lines_.size(), 1U);
    EXPECT_THAT(lines_.back(), HasSubstr("0 of the 2 approvals it needs"));

    approve(kCouncil, digest(unsound));
    approve(kSchool, digest(unsound));
    poll();
    ASSERT_EQ(lines_.size(), 2U);
    EXPECT_THAT(lines_.back(), HasSubstr("agreements/demo.toml:"));
    EXPECT_THAT(recorded_, IsEmpty());
}

TEST_F(PolicyReloaderTest, OneMoreEditMakesBothApprovalsStale)
{
    require_both();
    std::string const before = in_force();
    for (AgencyId const& agency : {kCouncil, kSchool})
        approve(agency, digest(samples::other_policies()));
    put(samples::small_policies("agreements/demo.toml", "1.0", "1.2"));
    poll();

    EXPECT_EQ(in_force(), before);
    EXPECT_THAT(lines_.back(), HasSubstr("la.815 approved another state of it"));
}

TEST_F(PolicyReloaderTest, AnApproverThatIsResumedIsEnoughWithoutAnotherEdit)
{
    require_both();
    ASSERT_TRUE(site::set_suspended(site_, kSchool, true));
    EXPECT_TRUE(setups_->poll(kGoOn).pending.empty());
    std::string const after = digest(samples::other_policies());
    put(samples::other_policies());
    approve(kCouncil, after);
    approve(kSchool, after);
    poll();
    EXPECT_NE(in_force(), after);
    EXPECT_THAT(lines_.back(), HasSubstr("school.901233 is suspended"));

    ASSERT_TRUE(site::set_suspended(site_, kSchool, false));
    EXPECT_TRUE(setups_->poll(kGoOn).pending.empty());
    poll(1);
    EXPECT_EQ(in_force(), after);
}

TEST_F(PolicyReloaderTest, ASetThatIsLeavingTheFolderDoesNotComeIntoForceAnyMore)
{
    require_both();
    ASSERT_TRUE(site::set_suspended(site_, kSchool, true));
    EXPECT_TRUE(setups_->poll(kGoOn).pending.empty());
    std::string const before = in_force();
    put(samples::other_policies());
    approve(kCouncil, digest(samples::other_policies()));
    approve(kSchool, digest(samples::other_policies()));
    poll();
    EXPECT_EQ(reading("policy_waiting"), 1U);

    put(samples::small_policies("agreements/demo.toml", "1.0", "1.2"));
    ASSERT_TRUE(site::set_suspended(site_, kSchool, false));
    EXPECT_TRUE(setups_->poll(kGoOn).pending.empty());
    poll();
    EXPECT_EQ(in_force(), before);
}

TEST_F(PolicyReloaderTest, AtItsStartAGatewayNeedsNoApprovalAgainOfWhatTheLogNames)
{
    require_both();
    auto const policy = site::read_proven_policy(site_.policies());
    ASSERT_TRUE(policy);

    EXPECT_EQ(reloader_->admit(*policy, "").error().code, ProblemCode::kNotAllowed);
    EXPECT_FALSE(history_.holds(in_force()));
    EXPECT_TRUE(reloader_->admit(*policy, in_force()));
    EXPECT_TRUE(history_.holds(in_force()));
}

}  // namespace
}  // namespace micklegate::serve
