#include "tests/unit/blocks/histories.hpp"

#include <sstream>

namespace micklegate::blocks {
namespace {

using namespace test;

/// All that a state says, in one text.
std::string said(BlockState const& state)
{
    std::ostringstream text;
    auto const moment = [](std::optional<Moment> const& m) { return m ? rfc3339(*m) : std::string{"-"}; };
    text << name_of(state.stage) << state.live << state.prisoner << ' ' << static_cast<int>(state.custody.where)
         << state.custody.prison << rfc3339(state.custody.from) << state.in_custody << " r" << state.responsible
         << moment(state.responsible_since) << " g" << state.gap.total.count() << moment(state.gap.running_since);
    if (state.awaited)
        text << " a" << state.awaited->prison << rfc3339(state.awaited->since) << moment(state.awaited->asked_at);
    for (auto const& [channel, now] : state.channels)
        text << ' ' << name_of(channel) << name_of(now.state) << rfc3339(now.since) << now.prison;
    for (Due const& due : state.due)
        text << ' ' << name_of(due.kind) << due.prison << due.from << rfc3339(due.since) << due.duty_desk;
    return text.str();
}

/// A history that is told again, and recorded in another order.
std::vector<Change> replayed(std::vector<Change> changes, Teller& teller)
{
    std::size_t const once = changes.size();
    for (std::size_t i = 0; i < once; ++i)
        if (teller.chance(30))
            changes.push_back(changes[i]);
    std::ranges::shuffle(changes, teller.dice());
    for (std::size_t i = 0; i < changes.size(); ++i)
        changes[i].entry = i;
    return changes;
}

TEST(RandomHistories, ExactlyOnePrisonAnswersOrAGapRunsAndEveryMinuteIsCounted)
{
    int gaps = 0;
    int answered = 0;
    for (unsigned seed = 0; seed < 3000; ++seed) {
        Teller teller{seed};
        History history = teller.tell();
        Oracle const oracle{history};
        std::vector<Change> const changes = replayed(history.told.changes(), teller);
        for (int look = 0; look < 4; ++look) {
            int const m = teller.roll(0, kMinutes - 1);
            BlockState const state = state_at(changes, kBlock, minute(m), seven_prisons());

            Oracle::Minute const& truth = oracle[m];
            Place const& place = history.truth[static_cast<std::size_t>(m)];
            int counted = 0;
            int since = m;
            for (int past = 0; past < m; ++past)
                counted += oracle[past].gap ? 1 : 0;
            while (since > 0 && oracle[since - 1].gap)
                --since;
            ASSERT_EQ(state.custody.where, place.where) << "seed " << seed << " minute " << m;
            ASSERT_TRUE(place.where == Where::kUnknown || state.custody.prison == place.prison)
                << "seed " << seed << " minute " << m;
            bool const begun = history.block.front().minute <= m;
            ASSERT_TRUE(!begun || state.prisoner == history.number_at(m)) << "seed " << seed << " minute " << m;
            ASSERT_EQ(state.live, truth.live) << "seed " << seed << " minute " << m;
            ASSERT_EQ(state.gap.running_since.has_value(), truth.gap) << "seed " << seed << " minute " << m;
            ASSERT_EQ(state.gap.running_since.value_or(minute(since)), minute(since))
                << "seed " << seed << " minute " << m;
            ASSERT_EQ(state.gap.total.count(), counted) << "seed " << seed << " minute " << m;
            if (truth.live && truth.custody) {
                ASSERT_EQ(state.responsible, truth.responsible) << "seed " << seed << " minute " << m;
                ASSERT_TRUE(!state.responsible.empty() || state.gap.running_since);
                ++(state.gap.running_since ? gaps : answered);
            }
        }
    }
    // The histories must be of both kinds for this to mean anything.
    EXPECT_GT(gaps, 1000);
    EXPECT_GT(answered, 1000);
}

TEST(RandomHistories, OrderOfArrivalAndRepeatsChangeNothingEvenWhereNewsIsLost)
{
    for (unsigned seed = 0; seed < 2000; ++seed) {
        Teller teller{10'000 + seed};
        std::vector<Change> changes = teller.tell().told.changes();
        std::erase_if(changes, [&](Change const&) { return teller.chance(25); });
        Moment const moment = minute(teller.roll(0, kMinutes - 1));
        BlockState const state = state_at(changes, kBlock, moment, seven_prisons());
        for (int again = 0; again < 3; ++again)
            ASSERT_EQ(said(state_at(replayed(changes, teller), kBlock, moment, seven_prisons())), said(state))
                << "seed " << seed;
        if (state.live && state.in_custody) {
            ASSERT_TRUE(!state.responsible.empty() || state.gap.running_since) << "seed " << seed;
            ASSERT_EQ(state.gap.running_since.has_value(), state.awaited.has_value()) << "seed " << seed;
            ASSERT_EQ(state.gap.running_since.has_value(),
                      state.responsible != state.custody.prison || state.custody.prison.empty() || state.awaited)
                << "seed " << seed;
        } else {
            ASSERT_FALSE(state.gap.running_since) << "seed " << seed;
        }
    }
}

TEST(RandomHistories, GapNeverShrinksAndGrowsByTheMinuteWhileItRuns)
{
    for (unsigned seed = 0; seed < 300; ++seed) {
        Teller teller{20'000 + seed};
        std::vector<Change> const changes = teller.tell().told.changes();
        int const begin = teller.roll(0, kMinutes - 400);
        std::optional<BlockState> before;
        for (int m = begin; m < begin + 200; m += 20) {
            BlockState state = state_at(changes, kBlock, minute(m), seven_prisons());
            if (before) {
                auto const grown = (state.gap.total - before->gap.total).count();
                ASSERT_GE(grown, 0) << "seed " << seed;
                ASSERT_LE(grown, 20) << "seed " << seed;
                bool const ran = state.gap.running_since && *state.gap.running_since <= minute(m - 20);
                ASSERT_TRUE(!ran || grown == 20) << "seed " << seed;
            }
            before = std::move(state);
        }
    }
}

}  // namespace
}  // namespace micklegate::blocks
