// Histories made at random, contradictions among them: what holds of every one, at every moment.
#include "tests/unit/orders/script.hpp"

#include <algorithm>
#include <random>

namespace micklegate::orders {
namespace {

using namespace std::chrono_literals;

constexpr int kHistories = 3000;
/// Few enough that changes often fall on one moment, and on the end or the hearing of the order.
constexpr int kHours = 24;

Moment hour(int n) { return test::at("2026-11-19 00:00") + n * 1h; }

class Random {
public:
    explicit Random(unsigned seed) : engine_{seed} {}

    int below(int n) { return std::uniform_int_distribution{0, n - 1}(engine_); }
    bool one_in(int n) { return below(n) == 0; }
    std::optional<Moment> some_hour() { return one_in(2) ? std::optional{hour(below(kHours))} : std::nullopt; }
    Ending ending() { return {static_cast<Ending::By>(below(3)), some_hour()}; }
    Terms terms()
    {
        Terms terms;
        for (int number = 1; number <= 3; ++number)
            if (!one_in(3))
                terms.push_back({number, "Must not do " + std::to_string(below(4)) + "."});
        return terms;
    }
    std::string reference() { return std::vector<std::string>{"A", "B", "U"}[static_cast<std::size_t>(below(3))]; }

    What what()
    {
        switch (below(9)) {
        case 0: {
            auto const kind = one_in(2) ? Kind::kNonMolestation : static_cast<Kind>(below(4));
            return Made{kind, ending(), some_hour(), some_hour(), terms(), ""};
        }
        case 1:
        case 2: {
            auto const end = one_in(2) ? std::optional{ending()} : std::nullopt;
            return Varied{
                static_cast<Varied::As>(below(3)), one_in(2) ? "B" : "", end, some_hour(), terms(), "", one_in(2)};
        }
        case 3: return Extended{ending(), some_hour(), terms()};
        case 4: return one_in(2) ? What{Discharged{}} : What{Extended{ending(), some_hour(), {}}};
        case 5: return one_in(3) ? What{Undertaking{"A", some_hour(), terms()}} : What{ServiceFailed{}};
        default: {
            Told told{static_cast<Told::Way>(below(2)), static_cast<Told::Method>(below(7)), one_in(4), one_in(2), {}};
            if (one_in(3))
                told.terms = {"1"};
            return told;
        }
        }
    }

    std::vector<Change> history()
    {
        std::vector<Change> changes(static_cast<std::size_t>(1 + below(10)));
        changes.front().what = Made{Kind::kNonMolestation, ending(), some_hour(), some_hour(), terms(), ""};
        for (Change& change : changes) {
            bool const first = &change == &changes.front();
            change.at = hour(below(first ? 4 : kHours));
            change.recorded = change.at + below(6) * 1h;
            change.entry = static_cast<Sequence>(&change - changes.data());
            change.reference = first ? "A" : reference();
            change.sealed = !one_in(8);
            if (!first)
                change.what = what();
            change.by_court = first || !one_in(4);
            change.from = one_in(4) ? "1" : "2";
            change.from.append(change.by_court ? "court" : "solicitor");
        }
        return changes;
    }
    void shuffle(std::vector<Change>& changes) { std::ranges::shuffle(changes, engine_); }

private:
    std::mt19937 engine_;
};

template <class Holds>
void at_every_hour(Holds holds)
{
    for (unsigned seed = 0; seed < kHistories && !testing::Test::HasFailure(); ++seed) {
        Random random{seed};
        std::vector<Change> const changes = random.history();
        for (int n = -1; n <= kHours; ++n) {
            SCOPED_TRACE("seed " + std::to_string(seed) + ", hour " + std::to_string(n));
            holds(changes, hour(n), random);
        }
    }
}

TEST(RandomHistory, StandsAlikeInWhateverOrderAndHoweverOftenItsChangesAreGiven)
{
    at_every_hour([](std::vector<Change> const& changes, Moment moment, Random& random) {
        std::vector<Change> others = changes;
        for (Change const& change : changes)
            if (random.one_in(3))
                others.push_back(change);
        random.shuffle(others);
        EXPECT_EQ(standing_at(others, moment), standing_at(changes, moment));
    });
}

TEST(RandomHistory, StandsAlikeWhicheverMessageCameFirstAndWhoeverSentItToo)
{
    at_every_hour([](std::vector<Change> const& changes, Moment moment, Random& random) {
        std::vector<Change> distinct;
        for (Change change : changes) {
            change.by_court = true;
            change.from = "court";
            if (std::ranges::none_of(distinct, [&](Change const& other) {
                    return other.at == change.at && other.what.index() == change.what.index();
                }))
                distinct.push_back(std::move(change));
        }
        std::vector<Change> arrived = distinct;
        for (Change const& change : distinct)
            if (auto const* varied = std::get_if<Varied>(&change.what);
                random.one_in(3) && (varied == nullptr || varied->as != Varied::As::kSlipRule))
                arrived.push_back(change);
        random.shuffle(arrived);
        for (Sequence entry = 0; entry < arrived.size(); ++entry)
            arrived[entry].entry = entry;
        EXPECT_EQ(standing_at(arrived, moment), standing_at(distinct, moment));
    });
}

TEST(RandomHistory, StandsAsCourtsToldWhateverOthersTellOfTheSame)
{
    at_every_hour([](std::vector<Change> const& changes, Moment moment, Random&) {
        std::vector<Change> told_by_courts;
        std::ranges::copy_if(changes, std::back_inserter(told_by_courts),
                             [](Change const& each) { return each.by_court || !is_act_of_court(each.what); });
        if (!changes.front().sealed)
            return;  // a solicitor's copy may be all that there is
        Standing standing = standing_at(changes, moment);
        Standing without = standing_at(told_by_courts, moment);
        standing.why.clear();
        without.why.clear();
        EXPECT_EQ(standing, without);
    });
}

TEST(RandomHistory, IsACrimeOnlyOfAKnownNonMolestationOrderInForce)
{
    int crimes = 0;
    at_every_hour([&](std::vector<Change> const& changes, Moment moment, Random&) {
        Standing const standing = standing_at(changes, moment);
        EXPECT_TRUE(!standing.in_force || standing.exists);
        EXPECT_EQ(standing.enforceable, standing.in_force && standing.aware && standing.kind == Kind::kNonMolestation);
        EXPECT_TRUE(!standing.power_of_arrest || (standing.in_force && standing.aware));
        EXPECT_TRUE(!standing.in_force || !standing.ends || *standing.ends > moment);
        EXPECT_TRUE(standing.in_force || standing.terms.empty());
        EXPECT_LE(standing.terms_not_told.size(), standing.terms.size());
        EXPECT_FALSE(standing.why.empty() || standing.why.front().empty());
        crimes += standing.enforceable ? 1 : 0;
    });
    EXPECT_GT(crimes, 1000) << "the histories say too little";
}

TEST(RandomHistory, IsNothingBeforeItsFirstChange)
{
    at_every_hour([](std::vector<Change> const& changes, Moment moment, Random&) {
        auto const begun = [&](bool with_deliveries) {
            return std::ranges::any_of(changes, [&](Change const& each) {
                bool const counts = each.by_court || !is_act_of_court(each.what) || with_deliveries;
                return each.sealed && each.at <= moment && counts;
            });
        };
        bool const exists = standing_at(changes, moment).exists;
        EXPECT_TRUE(!exists || begun(true));
        EXPECT_TRUE(exists || !begun(false));
    });
}

TEST(RandomHistory, OfADischargedOrderIsNotInForceUnlessTheCourtMakesItAnewOrTakesAPromise)
{
    at_every_hour([](std::vector<Change> const& changes, Moment moment, Random&) {
        auto const is = [&]<class Which>(Change const& change, Which const*) {
            return change.sealed && change.by_court && change.at <= moment &&
                   std::holds_alternative<Which>(change.what);
        };
        for (Change const& discharge : changes) {
            bool const ends_it = is(discharge, static_cast<Discharged*>(nullptr)) && discharge.reference == "A";
            bool const begun_again = std::ranges::any_of(changes, [&](Change const& each) {
                return is(each, static_cast<Undertaking*>(nullptr)) ||
                       (each.at > discharge.at && is(each, static_cast<Made*>(nullptr)));
            });
            EXPECT_FALSE(ends_it && !begun_again && standing_at(changes, moment).in_force);
        }
    });
}

TEST(RandomHistory, IsAnsweredForThenFromWhatWasKnownThen)
{
    at_every_hour([](std::vector<Change> const& changes, Moment moment, Random&) {
        for (Change const& known : known_by(changes, moment))
            EXPECT_LE(known.recorded, moment);
        EXPECT_EQ(known_by(changes, hour(2 * kHours)).size(), changes.size());
    });
}

}  // namespace
}  // namespace micklegate::orders
