// No deadline is silently missed: a year of messages through a real store, met, ignored, answered late, taken back,
// acknowledged twice and out of order, while gateways are stopped, killed and doubled.
#include "tests/component/watch/watched_store.hpp"

#include <gmock/gmock.h>

#include <random>

namespace micklegate::serve {
namespace {

using namespace std::chrono_literals;
using commit::EntryKind;
using std::chrono::milliseconds;

constexpr std::size_t kMessages = 4'000;
constexpr std::chrono::hours kYear{24 * 365};
constexpr std::chrono::minutes kTick{20};

enum class Fate { kOpened, kActioned, kRejected, kRecalled, kWithdrawn, kNothing };

/// What became of a message, in the order of everything that happened.
struct Life {
    std::string rule;
    std::vector<std::string> chain;
    milliseconds every{};
    Moment accepted{};
    Moment deadline{};
    Moment ends{};
    Fate fate = Fate::kNothing;
    std::size_t accepted_at = 0;  ///< among all that happened
    std::optional<std::size_t> ended_at{};
    Sequence index = 0;
};

/// A turn of a watch that came to its end.
struct Turn {
    std::size_t at = 0;
    Moment time{};
};

struct Told {
    std::string code;
    Moment time{};
    friend bool operator==(Told const&, Told const&) = default;
    friend void PrintTo(Told const& told, std::ostream* out) { *out << told.code << " " << rfc3339(told.time); }
};

struct RulesOfTheYear {
    char const* agreement;
    char const* rule;
    char const* acknowledgement;
};
constexpr std::array kRules{RulesOfTheYear{"north-yorkshire-encompass", "school-under-18", "opened"},
                            RulesOfTheYear{"north-yorkshire-encompass", "home-educated", "opened"},
                            RulesOfTheYear{"north-yorkshire-encompass", "receipt", "opened"},
                            RulesOfTheYear{"north-yorkshire-encompass", "correction", "actioned"},
                            RulesOfTheYear{"north-yorkshire-encompass", "no longer a rule", "actioned"}};

class Year : public testing::TestWithParam<unsigned> {
protected:
    void run()
    {
        plan();
        for (Moment now = begin_; now < begin_ + kYear + 15 * 24h; now += kTick) {
            site_.clock.advance(now - site_.clock.now());
            accept(now);
            end(now);
            disturb();
            if (chance(0.02))
                down_until_ = now + minutes(10 * 60);
            if (now >= down_until_ || now > begin_ + kYear + 13 * 24h)
                watch();
        }
    }
    /// What each message should have been told of, by the turns that were taken.
    [[nodiscard]] std::vector<Told> expected(Life const& life) const
    {
        std::vector<Told> told;
        Moment due = life.deadline;
        for (std::string const& target : life.chain) {
            auto const turn = std::ranges::find_if(
                turns_, [&](Turn const& each) { return each.at > life.accepted_at && each.time >= due; });
            if (turn == turns_.end() || (life.ended_at && *life.ended_at < turn->at))
                break;
            told.push_back({target, turn->time});
            due = turn->time + life.every;
        }
        return told;
    }
    [[nodiscard]] std::map<std::string, std::vector<Told>> recorded() const
    {
        std::map<std::string, std::vector<Told>> told;
        site_.each_entry([&](Sequence, commit::Entry const& entry) {
            if (entry.kind == EntryKind::kEscalated)
                told[entry.message].push_back({entry.code, entry.time});
        });
        return told;
    }

    std::map<std::string, Life> lives_;
    WatchedStore site_{"2026-09-01T00:00:00Z"};
    std::size_t restarts_ = 0;

private:
    bool chance(double share) { return std::bernoulli_distribution{share}(random_); }
    milliseconds minutes(int most) { return std::chrono::minutes{std::uniform_int_distribution{0, most}(random_)}; }

    void plan()
    {
        watch::Chains const chains = watch::chains_of(samples::policy());
        for (std::size_t i = 0; i < kMessages; ++i) {
            RulesOfTheYear const& rule = kRules[i % kRules.size()];
            Life life;
            life.rule = rule.rule;
            auto const chain = chains.find(std::string{rule.agreement} + "/" + rule.rule);
            life.chain = chain == chains.end() ? std::vector<std::string>{"duty_desk"} : chain->second.steps;
            life.every = life.rule == "school-under-18" ? 30min : 60min;
            life.accepted = begin_ + minutes(60 * 24 * 365);
            life.deadline = life.accepted + (chance(0.05) ? 0min : minutes(60 * 24 * 12));
            life.fate = static_cast<Fate>(std::uniform_int_distribution{0, 5}(random_));
            Moment const around = chance(0.5) ? life.deadline - minutes(60 * 24) : life.deadline + minutes(6 * 60);
            life.ends = std::max(around, life.accepted);
            lives_.emplace("m" + std::to_string(i), std::move(life));
        }
        for (auto const& [id, life] : lives_) {
            arrivals_.emplace(life.accepted, id);
            if (life.fate != Fate::kNothing)
                ends_.emplace(life.ends, id);
        }
    }

    commit::Append first_of(std::string const& id, Life const& life)
    {
        commit::Append append;
        commit::Entry& entry = append.entry;
        entry.kind = EntryKind::kAccepted;
        entry.agency = samples::kForce.get();
        entry.recipient = "school.901233";
        entry.message = id;
        entry.type = "encompass.notification/1";
        entry.agreement = "north-yorkshire-encompass/1.0";
        entry.rule = life.rule;
        entry.policy = samples::policy().digest;
        entry.deadline = life.deadline;
        auto const rule = std::ranges::find(kRules, life.rule, &RulesOfTheYear::rule);
        entry.acknowledgement = rule->acknowledgement;
        return append;
    }

    void accept(Moment now)
    {
        std::vector<commit::Intent> intents;
        std::vector<Life*> accepted;
        for (; !arrivals_.empty() && arrivals_.begin()->first <= now; arrivals_.erase(arrivals_.begin())) {
            std::string const& id = arrivals_.begin()->second;
            accepted.push_back(&lives_.at(id));
            intents.push_back(
                {id, 1, [append = first_of(id, *accepted.back())](commit::Ledger const&) -> commit::Proposal {
                     return append;
                 }});
        }
        if (intents.empty())
            return;
        auto const answers = site_.submit(std::move(intents));
        for (std::size_t i = 0; i < answers.size(); ++i) {
            accepted[i]->index = answers[i]->index;
            accepted[i]->accepted_at = ++happened_;
        }
    }

    commit::Intent step(EntryKind kind, std::string const& id, std::string const& code = {})
    {
        std::string const person = kind == EntryKind::kDelivered ? "" : "A. Reader, deputy DSL";
        return deliver::acknowledge({kind, id, AgencyId{"school.901233"}, person, code}, site_.keys, 3,
                                    [](std::string_view) { return std::nullopt; });
    }
    commit::Intent taken_back(std::string const& id, Life const& life)
    {
        commit::Entry const first = commit::stored_receipt(site_.store->ledger(), life.index)->entry;
        if (life.fate == Fate::kRecalled)
            return deliver::recall(
                {samples::kForce, "P. Baker, sergeant", "superseded", "…", false, {}, site_.clock.now()}, first,
                site_.keys);
        commit::Append withdrawal;
        withdrawal.entry.kind = EntryKind::kAccepted;
        withdrawal.entry.agency = samples::kForce.get();
        withdrawal.entry.recipient = first.recipient;
        withdrawal.entry.message = "w" + id;
        deliver::follow_with(EntryKind::kWithdrawn, first, withdrawal);
        std::string also = deliver::line_of_effect(withdrawal);
        return {"w" + id, 1,
                [withdrawal](commit::Ledger const& ledger) mutable -> commit::Proposal {
                    if (auto const taken = deliver::take_effect(withdrawal, ledger); !taken)
                        return Result<commit::Receipt>{taken.error()};
                    return withdrawal;
                },
                false, std::move(also)};
    }
    /// Some steps come twice and some before what they follow, which is refused, and then again.
    std::vector<commit::Intent> ending(std::string const& id, Life const& life)
    {
        std::vector<commit::Intent> steps;
        if (life.fate == Fate::kRecalled || life.fate == Fate::kWithdrawn) {
            steps.push_back(taken_back(id, life));
            return steps;
        }
        if (chance(0.2))
            steps.push_back(step(EntryKind::kOpened, id));
        for (EntryKind const kind : {EntryKind::kDelivered, EntryKind::kOpened})
            for (int i = chance(0.2) ? 2 : 1; i > 0; --i)
                steps.push_back(step(kind, id));
        if (life.fate == Fate::kActioned)
            steps.push_back(step(EntryKind::kActioned, id));
        if (life.fate == Fate::kRejected)
            steps.push_back(step(EntryKind::kRejected, id, "not_on_roll"));
        return steps;
    }
    void end(Moment now)
    {
        std::vector<commit::Intent> intents;
        for (; !ends_.empty() && ends_.begin()->first <= now; ends_.erase(ends_.begin())) {
            std::string const& id = ends_.begin()->second;
            Life& life = lives_.at(id);
            std::ranges::move(ending(id, life), std::back_inserter(intents));
            bool const opening_is_enough =
                std::ranges::find(kRules, life.rule, &RulesOfTheYear::rule)->acknowledgement != std::string{"actioned"};
            if (life.fate != Fate::kOpened || opening_is_enough)
                life.ended_at = ++happened_;
        }
        if (!intents.empty())
            static_cast<void>(site_.submit(std::move(intents)));
    }
    void disturb()
    {
        if (chance(0.0015)) {
            ++restarts_;
            site_.close();
            site_.open();
        } else if (chance(0.0007)) {
            ++restarts_;
            site_.kill();
        }
    }
    void watch()
    {
        std::size_t const first = chance(0.5) ? 0 : 1;
        site_.watch(first);
        if (chance(0.3))
            site_.watch(1 - first);
        turns_.push_back({++happened_, site_.clock.now()});
    }

    std::mt19937 random_{GetParam()};
    Moment const begin_ = site_.clock.now();
    Moment down_until_ = begin_;
    std::multimap<Moment, std::string> arrivals_;
    std::multimap<Moment, std::string> ends_;
    std::size_t happened_ = 0;
    std::vector<Turn> turns_;
};

TEST_P(Year, NoDeadlineIsSilentlyMissed)
{
    run();

    auto const told = recorded();
    std::size_t late = 0;
    std::size_t entries = 0;
    for (auto const& [id, life] : lives_) {
        auto const found = told.find(id);
        auto const steps = found == told.end() ? std::vector<Told>{} : found->second;
        EXPECT_EQ(steps, expected(life)) << id << " " << life.rule << ", due " << rfc3339(life.deadline);
        if (!life.ended_at) {
            EXPECT_EQ(steps.size(), life.chain.size()) << id << " is told to the end of its chain";
        }
        late += life.ended_at ? 0U : 1U;
        entries += steps.size();
    }
    EXPECT_EQ(deliver::overdue(site_.store->ledger().projections(), site_.clock.now(), 2 * kMessages)->size(), late);
    EXPECT_TRUE(deliver::alarms(site_.store->ledger().projections(), {}, Moment::max() - 1h, 1)->empty());
    EXPECT_GT(entries, kMessages / 2);
    EXPECT_GT(restarts_, 10U);
    std::cout << lives_.size() << " messages, " << entries << " escalations, " << late << " never met, " << restarts_
              << " restarts\n";
}

INSTANTIATE_TEST_SUITE_P(Seeds, Year, testing::Values(1U, 2U));

}  // namespace
}  // namespace micklegate::serve
