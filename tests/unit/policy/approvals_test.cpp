// Only the signatures of the named members under exactly this set count, and whoever lacks one is told what to do.
#include "gateway/policy/approvals.hpp"

#include "gateway/crypto/hash.hpp"
#include "tests/support/small_policies.hpp"

#include <gmock/gmock.h>

namespace micklegate::policy {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

AgencyId const kPolice{"police.north-yorkshire"};
AgencyId const kCouncil{"la.815"};

crypto::SigningKey key_of(AgencyId const& agency)
{
    return crypto::SigningKey::from_seed(crypto::sha256(as_bytes(agency.get())));
}

class ApprovalsTest : public testing::Test {
protected:
    static void SetUpTestSuite() { crypto::initialise(); }

    void SetUp() override
    {
        for (AgencyId const& id : {kPolice, kCouncil, AgencyId{"school.901233"}})
            agencies_[id] = Agency{id, "police", "An agency", {}, key_of(id).verify_key(), false};
    }

    Approval approval_of(AgencyId const& agency) const
    {
        return approve({agency, digest_of(files_), "Ada Lythe, inspector", Moment{}, {}}, key_of(agency));
    }
    void put(AgencyId const& agency, Approval const& approval)
    {
        files_[approval_path(agency)] = approval_text(approval);
    }
    Standing standing_of(AgencyId const& agency) const
    {
        for (ApproverState const& state : judge_approvals(files_, terms_, agencies_).approvers)
            if (state.approver == agency)
                return state.standing;
        return Standing::kMissing;
    }
    Result<void> judged() const { return require(judge_approvals(files_, terms_, agencies_)); }

    PolicyFiles files_ = samples::small_policies();
    Agencies agencies_;
    ApprovalTerms terms_{2, {kPolice.get(), kCouncil.get()}};
};

TEST_F(ApprovalsTest, TwoOfTwoAreEnoughAndOneIsNot)
{
    put(kPolice, approval_of(kPolice));
    auto const one = judged();
    ASSERT_FALSE(one);
    EXPECT_THAT(one.error().detail, HasSubstr("1 of the 2 approvals it needs: la.815 has not approved it."));
    EXPECT_THAT(one.error().next, HasSubstr("micklegate policy approve"));

    put(kCouncil, approval_of(kCouncil));
    EXPECT_TRUE(judged());
    EXPECT_THAT(judge_approvals(files_, terms_, agencies_).approved_by(), ElementsAre(kCouncil, kPolice));
}

TEST_F(ApprovalsTest, NoneIsAskedForWhereTheSettingsAskForNone)
{
    terms_ = {};
    EXPECT_TRUE(judged());
}

TEST_F(ApprovalsTest, OneMoreEditMakesAnApprovalStale)
{
    put(kPolice, approval_of(kPolice));
    files_.at("agreements/demo.toml") += "# one more word\n";

    EXPECT_EQ(standing_of(kPolice), Standing::kStale);
    EXPECT_THAT(judged().error().detail, HasSubstr("police.north-yorkshire approved another state of it"));
}

TEST_F(ApprovalsTest, WhatDoesNotDecideDoesNotMakeItStale)
{
    put(kPolice, approval_of(kPolice));
    files_["README.md"] += "A note.\n";
    put(kCouncil, approval_of(kCouncil));

    EXPECT_TRUE(judged());
}

TEST_F(ApprovalsTest, AnApprovalStandsForItsSignerAlone)
{
    put(kCouncil, approval_of(kPolice));
    EXPECT_EQ(standing_of(kCouncil), Standing::kNotTheirs) << "another agency's, copied under its name";

    Approval borrowed = approval_of(kPolice);
    borrowed.agency = kCouncil;
    put(kCouncil, borrowed);
    EXPECT_EQ(standing_of(kCouncil), Standing::kNotTheirs) << "signed by another key";

    Approval const for_another =
        approve({kPolice, digest_of(files_), "Ada Lythe, director", Moment{}, {}}, key_of(kCouncil));
    put(kCouncil, for_another);
    EXPECT_EQ(standing_of(kCouncil), Standing::kNotTheirs) << "says that it is another's";
}

/// What policies/README.md promises to whoever signs or verifies elsewhere.
TEST_F(ApprovalsTest, SignedIsADomainAndTheCanonicalRecord)
{
    std::string const text =
        "micklegate policy approval v1\n"
        R"({"agency":"police.north-yorkshire","at":"1970-01-01T00:00:00.000Z","by":"Ada Lythe, inspector","digest":")" +
        digest_of(files_) + "\"}";

    EXPECT_EQ(approval_of(kPolice).signature, key_of(kPolice).sign(as_bytes(text)));
}

TEST_F(ApprovalsTest, EveryWordOfAnApprovalIsSigned)
{
    Approval const sound = approval_of(kPolice);
    Approval by = sound;
    by.by = "Somebody else, constable";
    Approval at = sound;
    at.at += std::chrono::milliseconds{1};
    Approval digest = sound;
    digest.digest.back() = digest.digest.back() == '0' ? '1' : '0';
    for (Approval const& changed : {by, at, digest}) {
        put(kPolice, changed);
        EXPECT_EQ(standing_of(kPolice), Standing::kNotTheirs);
    }
    put(kPolice, sound);
    EXPECT_EQ(standing_of(kPolice), Standing::kApproved);
}

TEST_F(ApprovalsTest, AFileThatCannotBeReadIsNobodysApproval)
{
    for (char const* const text : {"", "{}", "[1]", R"({"agency":"police.north-yorkshire"})"}) {
        files_[approval_path(kPolice)] = text;
        EXPECT_EQ(standing_of(kPolice), Standing::kNotTheirs) << text;
    }
}

TEST_F(ApprovalsTest, SuspendedAndUnknownApproversDoNotCount)
{
    put(kPolice, approval_of(kPolice));
    put(kCouncil, approval_of(kCouncil));
    agencies_.at(kPolice).suspended = true;
    agencies_.erase(kCouncil);

    EXPECT_EQ(standing_of(kPolice), Standing::kSuspended);
    EXPECT_EQ(standing_of(kCouncil), Standing::kNotEnrolled);
    EXPECT_FALSE(judged());
}

TEST_F(ApprovalsTest, AMemberThatIsNotNamedIsIgnoredAndNoted)
{
    AgencyId const school{"school.901233"};
    put(kPolice, approval_of(kPolice));
    put(school, approval_of(school));

    EXPECT_FALSE(judged());
    EXPECT_THAT(judge_approvals(files_, terms_, agencies_).ignored, ElementsAre("approvals/school.901233.json"));
}

}  // namespace
}  // namespace micklegate::policy
