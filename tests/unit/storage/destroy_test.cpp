// What a record destroys is gone with it, also from RocksDB's files once these are rewritten.
#include "gateway/commit/known_values.hpp"
#include "gateway/crypto/hash.hpp"
#include "gateway/crypto/site_keys.hpp"
#include "gateway/storage/store.hpp"
#include "tests/support/tmp_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace micklegate::storage {
namespace {

using commit::EntryKind;
using commit::Record;
using commit::SubjectKeyPtr;

constexpr std::string_view kChild = "H801200001001";
constexpr std::string_view kSealed = "sealed bytes that a search of the disk would find";

class DestroyTest : public testing::Test {
protected:
    static void SetUpTestSuite() { crypto::initialise(); }

    void open()
    {
        store.reset();
        store = Store::open({folder.path() / "data", "gate.example/log", {}}, keys.log).value();
    }
    void append(Record record)
    {
        auto const head = store->journal().head();
        auto const stored = store->journal().append(head.next, head.epoch, {&record, 1});
        ASSERT_TRUE(std::holds_alternative<commit::Committed>(stored));
    }
    static Record of(EntryKind kind)
    {
        commit::Entry entry;
        entry.kind = kind;
        return {commit::encode(entry), {}, {}};
    }
    /// A message about the child and what it told of the child and of an incident.
    Record message(SubjectKeyPtr subject) const
    {
        Record record = of(EntryKind::kAccepted);
        record.sealed = {kSealed.begin(), kSealed.end()};
        record.known = commit::encode_known({{subject->link(), "police.a", "school.b", {"mark of the child"}},
                                             {"link of the incident", "police.a", "", {"mark of the incident"}}});
        record.subject = std::move(subject);
        return record;
    }
    bool disk_holds(std::string_view bytes) const
    {
        for (auto const& file : std::filesystem::directory_iterator{folder.path() / "data"}) {
            std::ifstream in{file.path(), std::ios::binary};
            std::string const all{std::istreambuf_iterator<char>{in}, {}};
            if (all.find(bytes) != std::string::npos)
                return true;
        }
        return false;
    }

    test::TmpFolder folder;
    crypto::SiteKeys const keys = crypto::SiteKeys::derive(crypto::Secret::random(32));
    commit::SubjectKeys const subjects{keys};
    std::unique_ptr<Store> store;
};

TEST_F(DestroyTest, SealedBytesLeaveTheDisk)
{
    open();
    append(message(subjects.of(kChild, store->ledger()).value()));
    append(of(EntryKind::kPolicy));
    ASSERT_TRUE(disk_holds(kSealed));
    Record recall = of(EntryKind::kRecalled);
    recall.destroys = {0};
    append(recall);
    EXPECT_EQ(store->ledger().sealed(0).error().code, ProblemCode::kNotFound);
    EXPECT_TRUE(disk_holds(kSealed)) << "the write-ahead log is not rewritten yet";
    EXPECT_TRUE(store->purge().value());
    EXPECT_FALSE(disk_holds(kSealed));
    EXPECT_FALSE(store->purge().value()) << "nothing is left over";
    EXPECT_TRUE(store->ledger().entry(0));
    EXPECT_TRUE(subjects.known(kChild, store->ledger()).value()) << "only the message went";
}

TEST_F(DestroyTest, WhatAnEndedPurgeLeftIsRewrittenByTheNextStore)
{
    open();
    append(message(subjects.of(kChild, store->ledger()).value()));
    open();
    Record recall = of(EntryKind::kRecalled);
    recall.destroys = {0};
    append(recall);
    store->end_purges();
    EXPECT_TRUE(store->purge().value()) << "there is something still";
    EXPECT_TRUE(disk_holds(kSealed)) << "nothing was rewritten";
    open();
    EXPECT_TRUE(store->purge().value());
    EXPECT_FALSE(disk_holds(kSealed));
}

TEST_F(DestroyTest, AForgottenSubjectsKeyAndWhatWasKnownOfItLeaveTheDisk)
{
    open();
    SubjectKeyPtr subject = subjects.of(kChild, store->ledger()).value();
    std::string const box{as_text(subject->box())};
    std::string const link = subject->link();
    std::string const pseudonym = subject->pseudonym();
    append(message(std::move(subject)));
    ASSERT_TRUE(disk_holds(box));
    ASSERT_TRUE(disk_holds("mark of the child"));
    Record erasure = of(EntryKind::kErased);
    erasure.destroys = {0};
    erasure.forgets = {{pseudonym, {0}}};
    append(erasure);
    EXPECT_TRUE(commit::known_values(store->ledger().projections(), link, 10)->empty());
    EXPECT_EQ(commit::known_values(store->ledger().projections(), "link of the incident", 10)->size(), 1U);
    EXPECT_TRUE(store->purge().value());
    for (std::string const& gone : {box, std::string{"mark of the child"}, std::string{kSealed}})
        EXPECT_FALSE(disk_holds(gone)) << gone.size();
    EXPECT_TRUE(disk_holds("mark of the incident")) << "it protects others";
    open();
    EXPECT_FALSE(disk_holds(link)) << "the manifest named it as the border of a file";
    EXPECT_NE(subjects.of(kChild, store->ledger()).value()->pseudonym(), pseudonym);
}

TEST_F(DestroyTest, WhatACrashLeftOverIsRememberedByTheNextStart)
{
    open();
    append(message(subjects.of(kChild, store->ledger()).value()));
    Record recall = of(EntryKind::kRecalled);
    recall.destroys = {0};
    append(recall);
    open();
    EXPECT_TRUE(store->purge().value());
    EXPECT_FALSE(disk_holds(kSealed));
    open();
    EXPECT_FALSE(store->purge().value());
}

TEST_F(DestroyTest, AnUnknownSubjectIsForgottenWithoutHarm)
{
    open();
    Record erasure = of(EntryKind::kErased);
    erasure.forgets = {{"00112233445566778899aabbccddeeff", {}}};
    append(erasure);
    EXPECT_EQ(store->journal().head().next, 1U);
}

}  // namespace
}  // namespace micklegate::storage
