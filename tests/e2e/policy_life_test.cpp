// A policy set's life at a gateway that goes on serving: installed, refused, approved, and asked about afterwards.
#include "gateway/commit/policy_in_force.hpp"
#include "tests/e2e/sample_events.hpp"

#include <gmock/gmock.h>

namespace micklegate::e2e {
namespace {

using commit::Entry;
using commit::EntryKind;
using testing::HasSubstr;

constexpr char const* kCouncil = "la.815";

class PolicyLifeTest : public SiteTest {
protected:
    [[nodiscard]] fs::path policies() const { return site() / "policies"; }

    static void change(fs::path const& file, std::string const& before, std::string const& after)
    {
        std::string text = bytes_of(file);
        std::size_t const at = text.find(before);
        ASSERT_NE(at, std::string::npos) << file << " lacks " << before;
        write(file, text.replace(at, before.size(), after));
    }
    /// From then on nothing of Operation Encompass is allowed.
    static void suspend_agreement(fs::path const& set)
    {
        change(set / "agreements" / "north-yorkshire-encompass.toml", "valid_from", "suspended = true\nvalid_from");
    }
    /// Breaks no rule of the format, and every release of a name to a school.
    static void break_promise(fs::path const& set)
    {
        write(set / "invariants.toml", bytes_of(set / "invariants.toml") +
                                           "\n[[never]]\nname = \"no-names-to-schools\"\nwhy = \"A test says so.\"\n"
                                           "classes = [\"identity\"]\nto = [\"school\"]\n");
    }

    [[nodiscard]] std::string digest_of(fs::path const& set) const
    {
        return json::text_at(json_of(cli("policy", "check", set.string(), "--json").out), "digest");
    }

    /// What becomes of one more notification.
    [[nodiscard]] object send()
    {
        auto const results = session(kForce)->submit(lines_of({notification(++sent_)}), 1);
        EXPECT_TRUE(results) << one_line(results.error());
        return results ? results->front() : object{};
    }
    /// Sends until one has this outcome, for at most twenty seconds: a change takes a moment to be seen.
    bool soon(std::string const& outcome)
    {
        auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{20};
        while (std::chrono::steady_clock::now() < end)
            if (json::text_at(send(), "outcome") == outcome)
                return true;
        return false;
    }
    /// Whether the operator's log comes to say it, after what it was seen to say last and within the same time.
    [[nodiscard]] bool said(std::string const& what)
    {
        auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{20};
        while (std::chrono::steady_clock::now() < end)
            if (std::size_t const at = gateway_->err().find(what, seen_); at != std::string::npos) {
                seen_ = at + what.size();
                return true;
            }
        return false;
    }

    /// The digest under which the last entry of a kind was decided.
    [[nodiscard]] std::string policy_of_last(EntryKind kind) const
    {
        std::string digest;
        for (Entry const& entry : entries())
            if (entry.kind == kind)
                digest = entry.policy;
        return digest;
    }

    [[nodiscard]] Ran explain(std::string const& digest) const
    {
        return cli("policy", "explain", "--type", "encompass.notification", "--from", "police", "--to", "school",
                   "--ages", "4", "11", "--at", "2026-11-22T12:00:00Z", "--site", site().string(), "--digest", digest);
    }

    void require_both()
    {
        change(site() / "micklegate.toml", "# approvals = 0", "approvals = 2");
        change(site() / "micklegate.toml", "# approvers = []",
               "approvers = [\"" + kForce + "\", \"" + kCouncil + "\"]");
    }
    void approve(fs::path const& set, std::string const& agency) const
    {
        Ran const approved =
            cli("policy", "approve", set.string(), "--as", identity(agency).string(), "--by", "Ada Lythe, inspector");
        ASSERT_EQ(approved.code, 0) << approved.err;
    }

    unsigned sent_ = 0;
    std::size_t seen_ = 0;  ///< of the operator's log
};

TEST_F(PolicyLifeTest, WhatOneSetRefusesTheNextAllowsWithoutARestartAndBothAreOnRecord)
{
    fs::path const next = folder_.path() / "next";
    fs::copy(policies(), next, fs::copy_options::recursive);
    suspend_agreement(policies());
    std::string const before = digest_of(policies());
    std::string const after = digest_of(next);
    serve();
    EXPECT_EQ(json::text_at(send(), "code"), "agreement_suspended");

    Ran const installed = cli("policy", "install", site().string(), next.string(), "--json");
    ASSERT_EQ(installed.code, 0) << installed.err;
    EXPECT_EQ(json::text_at(json_of(installed.out), "digest"), after);
    EXPECT_EQ(json::text_at(json_of(installed.out), "before"), before);
    ASSERT_TRUE(soon("accepted")) << gateway_->err();

    EXPECT_TRUE(said("The policy set " + after + " replaced " + before + ".")) << gateway_->err();
    EXPECT_EQ(policy_of_last(EntryKind::kRefused), before);
    EXPECT_EQ(policy_of_last(EntryKind::kAccepted), after);
    std::vector<Entry> named;
    for (Entry const& entry : entries())
        if (entry.kind == EntryKind::kPolicy)
            named.push_back(entry);
    ASSERT_EQ(named.size(), 2U);
    EXPECT_EQ(named[0].policy, before);
    EXPECT_EQ(named[1].policy, after);
    EXPECT_EQ(named[1].why, "A policy set replaced " + before + ".");

    auto const listed = json::parse_strict(cli("policy", "history", site().string(), "--json").out);
    ASSERT_TRUE(listed && listed->is_array());
    ASSERT_EQ(listed->as_array().size(), 2U);
    object const& last = listed->as_array()[1].as_object();
    EXPECT_EQ(json::text_at(last, "digest"), after);
    EXPECT_EQ(json::text_at(last, "from"), rfc3339(named[1].time));
    EXPECT_TRUE(json::flag_at(last, "in_force") && json::flag_at(last, "kept"));
    EXPECT_FALSE(json::flag_at(listed->as_array()[0].as_object(), "in_force"));

    Ran const old = explain(before.substr(7, 8));
    EXPECT_EQ(old.code, 0) << old.err;
    EXPECT_THAT(old.out, HasSubstr("suspended"));
    EXPECT_EQ(explain(after).out, cli("policy", "explain", next.string(), "--type", "encompass.notification", "--from",
                                      "police", "--to", "school", "--ages", "4", "11", "--at", "2026-11-22T12:00:00Z")
                                      .out);
    EXPECT_NE(explain(after).out, old.out);
    stop();
}

TEST_F(PolicyLifeTest, ASetThatIsNotProvenIsNeitherInstalledNorTakenOverNorServed)
{
    fs::path const next = folder_.path() / "next";
    fs::copy(policies(), next, fs::copy_options::recursive);
    break_promise(next);
    std::string const before = digest_of(policies());
    serve();

    Ran const installed = cli("policy", "install", site().string(), next.string());
    EXPECT_EQ(installed.code, 1);
    EXPECT_THAT(installed.err, HasSubstr("no-names-to-schools"));
    EXPECT_EQ(digest_of(policies()), before);

    break_promise(policies());
    ASSERT_TRUE(said("the set in the policy folder stays out: ")) << gateway_->err();
    EXPECT_THAT(gateway_->err(), HasSubstr("no-names-to-schools"));
    EXPECT_EQ(json::text_at(send(), "outcome"), "accepted");
    EXPECT_EQ(policy_of_last(EntryKind::kAccepted), before);
    stop();

    GatewayProcess again{site()};
    EXPECT_FALSE(again.ready());
    EXPECT_EQ(again.wait(), 1);
    EXPECT_THAT(again.err(), HasSubstr("could do what may never happen"));
}

TEST_F(PolicyLifeTest, ASetThatFailsItsOwnCasesIsNotInstalled)
{
    fs::path const next = folder_.path() / "next";
    fs::copy(policies(), next, fs::copy_options::recursive);
    change(next / "agreements" / "north-yorkshire-encompass.toml", "valid_until = 2027", "valid_until = 2026");
    std::string const before = digest_of(policies());

    Ran const installed = cli("policy", "install", site().string(), next.string());

    EXPECT_EQ(installed.code, 1);
    EXPECT_THAT(installed.err, HasSubstr("does not pass its own cases: cases/encompass"));
    EXPECT_EQ(digest_of(policies()), before);
}

TEST_F(PolicyLifeTest, WhereTwoApprovalsAreRequiredNothingLessComesIntoForce)
{
    require_both();
    {
        GatewayProcess unapproved{site()};
        EXPECT_EQ(unapproved.wait(), 1);
        EXPECT_THAT(unapproved.err(), HasSubstr("0 of the 2 approvals it needs"));
    }
    approve(policies(), kForce);
    approve(policies(), kCouncil);
    serve();
    EXPECT_EQ(json::text_at(send(), "outcome"), "accepted");

    suspend_agreement(policies());
    ASSERT_TRUE(said("la.815 approved another state of it, police.north-yorkshire approved another state of it"));
    EXPECT_EQ(cli("policy", "install", site().string(), policies().string()).code, 1);
    approve(policies(), kForce);
    ASSERT_TRUE(said("has 1 of the 2 approvals it needs: la.815 approved another state of it."));
    EXPECT_EQ(json::text_at(send(), "outcome"), "accepted") << "one approval is not two";
    Ran const state = cli("policy", "approvals", policies().string(), "--site", site().string());
    EXPECT_EQ(state.code, 1);
    EXPECT_THAT(state.out, HasSubstr("stale"));
    EXPECT_THAT(state.err, HasSubstr("micklegate policy approve DIR"));

    approve(policies(), kCouncil);
    ASSERT_TRUE(soon("refused")) << gateway_->err();
    EXPECT_EQ(cli("policy", "approvals", policies().string(), "--site", site().string()).code, 0);
    Entry const last = [this] {
        Entry named;
        for (Entry const& entry : entries())
            if (entry.kind == EntryKind::kPolicy)
                named = entry;
        return named;
    }();
    EXPECT_THAT(last.why, HasSubstr("Approved by: la.815, police.north-yorkshire."));
    for (Entry const& entry : entries())
        EXPECT_EQ(commit::encode(entry).find("Lythe"), std::string::npos) << "a person stands in the log in clear";

    change(policies() / "agreements" / "north-yorkshire-encompass.toml", "suspended = true", "suspended = false");
    ASSERT_TRUE(said("0 of the 2 approvals")) << gateway_->err();
    EXPECT_EQ(json::text_at(send(), "outcome"), "refused") << "approved before one more edit";
    stop();

    change(policies() / "agreements" / "north-yorkshire-encompass.toml", "suspended = false", "suspended = true");
    ASSERT_EQ(cli("agency", "suspend", site().string(), kCouncil).code, 0);
    serve();  // what the log names as in force was approved, whatever became of an approver since
}

TEST_F(PolicyLifeTest, AnUnknownOrShortDigestSaysWhatToDo)
{
    EXPECT_EQ(explain("1234567").code, 2);
    Ran const unknown = explain("0123456789abcdef");
    EXPECT_EQ(unknown.code, 1);
    EXPECT_THAT(unknown.err, HasSubstr("micklegate policy history"));
    EXPECT_EQ(cli("policy", "explain", "--type", "a.b", "--from", "police", "--to", "school").code, 2);
}

}  // namespace
}  // namespace micklegate::e2e
