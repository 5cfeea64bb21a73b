// The search: what it finds is what reading the whole log would find, in order, page by page, at a bounded cost.
#include "gateway/audit/search.hpp"

#include "gateway/audit/index.hpp"
#include "gateway/deliver/mailbox.hpp"
#include "tests/support/memory_journal.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace micklegate::audit {
namespace {

using commit::Entry;
using commit::EntryKind;

/// All but the index, which comes commit by commit: see append().
Result<void> fold_entry(Sequence index, commit::Record const& record, commit::KeyValueWriter& out)
{
    Entry const entry = commit::decode_entry(record.entry).value();
    deliver::fold_mailbox(index, entry, out);
    return {};
}

/// Counts what a search reads.
class CountingLedger final : public test::MemoryLedger {
public:
    using MemoryLedger::MemoryLedger;
    mutable std::size_t entries_read = 0;

    Result<std::string> entry(Sequence index) const override
    {
        ++entries_read;
        return MemoryLedger::entry(index);
    }
};

class SearchTest : public testing::Test {
protected:
    void append(Entry const& entry)
    {
        entries.push_back(entry);
        commit::Record const record{commit::encode(entry), {}, {}};
        ASSERT_TRUE(std::holds_alternative<commit::Committed>(journal.append(entries.size() - 1, 1, {&record, 1})));
        rows.add(entries.size() - 1, entry);
        if (pick(20) == 0)
            rows.write(journal.projections);
    }
    /// As most logs are: few values that many entries share, and some that are rare.
    void fill(std::size_t count)
    {
        for (std::size_t i = 0; i < count; ++i) {
            time += std::chrono::milliseconds{pick(3) * 1'000};
            append(any_entry());
        }
        rows.write(journal.projections);
    }
    std::size_t pick(std::size_t below) { return std::uniform_int_distribution<std::size_t>{0, below - 1}(random); }
    template <std::size_t Count>
    std::string one_of(std::array<char const*, Count> const& words)
    {
        // The first is as frequent as all the others.
        return words[pick(2) == 0 ? 0 : pick(Count)];
    }
    Entry any_entry()
    {
        Entry entry;
        entry.kind = static_cast<EntryKind>(pick(14));
        entry.time = time;
        entry.agency = one_of(agencies);
        entry.recipient = one_of(agencies);
        entry.message = "message-" + std::to_string(pick(500));
        entry.type = one_of(types);
        entry.agreement = one_of(agreements);
        entry.rule = one_of(rules);
        entry.code = one_of(codes);
        if (pick(2) == 0)
            entry.actor = commit::ActorMark{"person-" + std::to_string(pick(9)), "c"};
        for (std::size_t i = pick(3); i > 0; --i)
            entry.subjects.push_back("subject-" + std::to_string(pick(40)));
        return entry;
    }
    Filter any_filter()
    {
        switch (pick(10)) {
        case 0: return {Dimension::kAgency, one_of(agencies)};
        case 1: return {Dimension::kRecipient, one_of(agencies)};
        case 2: return {Dimension::kPerson, "person-" + std::to_string(pick(10))};
        case 3: return {Dimension::kSubject, "subject-" + std::to_string(pick(41))};
        case 4: return {Dimension::kType, pick(2) == 0 ? one_of(types) : "encompass.notification"};
        case 5: return {Dimension::kRule, one_of(rules)};
        case 6: return {Dimension::kAgreement, pick(2) == 0 ? one_of(agreements) : "encompass"};
        case 7: return {Dimension::kOutcome, pick(2) == 0 ? "refused" : "held:" + one_of(codes)};
        case 8: return {Dimension::kMessage, "message-" + std::to_string(pick(501))};
        default: return {Dimension::kOperation, pick(2) == 0 ? "disclosure" : "consultation"};
        }
    }
    Filters any_filters()
    {
        Filters filters;
        for (std::size_t i = pick(4); i > 0; --i)
            filters.values.push_back(any_filter());
        if (pick(3) == 0)
            filters.from = entries[pick(entries.size())].time;
        if (pick(3) == 0)
            filters.to = entries[pick(entries.size())].time;
        return filters;
    }
    /// By the documentation's words alone, without index, places or hashes.
    static bool holds(Entry const& entry, Filter const& filter)
    {
        auto const is = [&](std::string const& text) {
            return text == filter.text || text.starts_with(filter.text + "/");
        };
        std::string const outcome{name_of(entry.kind)};
        switch (filter.dimension) {
        case Dimension::kAgency: return entry.agency == filter.text;
        case Dimension::kRecipient: return entry.recipient == filter.text;
        case Dimension::kPerson: return entry.actor && entry.actor->pseudonym == filter.text;
        case Dimension::kSubject: return std::ranges::find(entry.subjects, filter.text) != entry.subjects.end();
        case Dimension::kType: return is(entry.type);
        case Dimension::kRule: return entry.rule == filter.text;
        case Dimension::kAgreement: return is(entry.agreement);
        case Dimension::kOutcome: return filter.text == outcome || filter.text == outcome + ":" + entry.code;
        case Dimension::kMessage: return entry.message == filter.text;
        case Dimension::kOperation: return operation_of(entry.kind) == filter.text;
        }
        return false;
    }
    std::vector<Sequence> naive(Filters const& filters, Sequence below) const
    {
        std::vector<Sequence> found;
        for (Sequence index = below; index-- > 0;) {
            Entry const& entry = entries[index];
            bool const in_time =
                (!filters.from || entry.time >= *filters.from) && (!filters.to || entry.time < *filters.to);
            if (in_time && std::ranges::all_of(filters.values, [&](Filter const& each) { return holds(entry, each); }))
                found.push_back(index);
        }
        return found;
    }
    std::vector<Sequence> all_pages(Filters const& filters, Sequence below, std::size_t limit) const
    {
        std::vector<Sequence> found;
        for (std::optional<Sequence> next = below; next;) {
            auto const page = search(ledger, filters, *next, limit).value();
            EXPECT_LE(page.found.size(), limit);
            for (Found const& each : page.found) {
                EXPECT_EQ(each.entry, journal.records[each.index].entry);
                EXPECT_EQ(each.time, entries[each.index].time);
                found.push_back(each.index);
            }
            EXPECT_TRUE(!page.next || *page.next < *next) << "every page gets on";
            next = page.next;
        }
        return found;
    }

    std::array<char const*, 4> const agencies{"police.a", "school.b", "court.c", "prison.d"};
    std::array<char const*, 3> const types{"encompass.notification/1", "encompass.notification/2", "nmo.served/1"};
    std::array<char const*, 4> const agreements{"encompass/1.0", "encompass/1.1", "encompass/2.0", "orders/1"};
    std::array<char const*, 3> const rules{"school-under-18", "college", "served"};
    std::array<char const*, 3> const codes{"", "not_allowed", "school_not_found"};
    std::mt19937 random{20261122};
    Moment time = parse_rfc3339("2026-11-22T05:00:00Z").value();
    std::vector<Entry> entries;
    IndexRows rows;
    test::MemoryJournal journal{fold_entry};
    CountingLedger const ledger{journal};
};

TEST_F(SearchTest, FindsWhatReadingEveryEntryWouldFind)
{
    fill(4'000);
    std::size_t found = 0;
    for (int i = 0; i < 400; ++i) {
        Filters const filters = any_filters();
        Sequence const below = pick(entries.size() + 1);
        auto const expected = naive(filters, below);
        ASSERT_EQ(all_pages(filters, below, 1 + pick(120)), expected)
            << testing::PrintToString(filter_texts(filters)) << " below " << below;
        found += expected.size();
    }
    EXPECT_GT(found, 10'000U) << "a search that finds nothing shows nothing";
}

TEST_F(SearchTest, WithoutFiltersIsTheWholeLogBackwards)
{
    fill(300);
    std::vector<Sequence> backwards(300);
    std::iota(backwards.rbegin(), backwards.rend(), 0U);
    EXPECT_EQ(all_pages({}, 300, 7), backwards);
    EXPECT_TRUE(search(ledger, {}, 0, 10)->found.empty());
}

TEST_F(SearchTest, AnEntryThatComesMeanwhileChangesNoPage)
{
    fill(500);
    Filters const filters{{{Dimension::kAgency, "police.a"}}, {}, {}};
    auto const expected = naive(filters, 500);
    std::vector<Sequence> found;
    for (std::optional<Sequence> next = 500; next;) {
        auto const page = search(ledger, filters, *next, 10).value();
        for (Found const& each : page.found)
            found.push_back(each.index);
        next = page.next;
        fill(25);
    }
    EXPECT_EQ(found, expected);
}

/// Two values that many entries have and none has both: there is no short way to know.
TEST_F(SearchTest, APageLeavesOffWhenItHasLookedOftenEnough)
{
    for (int i = 0; i < 200'000; ++i) {
        Entry entry;
        entry.time = time;
        entry.agency = i % 2 == 0 ? "police.a" : "school.b";
        entry.rule = i % 2 == 0 ? "college" : "served";
        rows.add(static_cast<Sequence>(i), entry);
        rows.write(journal.projections);
    }
    Filters const filters{{{Dimension::kAgency, "police.a"}, {Dimension::kRule, "served"}}, {}, {}};

    auto const page = search(ledger, filters, 200'000, 100).value();

    EXPECT_TRUE(page.found.empty());
    ASSERT_TRUE(page.next) << "it cannot know that there is nothing";
    EXPECT_LT(*page.next, 150'000U) << "yet it gets on";
    EXPECT_EQ(all_pages(filters, 200'000, 100), std::vector<Sequence>{});
    EXPECT_EQ(ledger.entries_read, 0U);
}

TEST_F(SearchTest, ReadsFewEntriesForARareValueAmongMany)
{
    fill(3'000);
    Entry entry = any_entry();
    entry.rule = "a-rule-that-decided-once";
    entry.agency = "police.a";
    append(entry);
    fill(3'000);
    Filters const filters{{{Dimension::kAgency, "police.a"}, {Dimension::kRule, entry.rule}}, {}, {}};
    ledger.entries_read = 0;
    auto const page = search(ledger, filters, 6'001, 100).value();
    ASSERT_EQ(page.found.size(), 1U);
    EXPECT_EQ(page.found.front().index, 3'000U);
    EXPECT_FALSE(page.next);
    EXPECT_EQ(ledger.entries_read, 1U);
}

TEST_F(SearchTest, TellsValuesApartThatShareAHash)
{
    fill(200);
    // What a collision would be: rows of one value behind which the entries have another.
    for (Sequence index = 0; index < 200; ++index) {
        journal.projections.put(first_key(keys_of(Place{Dimension::kRule, "collides"}), index), "");
    }
    EXPECT_FALSE(is_known(ledger, {Dimension::kRule, "collides"}, 200).value());
    Entry entry = any_entry();
    entry.rule = "collides";
    append(entry);
    rows.write(journal.projections);
    EXPECT_TRUE(is_known(ledger, {Dimension::kRule, "collides"}, 201).value());
    EXPECT_EQ(all_pages({{{Dimension::kRule, "collides"}}, {}, {}}, 201, 5), std::vector<Sequence>{200});
}

TEST_F(SearchTest, SaysOfNoValueThatItIsUnknownWhereItHadToLeaveOff)
{
    constexpr Sequence kCollisions = 2'000;
    fill(kCollisions);
    for (Sequence index = 0; index < kCollisions; ++index)
        journal.projections.put(first_key(keys_of(Place{Dimension::kRule, "collides"}), index), "");
    EXPECT_TRUE(is_known(ledger, {Dimension::kRule, "collides"}, kCollisions).value());
}

TEST_F(SearchTest, KnowsWhetherAnyEntryHasAValue)
{
    fill(100);
    auto const known = [this](Dimension dimension, char const* text) {
        return is_known(ledger, {dimension, text}, journal.records.size()).value();
    };
    EXPECT_TRUE(known(Dimension::kAgency, "police.a"));
    EXPECT_TRUE(known(Dimension::kType, "encompass.notification"));
    EXPECT_TRUE(known(Dimension::kType, "encompass.notification/2"));
    EXPECT_TRUE(known(Dimension::kOperation, "disclosure"));
    EXPECT_FALSE(known(Dimension::kAgency, "police.z"));
    EXPECT_FALSE(known(Dimension::kType, "encompass"));
    EXPECT_FALSE(known(Dimension::kType, "encompass.notification/3"));
    EXPECT_FALSE(known(Dimension::kRule, ""));
    EXPECT_FALSE(known(Dimension::kOperation, "combination"));
}

TEST_F(SearchTest, AStoreThatFailsIsNoEmptyPage)
{
    fill(50);
    journal.projections.broken = true;
    for (char const* const type : {"encompass.notification", "encompass.notification/1"})
        EXPECT_FALSE(search(ledger, {{{Dimension::kType, type}}, {}, {}}, 50, 10));
    journal.projections.broken = false;
    EXPECT_EQ(search(ledger, {}, 51, 10).error().code, ProblemCode::kIntegrity) << "an entry that is missing";
}

TEST(FilterTexts, AreReadAsTheyWereWritten)
{
    Filters const filters{{{Dimension::kAgency, "police.a"},
                           {Dimension::kPerson, "0123456789abcdef"},
                           {Dimension::kOutcome, "refused:not_allowed"},
                           {Dimension::kRule, ""}},
                          parse_rfc3339("2026-11-21T00:00:00Z").value(),
                          parse_rfc3339("2026-11-22T12:30:00.250Z").value()};
    std::vector<std::string> const texts = filter_texts(filters);
    EXPECT_EQ(texts,
              (std::vector<std::string>{"agency=police.a", "person=0123456789abcdef", "outcome=refused:not_allowed",
                                        "rule=", "from=2026-11-21T00:00:00.000Z", "to=2026-11-22T12:30:00.250Z"}));
    EXPECT_EQ(read_filter_texts(texts).value(), filters);
    for (char const* const wrong : {"", "=", "agency", "colour=red", "from=yesterday"})
        EXPECT_FALSE(read_filter_texts({wrong})) << wrong;
}

}  // namespace
}  // namespace micklegate::audit
