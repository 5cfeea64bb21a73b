// Values known from elsewhere are found in free text, and numbers in every text that is not for them; in clear and by
// marks alike, and marks say nothing without the key.
#include "gateway/guard/known_values.hpp"

#include "gateway/guard/leak_guard.hpp"
#include "tests/unit/guard/labelled_texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace micklegate::guard {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

crypto::ShortHashKey key(std::uint8_t fill)
{
    crypto::ShortHashKey key{};
    key.fill(fill);
    return key;
}

struct Found {
    std::string field;
    std::string value;

    friend bool operator==(Found const&, Found const&) = default;
};

std::optional<Found> in_clear(ReleasedText const& text, std::vector<KnownValue> const& known)
{
    auto const leak = find_leak(labelled_spec(), text, {}, known);
    return leak ? std::optional{Found{leak->released_field, leak->withheld}} : std::nullopt;
}

std::optional<Found> by_marks(ReleasedText const& text, std::vector<KnownValue> const& known)
{
    auto const secret = key(7);
    std::vector<Mark> marks;
    std::vector<std::string> of;
    for (KnownValue const& value : known) {
        auto const some = marks_of(value.field_class, value.value, secret);
        marks.insert(marks.end(), some.begin(), some.end());
        of.resize(marks.size(), value.where);
    }
    auto const leak = find_known(text, marks, secret);
    return leak ? std::optional{Found{leak->released_field, of[leak->mark]}} : std::nullopt;
}

class KnownValues : public ::testing::Test {
protected:
    std::optional<Found> find(boost::json::object const& released)
    {
        ReleasedText const text{spec_, released};
        auto const clear = in_clear(text, known_);
        EXPECT_EQ(clear, by_marks(text, known_));
        return clear;
    }

    recognise::MessageSpec spec_ = labelled_spec();
    std::vector<KnownValue> known_{{"address_victim", "9 Cragdale Road, Nunstead, YO98 4FP", "orders"},
                                   {"contact_unsafe", "07700 900123", "referrals"}};
};

TEST_F(KnownValues, AreFoundInFreeTextWithTheirSource)
{
    EXPECT_EQ(find({{"summary", "now on 07700-900-123"}}), (Found{"summary", "referrals"}));
    EXPECT_EQ(find({{"summary", "moved to Nunstead"}}), (Found{"summary", "orders"}));
}

TEST_F(KnownValues, TheEarlierInTheListIsNamedFirst)
{
    EXPECT_EQ(find({{"summary", "07700 900123, at yo984fp"}}), (Found{"summary", "orders"}));
}

TEST_F(KnownValues, AreNoSecretWhereAReleasedFieldTellsThem)
{
    EXPECT_FALSE(find({{"summary", "at 9 Cragdale Rd"}, {"told_address_victim", "9 Cragdale Road, Nunstead"}}));
    EXPECT_TRUE(find({{"summary", "at 9 Cragdale Rd"}, {"told_address_victim", "Nunstead"}}));
}

TEST_F(KnownValues, WithNumbersAreFoundInFieldsOfOtherThings)
{
    EXPECT_EQ(find({{"told_administrative", "call 07700 900123 first"}}), (Found{"told_administrative", "referrals"}));
    EXPECT_EQ(find({{"told_administrative", "They are at yo984fp."}}), (Found{"told_administrative", "orders"}));
    EXPECT_EQ(find({{"told_identity", "Lythe, 9 Cragdale Rd"}}), (Found{"told_identity", "orders"}));
}

TEST_F(KnownValues, WithNumbersAreNotToldByFieldsOfOtherThings)
{
    EXPECT_TRUE(find({{"summary", "now on 07700 900123"}, {"told_administrative", "07700 900123"}}));
}

TEST_F(KnownValues, AreToldByFieldsThatAreForThem)
{
    EXPECT_FALSE(find({{"told_contact_safe", "07700 900123"}}));
    EXPECT_FALSE(find({{"told_address_victim", "YO98 4FP"}}));
    EXPECT_FALSE(find({{"told_routing", "YO98 4FP"}}));
    EXPECT_FALSE(find({{"told_administrative", "call 07700 900123"}, {"told_contact_safe", "07700 900123"}}));
}

TEST_F(KnownValues, ThatMayBeEverydayWordsAreLookedForInFreeTextOnly)
{
    EXPECT_FALSE(find({{"told_administrative", "Nunstead police station, Cragdale Road"}}));
}

TEST_F(KnownValues, AnOfficersOwnNumberIsNone)
{
    EXPECT_FALSE(find({{"told_administrative", "PC 0719 Lythe, 01632 960733, YO98 1AA"}}));
}

TEST_F(KnownValues, ANumberThatReadsAsADateHoldsNoDate)
{
    known_ = {{"contact_safe", "029 2026 1122; 20261122; 22112026; 202611; 01632 221126", "planted"}};

    EXPECT_FALSE(find({{"told_administrative", "2026-11-22T10:30:00Z"}, {"summary", "on 22/11/2026 and 22/11/26"}}));
}

TEST_F(KnownValues, OneThatIsToldDoesNotHideAnotherOfTheSameShape)
{
    known_ = {{"address_victim", "Kelwick", "orders"}, {"address_victim", "Kelburn", "blocks"}};

    EXPECT_EQ(find({{"summary", "From Kelwick to Kelburn."}, {"told_address_victim", "Kelwick"}}),
              (Found{"summary", "blocks"}));
}

TEST_F(KnownValues, InClearAndByMarksAreOneOverTheLabelledTexts)
{
    std::size_t hits = 0;
    for (LabelledText const& row : labelled_texts()) {
        known_.clear();
        for (auto const& [name, value] : row.withheld)
            known_.push_back({name, boost::json::value_to<std::string>(value), name});
        hits += find(released_fields(row)) ? 1U : 0U;
    }
    EXPECT_GE(hits, 250U);
}

TEST_F(KnownValues, EachIsLookedForInEveryLabelledText)
{
    auto const rows = labelled_texts();
    for (std::size_t i = 0; i < rows.size(); i += 7)
        for (auto const& [name, value] : rows[i].withheld)
            known_.push_back({name, boost::json::value_to<std::string>(value), std::to_string(i)});

    for (LabelledText const& row : rows)
        find(released_fields(row));
}

TEST(Marks, AreFoundAmongThousandsAndTheFirstOfEqualsIsNamed)
{
    auto const secret = key(7);
    std::vector<Mark> marks;
    auto const add = [&](std::string const& address) {
        auto const more = marks_of("address_victim", address, secret);
        marks.insert(marks.end(), more.begin(), more.end());
    };
    for (int i = 1'000; i < 3'000; ++i)
        add(std::to_string(i) + " Cragdale Road");
    std::size_t const first = marks.size();
    add("815 Thornham Road");
    add("815 Thornham Road");
    boost::json::object const released{{"summary", "at 815 Thornham Rd, she said, 815 Thornham Road"}};

    auto const leak = find_known(ReleasedText{labelled_spec(), released}, marks, secret);

    ASSERT_GE(first, 3'000U);
    ASSERT_TRUE(leak);
    EXPECT_EQ(leak->mark, first);
}

TEST(Marks, DifferByKeyAndHoldNothingOfTheValue)
{
    auto const one = marks_of("contact_unsafe", "07700 900123", key(1));
    auto const other = marks_of("contact_unsafe", "07700 900123", key(2));

    ASSERT_THAT(one, SizeIs(1));
    EXPECT_EQ(one[0].shape, (Shape{Reach::kDigits, 10}));
    EXPECT_EQ(one[0].shape, other[0].shape);
    EXPECT_NE(one[0].hash, other[0].hash);
    EXPECT_THAT(marks_of("risk_assessment", "high", key(1)), IsEmpty());
}

TEST(Marks, OfAnotherKeyFindNothing)
{
    boost::json::object const released{{"summary", "07700 900123"}};
    ReleasedText const text{labelled_spec(), released};

    EXPECT_FALSE(find_known(text, marks_of("contact_unsafe", "07700 900123", key(1)), key(2)));
}

TEST(Marks, AreReadBackAsTheyWereWritten)
{
    auto const marks = marks_of("address_victim", "9 Cragdale Road, Nunstead, YO98 4FP", key(1));
    ASSERT_FALSE(marks.empty());

    auto const bytes = encode_marks(marks);

    EXPECT_EQ(bytes.size(), marks.size() * kMarkBytes);
    EXPECT_EQ(decode_marks(bytes).value(), marks);
}

TEST(Marks, ThatAreDamagedAreRefused)
{
    auto bytes = encode_marks(marks_of("contact_unsafe", "07700 900123", key(1)));
    auto shape = bytes;
    shape[16] = 255;
    auto length = bytes;
    length[17] = length[18] = 0;
    bytes.pop_back();

    for (Bytes const& damaged : {bytes, shape, length}) {
        auto const marks = decode_marks(damaged);
        ASSERT_FALSE(marks);
        EXPECT_EQ(marks.error().code, ProblemCode::kIntegrity);
    }
}

}  // namespace
}  // namespace micklegate::guard
