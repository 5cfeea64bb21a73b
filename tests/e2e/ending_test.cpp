// However the gateway ends under load, told to or killed: what it acknowledged is there, once, at its place in the log.
#include "tests/e2e/sample_events.hpp"

#include <atomic>
#include <random>
#include <semaphore>
#include <set>

namespace micklegate::e2e {
namespace {

constexpr unsigned kBatch = 10;

std::size_t rounds()
{
    char const* const asked = std::getenv("MICKLEGATE_E2E_KILLS");
    return asked == nullptr ? 10 : std::stoul(asked);
}

class EndingTest : public SiteTest {
protected:
    struct Acknowledged {
        std::string message;
        std::int64_t index = 0;
    };

    /// Three connections submit batches until the gateway is gone; `end` is called after so many acknowledgements.
    template <class End>
    void under_load(std::size_t enough, End end)
    {
        told_ = 0;
        enough_ = enough;
        std::vector<std::jthread> senders;
        for (int i = 0; i < 3; ++i)
            senders.emplace_back([this] { submit_until_gone(); });
        EXPECT_TRUE(reached_.try_acquire_for(std::chrono::seconds{30})) << "the load never got going";
        end();
    }

    void submit_until_gone()
    {
        auto force = session(kForce);
        while (force) {
            unsigned const first = next_.fetch_add(kBatch);
            auto const results = force->submit(lines_of(notifications(first, kBatch)), kBatch);
            if (!results)
                return;
            remember(first, *results);
        }
    }

    void remember(unsigned first, std::vector<object> const& results)
    {
        std::lock_guard const lock{mutex_};
        for (unsigned i = 0; i < kBatch; ++i)
            if (json::text_at(results[i], "outcome") == "accepted")
                acknowledged_[first + i] = {json::text_at(results[i], "message"),
                                            json::whole_number_at(results[i], "index", -1)};
        bool const before = told_ >= enough_;
        told_ += kBatch;
        if (!before && told_ >= enough_)
            reached_.release();
    }

    /// Sends everything ever acknowledged once more, and compares the answers, the inbox and the log with it.
    void compare()
    {
        std::set<std::string> posted;
        for (object const& message : inbox(kSchool))
            EXPECT_TRUE(posted.insert(json::text_at(message, "message")).second) << "a message is there twice";
        auto force = session(kForce);
        ASSERT_TRUE(force) << one_line(force.error());
        std::vector<std::pair<unsigned, Acknowledged>> const all{acknowledged_.begin(), acknowledged_.end()};
        for (std::size_t first = 0; first < all.size(); first += 500) {
            std::size_t const count = std::min<std::size_t>(500, all.size() - first);
            std::vector<object> events;
            for (std::size_t i = first; i < first + count; ++i)
                events.push_back(notification(all[i].first));
            auto const results = force->submit(lines_of(events), count);
            ASSERT_TRUE(results) << one_line(results.error());
            for (std::size_t i = 0; i < count; ++i) {
                object const& result = (*results)[i];
                Acknowledged const& told = all[first + i].second;
                EXPECT_TRUE(json::flag_at(result, "replayed")) << boost::json::serialize(result);
                EXPECT_EQ(json::text_at(result, "message"), told.message);
                EXPECT_EQ(json::whole_number_at(result, "index", -1), told.index);
                EXPECT_TRUE(posted.contains(told.message)) << "acknowledged and lost";
            }
        }
    }

    std::atomic<unsigned> next_{1};
    std::counting_semaphore<> reached_{0};
    std::mutex mutex_;
    std::map<unsigned, Acknowledged> acknowledged_;  ///< by the number of the notification
    std::size_t told_ = 0;
    std::size_t enough_ = 0;
};

TEST_F(EndingTest, ToldToStopUnderLoadItDrainsAndLosesNothing)
{
    serve();
    under_load(200, [this] { EXPECT_EQ(gateway_->terminate(), 0) << gateway_->err(); });
    EXPECT_GE(acknowledged_.size(), 200U);
    auto const before = recorded();

    serve();
    compare();

    EXPECT_EQ(recorded(), before);
    // A draining gateway finishes what it took, and says so: nothing is stored that its sender was not told of.
    EXPECT_EQ(before.size(), acknowledged_.size());
    stop();
}

TEST_F(EndingTest, KilledUnderLoadItLosesAndDoublesNothing)
{
    std::mt19937 random{2026};
    std::uniform_int_distribution<std::size_t> enough{1, 150};
    for (std::size_t round = 0; round < rounds(); ++round) {
        serve();
        under_load(enough(random), [this] { gateway_->kill(); });
        auto const before = recorded();
        serve();
        compare();
        EXPECT_EQ(recorded(), before) << "sending again what was acknowledged added to the log";
        gateway_->kill();
        ASSERT_FALSE(HasFailure()) << "round " << round;
    }
    std::cout << rounds() << " kills, " << acknowledged_.size() << " acknowledged\n";
}

}  // namespace
}  // namespace micklegate::e2e
