// Mailboxes: each agency's own messages, in order, page by page, and none of a neighbour's.
#include "gateway/deliver/mailbox.hpp"

#include "tests/support/memory_journal.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace micklegate::deliver {
namespace {

class MailboxTest : public testing::Test {
protected:
    void put(Sequence index, std::string const& agency)
    {
        commit::Entry entry;
        entry.kind = commit::EntryKind::kAccepted;
        entry.recipient = agency;
        entry.message = "m" + std::to_string(index);
        fold_mailbox(index, entry, projections);
    }

    std::vector<Sequence> page(std::string_view agency, std::optional<Sequence> after, std::size_t most)
    {
        std::vector<Sequence> found;
        auto const items = mailbox(projections, agency, after, most).value();
        for (MailboxItem const& item : items) {
            EXPECT_EQ(item.message, "m" + std::to_string(item.index));
            found.push_back(item.index);
        }
        return found;
    }

    using Page = std::vector<Sequence>;
    test::MemoryKeyValues projections;
};

TEST_F(MailboxTest, IsReadPageByPage)
{
    for (Sequence const index : {0U, 3U, 255U, 256U, 70000U})
        put(index, "school.901233");
    EXPECT_EQ(page("school.901233", {}, 2), (Page{0, 3}));
    EXPECT_EQ(page("school.901233", 3, 2), (Page{255, 256}));
    EXPECT_EQ(page("school.901233", 256, 2), (Page{70000}));
    EXPECT_EQ(page("school.901233", 70000, 2), Page{});
    EXPECT_EQ(page("school.901233", 4, 10), (Page{255, 256, 70000})) << "a cursor need not be an item";
    EXPECT_EQ(page("school.901233", {}, 0), Page{});
}

TEST_F(MailboxTest, TheLastCursorThereIsLeadsNowhere)
{
    put(0, "school.901233");
    EXPECT_EQ(page("school.901233", std::numeric_limits<Sequence>::max(), 10), Page{});
}

TEST_F(MailboxTest, HoldsNothingOfANeighbour)
{
    put(1, "school.90123");
    put(2, "school.901233");
    put(3, "school.9012334");
    EXPECT_EQ(page("school.901233", {}, 10), (Page{2}));
    EXPECT_EQ(page("school.", {}, 10), Page{});
    EXPECT_EQ(page("", {}, 10), Page{});
}

}  // namespace
}  // namespace micklegate::deliver
