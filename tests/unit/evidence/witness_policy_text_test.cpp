// The policy that verifiers are given asks for what the gateway's asks for, and gives away no address.
#include "tests/support/witnesses.hpp"

namespace micklegate::evidence {
namespace {

TEST(WitnessPolicyText, AsksForTheSameQuorumAndLeavesOutTheUrls)
{
    test::SignedLog const log;
    test::Partnership const partners;
    auto const url_of = [](std::string const& name) { return "http://10.0.0.7/" + name; };
    auto const inner = parse_witness_policy(partners.policy_text(log.key(), url_of)).value();

    std::string const text = witness_policy_text(inner);

    EXPECT_EQ(text.find("http"), std::string::npos);
    auto const outer = parse_witness_policy(text).value();
    EXPECT_EQ(outer.quorum, inner.quorum);
    EXPECT_EQ(outer.logs.at(0).key, inner.logs.at(0).key);
    ASSERT_EQ(outer.witnesses.size(), inner.witnesses.size());
    for (std::size_t i = 0; i < outer.witnesses.size(); ++i)
        EXPECT_EQ(outer.witnesses[i].key, inner.witnesses[i].key);
    ASSERT_EQ(outer.groups.size(), inner.groups.size());
    for (std::size_t i = 0; i < outer.groups.size(); ++i) {
        EXPECT_EQ(outer.groups[i].threshold, inner.groups[i].threshold);
        EXPECT_EQ(outer.groups[i].members, inner.groups[i].members);
    }
}

TEST(WitnessPolicyText, AQuorumOfNobodyIsNone) { EXPECT_EQ(witness_policy_text({}), "quorum none\n"); }

}  // namespace
}  // namespace micklegate::evidence
