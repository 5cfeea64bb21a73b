// The register of referrals answers each asker what an agreement lets them have, and the month's figures are counted
// from it, whatever the size of the slices.
#include "gateway/lookup/referrals.hpp"

#include "gateway/lookup/performance.hpp"
#include "gateway/model/fold.hpp"
#include "tests/support/sample_policy.hpp"
#include "tests/unit/keep/keep_fixture.hpp"

#include <gmock/gmock.h>

namespace micklegate::lookup {
namespace {

using boost::json::object;
using commit::EntryKind;
using namespace std::chrono_literals;
using testing::IsEmpty;
using testing::Key;
using testing::SizeIs;
using testing::UnorderedElementsAre;

inline Agency agency(char const* id, char const* kind)
{
    Agency made;
    made.id = AgencyId{id};
    made.kind = kind;
    made.name = id;
    return made;
}

constexpr char const* kReference = "NYP-2026-1";
constexpr auto kNovember = 2026y / std::chrono::November;

class ReferralsTest : public keep::KeepTest {
protected:
    Agency const force{agency("police.north-yorkshire", "police")};
    Agency const other_force{agency("police.durham", "police")};
    Agency const hub{agency("provider.victim-hub", "sv_hub")};
    Agency const abuse_service{agency("provider.domestic-abuse", "da_provider")};
    Agency const counselling{agency("provider.counselling", "counselling")};
    Agency const desk{agency("desk.north-yorkshire", "duty_desk")};
    Agency const commissioner{agency("commissioner.york", "commissioner")};
    Agency const auditor{agency("auditor.york", "auditor")};
    Agencies const agencies{{force.id, force},
                            {hub.id, hub},
                            {abuse_service.id, abuse_service},
                            {counselling.id, counselling},
                            {commissioner.id, commissioner}};
    history::Records const records{ledger, subjects, keys, kReferrals};
    int messages = 0;

    /// The message that told it, at the clock's time.
    std::string tell(std::string what, Agency const& from, Agency const& to, object fields,
                     std::string reference = kReference)
    {
        commit::Append append = message("m" + std::to_string(++messages));
        append.entry.agency = from.id.get();
        append.entry.recipient = to.id.get();
        append.entry.type = "victim.onward-referral/1";
        history::Change const change{kReferrals, std::move(what), {fold(reference)}, {}, std::move(fields)};
        history::attach(change, keys, append);
        std::string id = append.entry.message;
        EXPECT_TRUE(put(std::move(append)));
        return id;
    }
    std::string refer(Agency const& from, Agency const& to, std::string const& reference = kReference)
    {
        return tell("referred", from, to, {{"referred_at", rfc3339(clock.now())}, {"referral_reason", "new"}},
                    reference);
    }
    void say(Agency const& from, char const* status, object fields = {}, std::string const& reference = kReference)
    {
        fields["status"] = status;
        fields["status_at"] = rfc3339(clock.now());
        tell("status", from, force, std::move(fields), reference);
    }
    void answer(std::string const& id, Agency const& by, EntryKind kind, std::string code = {})
    {
        auto const allowed = [](auto) { return deliver::AnswersOfType{true, {"capacity_full"}}; };
        for (EntryKind const step : {EntryKind::kDelivered, EntryKind::kOpened, kind}) {
            deliver::Acknowledgement taken{step, id, by.id, "A. Worker, adviser", ""};
            if (step == EntryKind::kDelivered)
                taken.by_person.clear();
            if (step == EntryKind::kRejected)
                taken.code = code;
            ASSERT_TRUE(test::commit_one(loop, deliver::acknowledge(std::move(taken), keys, 3, allowed)));
        }
    }

    ReferralAnswer ask(Agency const& asker, std::string reference = kReference, std::string purpose = "victim_support")
    {
        return look_up_referral({std::move(reference), std::move(purpose)}, {desk, asker}, samples::policy(), records,
                                ledger, clock.now())
            .value();
    }

    std::map<AgencyId, referrals::Figures> counted(std::size_t slice = 100)
    {
        PerformanceCount count{records, ledger, samples::policy().calendar, kNovember, clock.now()};
        while (count.go_on(slice).value()) {
        }
        EXPECT_EQ(count.unreadable(), 0U);
        return count.figures();
    }
    PerformanceShown shown_to(Agency const& asker, std::optional<AgencyId> provider = {})
    {
        return performance_for(asker, {kNovember, std::move(provider)}, counted(), agencies, samples::policy(),
                               clock.now());
    }
    /// So many referrals to the service, each called within the hour but for those that are called after two days.
    void month_of(Agency const& service, int in_time, int late)
    {
        for (int i = 0; i < in_time + late; ++i)
            refer(hub, service, service.id.get() + std::to_string(i));
        clock.advance(1h);
        for (int i = 0; i < in_time; ++i)
            say(service, "contacted", {}, service.id.get() + std::to_string(i));
        clock.advance(48h);
        for (int i = in_time; i < in_time + late; ++i)
            say(service, "contacted", {}, service.id.get() + std::to_string(i));
    }
    void end_of_month() { clock.advance(24h * 14); }
};

TEST_F(ReferralsTest, TheServiceTheReferrerAndTheHubAreEachToldWhatTheirRuleReleases)
{
    refer(force, hub);
    refer(hub, abuse_service);
    clock.advance(2h);
    say(abuse_service, "contacted", {{"contacted_at", rfc3339(clock.now())}});
    auto const own = ask(abuse_service);
    ASSERT_THAT(own.shown, SizeIs(1));
    EXPECT_EQ(own.shown[0].data.at("status"), "contacted");
    EXPECT_EQ(own.shown[0].data.at("met_24h"), true);
    EXPECT_EQ(own.shown[0].rule, "standing-for-the-service");
    EXPECT_THAT(own.subjects, SizeIs(1));
    auto const of_force = ask(force);
    ASSERT_THAT(of_force.shown, SizeIs(1)) << "it referred to the hub, and the hub to the service";
    EXPECT_EQ(of_force.shown[0].data.at("provider"), "provider.victim-hub");
    EXPECT_FALSE(of_force.shown[0].data.contains("reason"));
    EXPECT_FALSE(of_force.shown[0].data.contains("due_24h"));
    EXPECT_EQ(of_force.denied, 1U);
    EXPECT_THAT(ask(hub).shown, SizeIs(2));
}

TEST_F(ReferralsTest, AGuessedReferenceLetsNobodyIn)
{
    refer(force, hub);
    say(counselling, "received");
    EXPECT_THAT(ask(counselling).shown, IsEmpty()) << "a status makes nobody the service";
    refer(other_force, hub);
    EXPECT_THAT(ask(other_force).shown, IsEmpty()) << "nor a second referral a referrer";
    EXPECT_THAT(ask(force).shown, SizeIs(1));
}

TEST_F(ReferralsTest, WhoCameByThemselvesAreTheServicesOwn)
{
    say(counselling, "contacted", {{"contacted_at", rfc3339(clock.now())}});
    EXPECT_THAT(ask(counselling).shown, SizeIs(1));
    EXPECT_THAT(ask(abuse_service).shown, IsEmpty());
}

TEST_F(ReferralsTest, AMissAndWhatIsNotAllowedLookTheSame)
{
    refer(force, hub);
    for (Agency const* const asker : {&other_force, &counselling, &commissioner}) {
        auto const denied = ask(*asker);
        EXPECT_THAT(denied.shown, IsEmpty()) << asker->id.get();
        EXPECT_THAT(denied.subjects, IsEmpty());
        EXPECT_EQ(denied.denied, 1U);
    }
    auto const missed = ask(hub, "NYP-2026-2");
    EXPECT_THAT(missed.shown, IsEmpty());
    EXPECT_EQ(missed.denied, 0U);
    EXPECT_THAT(ask(hub, kReference, "data_quality").shown, IsEmpty());
}

TEST_F(ReferralsTest, AReferenceIsFoundHoweverItIsSpelled)
{
    refer(force, hub);
    EXPECT_THAT(ask(hub, "nyp-2026-1").shown, SizeIs(1));
}

TEST_F(ReferralsTest, WhatTheServiceDidWithTheMessageAcceptsOrDeclinesTheReferral)
{
    answer(refer(hub, abuse_service), abuse_service, EntryKind::kActioned);
    EXPECT_EQ(ask(abuse_service).shown.at(0).data.at("status"), "accepted");
    answer(refer(hub, counselling), counselling, EntryKind::kRejected, "capacity_full");
    auto const declined = ask(counselling).shown.at(0).data;
    EXPECT_EQ(declined.at("status"), "declined");
    EXPECT_EQ(declined.at("reason"), "capacity_full");
}

TEST_F(ReferralsTest, WhatCannotBeReadIsCountedAndTheRestStands)
{
    refer(force, hub);
    tell("status", hub, force, {{"status", "dreaming"}, {"status_at", rfc3339(clock.now())}});
    auto const told = ask(hub);
    ASSERT_THAT(told.shown, SizeIs(1));
    EXPECT_EQ(told.shown[0].data.at("status"), "referred");
    EXPECT_EQ(told.unreadable, 1U);
}

TEST_F(ReferralsTest, TheMonthIsCountedTheSameInSlicesOfAnySize)
{
    month_of(abuse_service, 9, 6);
    month_of(counselling, 5, 7);
    auto const whole = counted();
    EXPECT_EQ(whole.at(abuse_service.id).measures[0].of, 15U);
    EXPECT_EQ(whole.at(abuse_service.id).measures[0].counted, 9U) << "called within 24 hours";
    EXPECT_EQ(whole.at(counselling.id).measures[0].counted, 5U);
    for (std::size_t const slice : {1U, 2U, 7U, 27U}) {
        auto const in_slices = counted(slice);
        ASSERT_EQ(in_slices.size(), whole.size());
        for (auto const& [service, figures] : whole)
            for (std::size_t i = 0; i < figures.measures.size(); ++i) {
                EXPECT_EQ(in_slices.at(service).measures[i].of, figures.measures[i].of) << slice;
                EXPECT_EQ(in_slices.at(service).measures[i].counted, figures.measures[i].counted) << slice;
            }
    }
}

TEST_F(ReferralsTest, WhatMayStillCountInTheMonthIsNeverPassedOverForItsAge)
{
    Agency const isva{agency("provider.isva", "isva_provider")};
    clock.advance(-24h * 60);
    refer(hub, isva, "old");
    clock.advance(24h * 19);
    for (int i = 0; i < 5; ++i)
        tell("referred", hub, isva, {{"referred_at", rfc3339(clock.now())}, {"consent_for", "isva_provider"}},
             "due" + std::to_string(i));
    clock.advance(24h * 55);
    auto const figures = counted();
    constexpr std::size_t kSixWeeks = referrals::kMeasures.size() - 1;
    EXPECT_EQ(figures.at(isva.id).measures[kSixWeeks].of, 5U) << "their six weeks ended in the month";
    EXPECT_EQ(figures.at(isva.id).measures[0].of, 0U) << "and they were referred before it";
    clock.advance(24h * 365);
    EXPECT_EQ(counted().at(isva.id).measures[kSixWeeks].of, 5U) << "however long it is since";
}

TEST_F(ReferralsTest, WhatWasOverLongBeforeTheMonthIsNotReadAtAll)
{
    refer(hub, abuse_service);
    keep::CountingLedger const counting{journal};
    history::Records const counted_reads{counting, subjects, keys, kReferrals};
    auto const reads_for = [&](std::chrono::year_month month) {
        counting.reads = 0;
        PerformanceCount count{counted_reads, counting, samples::policy().calendar, month, clock.now()};
        EXPECT_FALSE(count.go_on(100).value());
        return counting.reads.load();
    };
    EXPECT_LT(reads_for(kNovember + std::chrono::months{3}), reads_for(kNovember));
}

TEST_F(ReferralsTest, AServiceSeesItsOwnFiguresAndNobodyElses)
{
    month_of(abuse_service, 9, 6);
    month_of(counselling, 5, 7);
    auto const own = shown_to(abuse_service);
    EXPECT_THAT(own.figures.services, UnorderedElementsAre(Key(abuse_service.id)));
    EXPECT_FALSE(own.figures.all);
    EXPECT_EQ(own.figures.services.at(abuse_service.id).measures[0].counted, 9U);
    EXPECT_THAT(shown_to(abuse_service, counselling.id).figures.services, IsEmpty());
    EXPECT_THAT(shown_to(force).figures.services, IsEmpty());
}

TEST_F(ReferralsTest, TheCommissionerAndAuditorsSeeAllOnceTheMonthHasEnded)
{
    month_of(abuse_service, 9, 6);
    month_of(counselling, 5, 7);
    for (Agency const* const asker : {&commissioner, &auditor})
        EXPECT_THAT(shown_to(*asker).figures.services, IsEmpty()) << "two looks would tell what happened in between";
    end_of_month();
    for (Agency const* const asker : {&commissioner, &auditor}) {
        auto const all = shown_to(*asker);
        EXPECT_THAT(all.figures.services, UnorderedElementsAre(Key(abuse_service.id), Key(counselling.id)));
        ASSERT_TRUE(all.figures.all);
        EXPECT_EQ(all.figures.all->measures[0].of, 27U);
    }
    EXPECT_EQ(shown_to(commissioner).rule, "monthly-figures");
    EXPECT_THAT(shown_to(commissioner, counselling.id).figures.services, SizeIs(1));
}

TEST_F(ReferralsTest, AFigureAboutFewerThanFivePeopleIsLeftOutForEachAsker)
{
    month_of(abuse_service, 9, 6);
    month_of(counselling, 3, 0);
    end_of_month();
    for (Agency const* const asker : {&commissioner, &auditor, &counselling})
        EXPECT_FALSE(shown_to(*asker).figures.services.at(counselling.id).measures[0].of) << asker->id.get();
    EXPECT_FALSE(shown_to(commissioner).figures.services.at(abuse_service.id).measures[0].of)
        << "else the small one could be told from the total";
}

TEST_F(ReferralsTest, WhoeverHandsInNoReturnIsInNoFigure)
{
    Agency const council{agency("la.housing", "la_housing")};
    month_of(abuse_service, 9, 6);
    month_of(council, 9, 6);
    end_of_month();
    EXPECT_THAT(shown_to(auditor).figures.services, UnorderedElementsAre(Key(abuse_service.id)));
}

}  // namespace
}  // namespace micklegate::lookup
