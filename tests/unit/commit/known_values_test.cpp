// What messages told is known once, of each agency by itself, and nothing that is damaged passes for it.
#include "gateway/commit/known_values.hpp"

#include "tests/support/memory_journal.hpp"

#include <gtest/gtest.h>

namespace micklegate::commit {
namespace {

using Rows = std::vector<KnownValues>;

std::vector<std::string> marks(char first, int count)
{
    std::vector<std::string> all;
    for (int i = 0; i < count; ++i)
        all.push_back(std::string(1, first) + std::string(2, '\0') + std::to_string(10'000 + i));
    return all;
}

Rows known_after(std::vector<Rows> const& messages, std::string const& link = "a1", std::size_t most = 100)
{
    test::MemoryKeyValues store;
    for (Rows const& rows : messages)
        EXPECT_TRUE(fold_known(encode_known(rows), store));
    return known_values(store, link, most).value();
}

TEST(KnownValues, AreThoseOfTheLinkByWhoSaidThemAndWhoWasTold)
{
    Rows const first{{"a1", "police.x", "", marks('m', 2)}, {"a1", "police.x", "school.y", marks('n', 1)}};
    Rows const second{{"a1", "school.y", "", marks('m', 1)}, {"b2", "police.x", "", marks('z', 1)}};

    EXPECT_EQ(known_after({first, second}), (Rows{first[0], first[1], second[0]}));
    EXPECT_EQ(known_after({first, second}, "b2"), Rows{second[1]});
    EXPECT_TRUE(known_after({first, second}, "a").empty());
}

TEST(KnownValues, AreKnownOnceHoweverOftenTheyAreSaid)
{
    Rows const rows{{"a1", "police.x", "", marks('m', 3)}};

    EXPECT_EQ(known_after({rows, rows, rows}), rows);
}

TEST(KnownValues, OfOneAgencyDoNotPushOutAnothers)
{
    std::vector<Rows> messages{{{"a1", "quiet.x", "", marks('q', 2)}}};
    for (char first = 'a'; first <= 'p'; ++first)
        messages.push_back({{"a1", "loud.x", "", marks(first, 4)}});

    auto const known = known_after(messages, "a1", 10);

    ASSERT_EQ(known.size(), 4U);  // three of the loud one's reach the limit
    EXPECT_EQ(known[2].from, "loud.x");
    EXPECT_EQ(known[3], messages[0][0]);
}

TEST(KnownValues, HoldMoreThanSixteenBitsCount)
{
    Rows const rows{{"a1", "police.x", "", marks('m', 70'000)}};

    EXPECT_EQ(known_after({rows}, "a1", 80'000).at(0).marks.size(), 70'000U);
}

TEST(KnownValues, OfADamagedCompanionAreRefused)
{
    Bytes const whole = encode_known({{"a1", "police.x", "school.y", marks('m', 2)}});
    for (std::size_t size = 1; size < whole.size(); ++size) {
        test::MemoryKeyValues store;
        auto const folded = fold_known(ByteView{whole}.first(size), store);
        ASSERT_FALSE(folded) << size;
        EXPECT_EQ(folded.error().code, ProblemCode::kIntegrity);
    }
}

}  // namespace
}  // namespace micklegate::commit
