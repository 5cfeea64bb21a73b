// Whatever is told twice, late, out of order or never, and whenever the gateway is restarted: exactly one prison
// answers for a live block, or the time without is counted and somebody was asked.
#include "gateway/json/fields.hpp"
#include "tests/component/blocks/followed_prisoner.hpp"
#include "tests/support/dice.hpp"

#include <gmock/gmock.h>

namespace micklegate::serve {
namespace {

using namespace std::chrono_literals;
using matching::Dice;

constexpr std::array<char const*, 4> kPrisons{"HLI", "LEI", "DNI", "WDI"};

/// A prisoner who is moved about, and what is told of it.
class World {
public:
    explicit World(std::uint64_t seed) : dice_{seed}
    {
        std::string const message = site.request(kHull);
        site.clock.advance(1min);
        site.take_on(kHull, message);
        site.follow();
    }

    void step()
    {
        site.clock.advance(std::chrono::minutes{5 + static_cast<int>(dice_.below(60))});
        if (dice_.chance(15))
            move();
        publish();
        if (dice_.chance(10))
            site.start();
        site.follow();
        for (auto const& sent : site.hand_overs())
            if (dice_.chance(15))
                take_on(sent);
        site.follow();
    }
    /// All that was not lost arrives, and every prison does what it was asked.
    void settle()
    {
        site.clock.advance(24h);
        publish();
        site.follow();
        for (auto const& sent : site.hand_overs())
            take_on(sent);
        site.follow();
    }

    FollowedPrisoner site;

private:
    struct Publication {
        Moment at;
        object event;
    };

    void move()
    {
        std::string const to = dice_.any(kPrisons);
        Moment const at = site.clock.now();
        auto const minutes = [&](std::size_t most) { return std::chrono::minutes{dice_.below(most)}; };
        // The immediate family looks a little later than the movement was.
        publish_later(at + minutes(15), FollowedPrisoner::received(to, at, "prisoner-offender-search"));
        publish_later(at + 45min + minutes(180), FollowedPrisoner::received(to, at - minutes(4)));
    }
    void publish_later(Moment at, object const& event)
    {
        if (dice_.chance(10))
            return;  // lost
        for (int copies = dice_.chance(30) ? 2 : 1; copies > 0; --copies)
            topic_.push_back({at + std::chrono::minutes{dice_.below(90)}, event});
    }
    void publish()
    {
        for (std::size_t i = 0; i < topic_.size();)
            if (topic_[i].at <= site.clock.now()) {
                auto const told = site.tell(topic_[i].event);
                ASSERT_TRUE(told) << one_line(told.error());
                ASSERT_EQ(told->entry.kind, commit::EntryKind::kAccepted) << told->entry.why;
                topic_.erase(topic_.begin() + static_cast<std::ptrdiff_t>(i));
            } else {
                ++i;
            }
    }
    void take_on(FollowedPrisoner::Sent const& sent)
    {
        if (acted_.insert(sent.message).second)
            site.take_on(sent.to, sent.message);
    }

    Dice dice_;
    std::vector<Publication> topic_;
    std::set<std::string> acted_;
};

/// What must hold whenever the gateway has come to rest.
void check(World const& world)
{
    lookup::BlockView const block = world.site.block();
    blocks::BlockState const& state = block.state;
    ASSERT_TRUE(state.live);
    ASSERT_FALSE(state.responsible.empty());
    bool const whole = state.responsible == state.custody.prison;
    EXPECT_EQ(state.gap.running_since.has_value(), !whole);
    ASSERT_EQ(state.awaited.has_value(), !whole);
    EXPECT_EQ(world.site.reading("blocks_without_acknowledgement"), whole ? 0U : 1U);
    if (whole)
        return;
    EXPECT_EQ(state.awaited->prison, state.custody.prison);
    registers::Prison const* const awaited = world.site.setup.registers->prisons.by_code(state.awaited->prison);
    EXPECT_EQ(block.duty_desk, awaited->agency.empty());
    EXPECT_EQ(state.awaited->asked_at.has_value(), !awaited->agency.empty());
}

/// One arrival is asked about once.
void check_no_twins(World const& world)
{
    std::set<std::string> arrivals;
    for (history::Told const& told : world.site.told())
        if (told.what == "carried_over") {
            EXPECT_TRUE(
                arrivals.insert(json::text_at(told.fields, "to_prison") + " " + json::text_at(told.fields, "moved_at"))
                    .second);
        }
}

class RandomTransfers : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomTransfers, LeaveOneResponsiblePrisonOrAGapThatIsCountedAndAskedAbout)
{
    World world{GetParam()};
    for (int step = 0; step < 60; ++step) {
        world.step();
        check(world);
        if (HasFatalFailure())
            return;
    }
    world.settle();
    check(world);
    check_no_twins(world);
    blocks::BlockState const state = world.site.block().state;
    EXPECT_EQ(state.custody.prison == "WDI", state.responsible != state.custody.prison);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomTransfers, testing::Range<std::uint64_t>(1, 41));

}  // namespace
}  // namespace micklegate::serve
