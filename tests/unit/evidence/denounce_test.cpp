// What was kept against what is shown: logs that grew, were rewound, and were forked, in every size up to 40.
#include "gateway/evidence/denounce.hpp"

#include "tests/unit/evidence/sample_keys.hpp"
#include "tests/unit/evidence/sample_tree.hpp"

#include <gmock/gmock.h>

namespace micklegate::evidence {
namespace {

using testing::HasSubstr;

/// One history: the entries are "entry-0", "entry-1" … up to where it forks, and others from there on.
class History {
public:
    explicit History(std::size_t size, std::size_t forked_at = SIZE_MAX)
    {
        for (std::size_t i = 0; i < size; ++i) {
            entries_.push_back((i < forked_at ? "entry-" : "other-") + std::to_string(i));
            leaves_.push_back(leaf_hash(as_bytes(entries_.back())));
        }
    }

    [[nodiscard]] MemoryTiles tiles() const { return MemoryTiles{leaves_}; }

    [[nodiscard]] std::string checkpoint(std::size_t size) const
    {
        return sign_checkpoint({std::string{kSampleLog}, size, naive_root(first(size))}, sample_log_key());
    }

    [[nodiscard]] std::string receipt(std::size_t index, std::size_t size) const
    {
        return proof_text({index, naive_inclusion(index, first(size)), checkpoint(size), entries_.at(index)});
    }

private:
    [[nodiscard]] Leaves first(std::size_t size) const { return Leaves{leaves_}.first(size); }

    std::vector<std::string> entries_;
    std::vector<Digest> leaves_;
};

NoteKey log_key() { return note_key(std::string{kSampleLog}, sample_log_key().verify_key()); }

Kept kept(std::string const& text)
{
    auto read = read_kept(text, log_key());
    EXPECT_TRUE(read) << one_line(read.error());
    return read.value();
}

Comparison against(History const& now, std::size_t size, std::string const& saved, bool copy = false)
{
    auto const found = compare(kept(saved), kept(now.checkpoint(size)), now.tiles(), copy);
    EXPECT_TRUE(found) << one_line(found.error());
    return found.value();
}

constexpr std::size_t kLargest = 40;

TEST(Denounce, ALogThatGrewIsNeverDenounced)
{
    History const log{kLargest};
    for (std::size_t old = 1; old <= kLargest; ++old)
        for (std::size_t now : {old, old + 1, kLargest}) {
            if (now > kLargest)
                continue;
            EXPECT_EQ(against(log, now, log.checkpoint(old)).finding, Finding::kHolds) << old << " in " << now;
            EXPECT_EQ(against(log, now, log.receipt(old - 1, old)).finding, Finding::kHolds) << old << " in " << now;
        }
}

TEST(Denounce, AForkedLogIsShownByTwoHashesOverTheSameEntries)
{
    History const honest{kLargest};
    for (std::size_t at = 0; at < kLargest; ++at) {
        History const forked{kLargest, at};
        for (std::size_t old = at + 1; old <= kLargest; ++old) {
            Comparison const found = against(forked, kLargest, honest.checkpoint(old));
            ASSERT_EQ(found.finding, Finding::kForked) << "from " << at << ", kept at " << old;
            EXPECT_EQ(found.end, old);
            EXPECT_EQ(found.kept, kept(honest.checkpoint(old)).checkpoint.root);
            EXPECT_EQ(found.shown, kept(forked.checkpoint(old)).checkpoint.root);
            EXPECT_TRUE(verify_consistency(old, found.shown, kLargest,
                                           kept(forked.checkpoint(kLargest)).checkpoint.root, found.path));
        }
        if (at > 0) {
            EXPECT_EQ(against(forked, kLargest, honest.checkpoint(at)).finding, Finding::kHolds);
        }
    }
}

TEST(Denounce, TheLogItselfIsRewoundWhenItIsSmallerAndACopyOfItMayBeOld)
{
    History const log{kLargest};
    EXPECT_EQ(against(log, 30, log.checkpoint(kLargest)).finding, Finding::kRewound);
    EXPECT_EQ(against(log, 30, log.receipt(3, kLargest)).finding, Finding::kRewound);
    EXPECT_EQ(against(log, 30, log.checkpoint(kLargest), true).finding, Finding::kUndecided);
}

TEST(Denounce, ALogThatWasEmptiedIsRewound)
{
    History const log{kLargest};
    EXPECT_EQ(against(log, 0, log.checkpoint(kLargest)).finding, Finding::kRewound);
    EXPECT_EQ(against(log, kLargest, log.checkpoint(0)).finding, Finding::kHolds);
    EXPECT_EQ(compare(kept(log.checkpoint(10)), kept(log.checkpoint(0))).finding, Finding::kHolds);
}

TEST(Denounce, AnOlderCopyIsForkedWhereAReceiptSaysSo)
{
    History const honest{kLargest};
    History const forked{16, 9};
    EXPECT_EQ(against(forked, 16, honest.receipt(20, kLargest), true).finding, Finding::kForked);
    EXPECT_EQ(against(honest, 16, honest.receipt(20, kLargest), true).finding, Finding::kUndecided);
}

TEST(Denounce, TwoPartiesFindASplitViewWithTheirReceiptsAlone)
{
    History const mine{10};
    History const yours{12, 8};

    Comparison const found = compare(kept(mine.receipt(9, 10)), kept(yours.receipt(8, 12)));

    EXPECT_EQ(found.finding, Finding::kForked);
    EXPECT_EQ(found.begin, 8U);
    EXPECT_EQ(compare(kept(mine.checkpoint(10)), kept(yours.checkpoint(10))).finding, Finding::kForked);
    EXPECT_EQ(compare(kept(mine.checkpoint(10)), kept(yours.checkpoint(12))).finding, Finding::kUndecided);
}

TEST(Denounce, ReceiptsOfOneLogNeverContradictEachOther)
{
    History const log{kLargest};
    for (std::size_t a = 1; a <= 20; ++a)
        for (std::size_t b = 1; b <= 20; ++b) {
            Finding const found = compare(kept(log.receipt(a - 1, a)), kept(log.receipt(b / 2, b))).finding;
            EXPECT_TRUE(found == Finding::kHolds || found == Finding::kUndecided) << a << " and " << b;
        }
    EXPECT_EQ(compare(kept(log.receipt(9, 10)), kept(log.receipt(10, 12))).finding, Finding::kHolds)
        << "the hashes over 0 to 7 and 8 to 9 stand in the later receipt";
}

TEST(Denounce, WhatTheLogDidNotSignAccusesNobody)
{
    std::string const unsigned_text = checkpoint_text({std::string{kSampleLog}, 3, empty_root()});
    auto const stranger = crypto::SigningKey::from_seed(Bytes(32, 9));
    std::string altered = History{3}.checkpoint(3);
    altered.at(altered.find("\n3\n") + 1) = '4';
    for (std::string const& text :
         {std::string{}, unsigned_text, altered, sign_checkpoint({std::string{kSampleLog}, 3, empty_root()}, stranger),
          sign_checkpoint({"another.example/log", 3, empty_root()}, sample_log_key()),
          sign_checkpoint({std::string{kSampleLog}, 0, Digest{}}, sample_log_key())}) {
        auto const read = read_kept(text, log_key());
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().code, ProblemCode::kInvalidValue) << text;
    }
}

TEST(Denounce, AReceiptOfAnEntryThatNeverCommittedAccusesNobody)
{
    History const log{10};
    auto invented = parse_proof(log.receipt(4, 10)).value();
    invented.extra = "invented";

    auto const read = read_kept(proof_text(invented), log_key());

    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ProblemCode::kInvalidValue);
    EXPECT_THAT(read.error().next, HasSubstr("nobody vouched for that entry"));
}

TEST(Denounce, TilesThatDoNotLeadToTheRootShownAreDamageAndNoFork)
{
    History const log{kLargest};
    History const other{kLargest, 2};

    auto const found = compare(kept(log.checkpoint(10)), kept(log.checkpoint(kLargest)), other.tiles(), false);

    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, ProblemCode::kInvalidValue);
}

TEST(Denounce, TheStatementHoldsBothTextsVerbatimAndWhatLeadsFromOneToTheOther)
{
    History const honest{20};
    History const forked{30, 5};
    std::string const saved = honest.receipt(7, 20);
    Comparison const found = against(forked, 30, saved);

    std::string const text =
        statement({log_key(), kept(saved), kept(forked.checkpoint(30)), found, "https://gate.example", Moment{}});

    EXPECT_THAT(text, HasSubstr("\nFinding: forked\n"));
    EXPECT_THAT(text, HasSubstr("\n-----BEGIN KEPT-----\n" + saved + "-----END KEPT-----\n"));
    EXPECT_THAT(text, HasSubstr("\n-----BEGIN SHOWN-----\n" + forked.checkpoint(30) + "-----END SHOWN-----\n"));
    EXPECT_THAT(text, HasSubstr("\n-----BEGIN PATH-----\n" + base64(found.shown) + "\n" + base64(found.path.front())));
    EXPECT_THAT(text, HasSubstr(vkey_text(log_key())));
    EXPECT_THAT(text, HasSubstr("The receipt that was kept is for entry 7. "));
    EXPECT_THAT(text, HasSubstr("What it does not prove"));
}

TEST(Denounce, TheStatementOfARewoundLogSaysWhichEntriesAreGoneAndThatTheTextsHoldNoTime)
{
    History const log{kLargest};
    std::string const saved = log.receipt(38, kLargest);

    std::string const text = statement(
        {log_key(), kept(saved), kept(log.checkpoint(30)), against(log, 30, saved), "https://gate.example", Moment{}});

    EXPECT_THAT(text, HasSubstr("\nFinding: rewound\n"));
    EXPECT_THAT(text, HasSubstr("entries 30 to 39 of what was kept are not shown"));
    EXPECT_THAT(text, HasSubstr("is for entry 38, which the log no longer has"));
    EXPECT_THAT(text, HasSubstr("neither holds a time"));
    EXPECT_EQ(text.find("BEGIN PATH"), std::string::npos);
}

}  // namespace
}  // namespace micklegate::evidence
