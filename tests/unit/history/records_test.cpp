// A register is read back from what messages changed, and from nothing else: blind at rest, whole under every
// reference, and without what was taken back or erased.
#include "gateway/history/records.hpp"

#include "gateway/keep/erasure.hpp"
#include "tests/unit/keep/keep_fixture.hpp"

#include <gmock/gmock.h>

namespace micklegate::history {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class RecordsTest : public keep::KeepTest {
protected:
    Records records{ledger, subjects, keys, "orders"};

    Change change(std::string what, std::vector<std::string> references = {"case 1\norder 1"})
    {
        return {"orders", std::move(what), std::move(references), {"askrigg|1988", "ref:order 1"}, {{"court", "York"}}};
    }
    Sequence told(std::string const& message_id, Change const& what)
    {
        commit::Append append = message(message_id);
        attach(what, keys, append);
        return put(std::move(append)).value().index;
    }
    std::vector<std::string> whats(std::string_view reference = "case 1\norder 1")
    {
        std::vector<std::string> all;
        for (Told const& each : records.told_of_reference(reference).value())
            all.push_back(each.what);
        return all;
    }
    Records::Found found(std::vector<std::string> const& tokens, std::size_t most = 10)
    {
        return records.find(tokens, most).value();
    }
};

TEST_F(RecordsTest, WhatAMessageChangedIsReadBackUnderItsRecord)
{
    Sequence const entry = told("m1", change("made"));
    auto const all = records.told_of_reference("case 1\norder 1").value();
    ASSERT_THAT(all, SizeIs(1));
    EXPECT_EQ(all[0].entry, entry);
    EXPECT_EQ(all[0].what, "made");
    EXPECT_EQ(all[0].from, keep::kForce.get());
    EXPECT_EQ(all[0].subject, child()->pseudonym());
    EXPECT_EQ(all[0].recorded, clock.now());
    EXPECT_EQ(all[0].fields.at("court"), "York");
    EXPECT_THAT(whats("case 1\norder 2"), IsEmpty());
}

TEST_F(RecordsTest, ItIsFoundByEachTokenAndOnlyOnce)
{
    told("m1", change("made"));
    told("m2", change("served"));
    auto const by_one = found({"askrigg|1988"});
    ASSERT_THAT(by_one.records, SizeIs(1));
    EXPECT_EQ(found({"ref:order 1", "askrigg|1988"}).records, by_one.records);
    EXPECT_THAT(found({"askrigg|1989"}).records, IsEmpty());
    EXPECT_THAT(records.told_of(*by_one.records.begin()).value(), SizeIs(2));
}

TEST_F(RecordsTest, AnotherReferenceLeadsToTheWholeRecordFromEitherEnd)
{
    told("m1", change("made"));
    told("m2", change("varied", {"case 1\norder 1", "case 1\norder 1-v"}));
    told("m3", change("served", {"case 1\norder 1-v"}));
    EXPECT_THAT(whats(), UnorderedElementsAre("made", "varied", "served"));
    EXPECT_THAT(whats("case 1\norder 1-v"), UnorderedElementsAre("made", "varied", "served"));
    EXPECT_THAT(found({"askrigg|1988"}).records, SizeIs(1)) << "two references of one record are one record";
}

TEST_F(RecordsTest, ATokenThatLeadsToTooMuchIsLeftOutAndSaidSo)
{
    for (int i = 0; i < 4; ++i)
        told("m" + std::to_string(i), change("made", {"order " + std::to_string(i)}));
    EXPECT_THAT(found({"askrigg|1988"}, 4).records, SizeIs(4));
    auto const fewer = found({"askrigg|1988"}, 3);
    EXPECT_THAT(fewer.records, IsEmpty());
    EXPECT_EQ(fewer.too_common, 1U);
}

TEST_F(RecordsTest, NoCrowdOfFabricatedRecordsHidesTheOneThatANumberNames)
{
    for (char const* const token : {"number:A8513EA:", "reference:YO24F00123:", "home:YO1 7HH:14"}) {
        auto const named = [&](std::string const& reference) {
            Change change{"orders", "made", {token + reference}, {token}, {}};
            told(token + reference, change);
            return Blind{keys, "orders"}.record(token + reference);
        };
        std::string const before = named("made before");
        for (int i = 0; i < 9; ++i)
            named("fabricated " + std::to_string(i));
        std::string const after = named("made after");
        auto const some = found({token}, 3);
        EXPECT_THAT(some.records, testing::IsSupersetOf({before, after})) << token;
        EXPECT_THAT(some.records, SizeIs(6)) << token;
        EXPECT_EQ(some.too_common, 1U) << token;
        EXPECT_THAT(found({token}, 11).records, SizeIs(11)) << token;
        EXPECT_EQ(found({token}, 11).too_common, 0U) << token;
    }
}

TEST_F(RecordsTest, ARecordIsAsNewAsWhatWasLastToldOfIt)
{
    auto const told_of = [&](std::string const& reference, std::string const& message) {
        told(message, {"orders", "served", {reference}, {"number:A8513EA:"}, {}});
    };
    for (int i = 0; i < 6; ++i)
        told_of("order " + std::to_string(i), "made " + std::to_string(i));
    told_of("order 2", "served 2");
    EXPECT_THAT(found({"number:A8513EA:"}, 1).records,
                UnorderedElementsAre(Blind(keys, "orders").record("order 0"), Blind(keys, "orders").record("order 2")));
}

TEST_F(RecordsTest, AllRecordsArePagedEachReferenceOnce)
{
    for (int i = 0; i < 5; ++i) {
        told("a" + std::to_string(i), change("made", {"order " + std::to_string(i)}));
        told("b" + std::to_string(i), change("served", {"order " + std::to_string(i)}));
    }
    std::vector<std::string> seen;
    for (std::string after;;) {
        auto const page = records.all(after, 2).value();
        seen.insert(seen.end(), page.begin(), page.end());
        if (page.size() < 2)
            break;
        after = page.back();
    }
    EXPECT_THAT(seen, SizeIs(5));
    EXPECT_THAT(std::set(seen.begin(), seen.end()), SizeIs(5));
    for (std::string const& record : seen)
        EXPECT_THAT(records.told_of(record).value(), SizeIs(2));
}

TEST_F(RecordsTest, NothingAtRestSaysWhatLeadsToIt)
{
    told("m1", change("made"));
    for (auto const& [key, value] : journal.projections.values)
        for (char const* const clear : {"askrigg", "order 1", "York", "made"}) {
            EXPECT_EQ(key.find(clear), std::string::npos);
            EXPECT_EQ(value.find(clear), std::string::npos);
        }
    Bytes const& stored = journal.records.front().change;
    EXPECT_EQ(as_text(stored).find("York"), std::string_view::npos);
    EXPECT_EQ(as_text(stored).find("made"), std::string_view::npos);
}

TEST_F(RecordsTest, WhatItsSenderTookBackIsNotInTheRegister)
{
    told("m1", change("made"));
    told("m2", change("discharged"));
    commit::Append recall;
    recall.entry.kind = commit::EntryKind::kRecalled;
    recall.entry.agency = keep::kForce.get();
    recall.entry.recipient = keep::kSchool.get();
    recall.entry.message = "m2";
    recall.entry.entry = 1;
    ASSERT_TRUE(put(std::move(recall)));
    EXPECT_THAT(whats(), ElementsAre("made"));
}

TEST_F(RecordsTest, AnErasedSubjectIsInTheRegisterNoMoreAndNothingLeadsThere)
{
    std::size_t const before = journal.projections.values.size();
    Sequence const entry = told("m1", change("made"));
    EXPECT_GT(journal.projections.values.size(), before);
    ASSERT_TRUE(take(commit::EntryKind::kDelivered));
    ASSERT_TRUE(take(commit::EntryKind::kOpened));
    keep::MayDecide const anybody = [](AgencyId const&) { return true; };
    auto const asked_for =
        test::commit_one(loop, keep::request_erasure(asked(keep::kDesk), child()->pseudonym(), keys, ledger));
    ASSERT_TRUE(asked_for);
    ASSERT_TRUE(test::commit_one(
        loop, keep::approve_erasure(asked(keep::kAuditor), asked_for->index, anybody, keys, subjects, ledger)));
    auto const erased = commit::decode_entry(journal.records.back().entry).value();
    EXPECT_THAT(erased.struck, ElementsAre(entry));
    EXPECT_THAT(whats(), IsEmpty());
    EXPECT_THAT(found({"askrigg|1988"}).records, IsEmpty());
    EXPECT_TRUE(journal.records.at(entry).change.empty());
    for (auto const& row : journal.projections.values)
        EXPECT_NE(row.first.front(), 'c') << "a row still leads to the erased subject";
}

TEST_F(RecordsTest, ACompanionThatIsCutOffIsDamage)
{
    Bytes const whole = encode(change("made"), *child(), keys);
    for (std::size_t size = 1; size < whole.size(); ++size) {
        auto const kept = read_kept(ByteView{whole}.first(size));
        ASSERT_FALSE(kept) << size;
        EXPECT_EQ(kept.error().code, ProblemCode::kIntegrity);
    }
    EXPECT_TRUE(read_kept(whole));
}

TEST_F(RecordsTest, AnotherSubjectsKeyOpensNothing)
{
    Bytes const stored = encode(change("made"), *child(), keys);
    auto const other = subjects.of("somebody else", ledger).value();
    EXPECT_EQ(open(read_kept(stored).value(), *other).error().code, ProblemCode::kIntegrity);
}

}  // namespace
}  // namespace micklegate::history
