// Subjects' keys: one for a subject as long as it is known, none that can be made again once it was erased.
#include "gateway/commit/subject_keys.hpp"

#include "gateway/commit/entry.hpp"
#include "gateway/crypto/hash.hpp"
#include "gateway/crypto/site_keys.hpp"
#include "tests/support/memory_journal.hpp"

#include <gtest/gtest.h>

namespace micklegate::commit {
namespace {

constexpr std::string_view kChild = "H801200001001";

class SubjectKeysTest : public testing::Test {
protected:
    static crypto::SiteKeys derive()
    {
        crypto::initialise();
        return crypto::SiteKeys::derive(crypto::Secret::random(32));
    }
    void append(Record record)
    {
        ASSERT_TRUE(std::holds_alternative<Committed>(journal.append(next++, 1, {&record, 1})));
    }
    Record about(SubjectKeyPtr subject)
    {
        Record record;
        record.sealed = subject->lock(as_bytes("sealed"));
        record.subject = std::move(subject);
        return record;
    }
    static Entry entry_of(SubjectKey const& subject)
    {
        Entry entry;
        entry.subjects = {subject.pseudonym()};
        entry.sealed_bytes = 6;
        return entry;
    }

    crypto::SiteKeys const keys = derive();
    SubjectKeys const subjects{keys};
    test::MemoryJournal journal{[](Sequence, Record const&, KeyValueWriter&) { return Result<void>{}; }};
    test::MemoryLedger const ledger{journal};
    Sequence next = 0;
};

TEST_F(SubjectKeysTest, ASubjectHasOneKeyBeforeAndAfterItIsStored)
{
    SubjectKeyPtr const first = subjects.of(kChild, ledger).value();
    EXPECT_TRUE(first->fresh());
    EXPECT_EQ(subjects.of(kChild, ledger).value(), first) << "two messages on their way are about one subject";
    EXPECT_EQ(subjects.known(kChild, ledger).value(), nullptr);
    append(about(first));
    EXPECT_EQ(subjects.known(kChild, ledger).value()->pseudonym(), first->pseudonym());
    EXPECT_FALSE(subjects.known(kChild, ledger).value()->fresh());
    EXPECT_NE(subjects.of("H801200001002", ledger).value()->pseudonym(), first->pseudonym());
}

TEST_F(SubjectKeysTest, APseudonymCannotBeMadeFromTheIdentity)
{
    SubjectKeyPtr const first = subjects.of(kChild, ledger).value();
    SubjectKeys const again{keys};
    EXPECT_NE(again.of(kChild, ledger).value()->pseudonym(), first->pseudonym());
}

TEST_F(SubjectKeysTest, AStoredMessageOpensWithItsSubjectsKeyAlone)
{
    SubjectKeyPtr const subject = subjects.of(kChild, ledger).value();
    append(about(subject));
    EXPECT_NE(as_text(ledger.sealed(0).value()), "sealed");
    EXPECT_EQ(as_text(subjects.sealed_message(ledger, 0, entry_of(*subject)).value()), "sealed");
    EXPECT_FALSE(SubjectKeys{derive()}.sealed_message(ledger, 0, entry_of(*subject))) << "another site's key";
}

TEST_F(SubjectKeysTest, AMessageAboutNobodyIsStoredAsItWasSealed)
{
    Record record;
    record.sealed = {'s'};
    append(record);
    EXPECT_EQ(as_text(subjects.sealed_message(ledger, 0, Entry{}).value()), "s");
}

TEST_F(SubjectKeysTest, AForgottenSubjectIsAStrangerAndItsMessagesStayLocked)
{
    SubjectKeyPtr const subject = subjects.of(kChild, ledger).value();
    std::string const pseudonym = subject->pseudonym();
    append(about(subject));
    SubjectKeyPtr const on_its_way = subjects.known(kChild, ledger).value();
    EXPECT_TRUE(check_still_known(*on_its_way, ledger));
    Record erasure;
    erasure.forgets = {Forgotten{pseudonym}};
    append(erasure);

    EXPECT_EQ(subjects.known(kChild, ledger).value(), nullptr);
    EXPECT_TRUE(journal.subject_keys.values.empty());
    EXPECT_EQ(subjects.sealed_message(ledger, 0, entry_of(*on_its_way)).error().code, ProblemCode::kNotFound);
    EXPECT_EQ(check_still_known(*on_its_way, ledger).error().code, ProblemCode::kUnavailable);
    EXPECT_NE(SubjectKeys{keys}.of(kChild, ledger).value()->pseudonym(), pseudonym);
}

TEST_F(SubjectKeysTest, AKeyThatCannotBeReadIsDamageAndNoStranger)
{
    append(about(subjects.of(kChild, ledger).value()));
    for (auto& [key, value] : journal.subject_keys.values)
        if (key.starts_with('h'))
            value.back() = static_cast<char>(value.back() ^ 1);
    EXPECT_EQ(subjects.known(kChild, ledger).error().code, ProblemCode::kIntegrity);
    journal.subject_keys.broken = true;
    EXPECT_FALSE((SubjectKeys{keys}.of(kChild, ledger)));
}

}  // namespace
}  // namespace micklegate::commit
