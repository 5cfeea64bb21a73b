// The log remembers each policy set that came into force, and which of them is.
#include "gateway/commit/policy_in_force.hpp"

#include "tests/support/memory_journal.hpp"

#include <gtest/gtest.h>

namespace micklegate::commit {
namespace {

Entry naming(EntryKind kind, std::string const& digest)
{
    Entry entry;
    entry.kind = kind;
    entry.policy = digest;
    return entry;
}

TEST(PolicyInForce, TheLastSetIsAndEachStandsInItsOrder)
{
    test::MemoryKeyValues store;
    EXPECT_EQ(policy_in_force(store).value(), "");
    EXPECT_TRUE(policy_changes(store)->empty());

    fold_policy(1, naming(EntryKind::kPolicy, "sha256:a"), store);
    fold_policy(2, naming(EntryKind::kAccepted, "sha256:a"), store);
    fold_policy(255, naming(EntryKind::kPolicy, "sha256:b"), store);
    fold_policy(256, naming(EntryKind::kPolicy, "sha256:a"), store);

    EXPECT_EQ(policy_in_force(store).value(), "sha256:a");
    auto const changes = policy_changes(store);
    ASSERT_TRUE(changes);
    ASSERT_EQ(changes->size(), 3U);
    EXPECT_EQ((*changes)[0].index, 1U);
    EXPECT_EQ((*changes)[1].digest, "sha256:b");
    EXPECT_EQ((*changes)[2].index, 256U);
}

TEST(PolicyInForce, AStoreThatCannotBeReadIsAProblem)
{
    test::MemoryKeyValues store;
    store.broken = true;
    EXPECT_FALSE(policy_in_force(store));
    EXPECT_FALSE(policy_changes(store));
}

}  // namespace
}  // namespace micklegate::commit
