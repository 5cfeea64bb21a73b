// The gateway asks the prison that a prisoner came to, by itself and once, and measures until it has acknowledged.
#include "gateway/deliver/recall.hpp"
#include "tests/component/blocks/followed_prisoner.hpp"

#include <gmock/gmock.h>

namespace micklegate::serve {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class CarryOversTest : public testing::Test {
protected:
    void asked_and_taken_on_by_hull()
    {
        std::string const message = site.request(kHull);
        site.clock.advance(1min);
        site.take_on(kHull, message);
        site.follow();
    }
    void moved_to(std::string const& prison, std::chrono::minutes after = 60min)
    {
        site.clock.advance(after);
        ASSERT_TRUE(site.tell(FollowedPrisoner::received(prison, site.clock.now())));
        site.follow();
    }

    FollowedPrisoner site;
};

TEST_F(CarryOversTest, AsksTheReceivingPrisonAndLeavesTheEarlierOneResponsibleUntilItHasActed)
{
    asked_and_taken_on_by_hull();
    EXPECT_EQ(site.block().state.responsible, "HLI");

    moved_to("LEI");
    auto const sent = site.hand_overs();
    ASSERT_THAT(sent, SizeIs(1));
    EXPECT_EQ(sent[0].to, kLeeds);
    EXPECT_EQ(sent[0].entry.agency, samples::kForce.get());
    EXPECT_EQ(sent[0].entry.deadline, site.clock.now() + 24h);
    EXPECT_THAT(sent[0].entry.why, HasSubstr("Sent by the gateway itself"));
    EXPECT_THAT(site.notified, ElementsAre(kLeeds.get()));
    EXPECT_EQ(site.block().state.responsible, "HLI");

    site.clock.advance(30min);
    EXPECT_EQ(site.reading("blocks_longest_gap_minutes"), 30U);
    EXPECT_EQ(site.reading("blocks_without_acknowledgement"), 1U);
    site.take_on(kLeeds, sent[0].message);
    site.follow();
    EXPECT_EQ(site.block().state.responsible, "LEI");
    EXPECT_EQ(site.block().state.gap.total, 31min);  // with the one before Hull took it on
    EXPECT_EQ(site.reading("blocks_without_acknowledgement"), 0U);
    EXPECT_EQ(site.reading("blocks_longest_gap_minutes"), 0U);
    EXPECT_EQ(site.reading("blocks_live"), 1U);
}

TEST_F(CarryOversTest, B32_TransferredTwiceInADayBothPrisonsAreAskedAndTheFirstStaysResponsible)
{
    asked_and_taken_on_by_hull();
    moved_to("LEI");
    moved_to("DNI");

    auto const sent = site.hand_overs();
    ASSERT_THAT(sent, SizeIs(2));
    EXPECT_EQ(sent[1].to, kDoncaster);
    site.take_on(kLeeds, sent[0].message);
    EXPECT_EQ(site.block().state.responsible, "HLI");
    site.take_on(kDoncaster, sent[1].message);
    EXPECT_EQ(site.block().state.responsible, "DNI");
}

TEST_F(CarryOversTest, NeitherTheOtherFamilysEventNorARestartAsksTwice)
{
    asked_and_taken_on_by_hull();
    moved_to("LEI");
    ASSERT_TRUE(site.tell(FollowedPrisoner::received("LEI", site.clock.now() - 4min, "prisoner-offender-search")));
    site.follow();
    site.start();
    site.follow();
    site.clock.advance(2h);
    site.follow();
    EXPECT_THAT(site.hand_overs(), SizeIs(1));
}

TEST_F(CarryOversTest, WhatWasToldWhileNoGatewayRanIsFoundAtItsStart)
{
    asked_and_taken_on_by_hull();
    site.clock.advance(1h);
    ASSERT_TRUE(site.tell(FollowedPrisoner::received("LEI", site.clock.now())));
    site.start();
    site.follow();
    EXPECT_THAT(site.hand_overs(), SizeIs(1));
}

TEST_F(CarryOversTest, ABlockThatHullNeverTookOnIsHandedOnAllTheSame)
{
    site.request(kHull);
    moved_to("LEI");
    ASSERT_THAT(site.hand_overs(), SizeIs(1));
    EXPECT_EQ(site.hand_overs()[0].to, kLeeds);
}

TEST_F(CarryOversTest, TheNationalServicesBlockIsHandedOnInItsName)
{
    std::string const message = site.request(kHull, kUpcs);
    site.take_on(kHull, message);
    moved_to("LEI");
    ASSERT_THAT(site.hand_overs(), SizeIs(1));
    EXPECT_EQ(site.hand_overs()[0].entry.agency, kUpcs.get());
}

TEST_F(CarryOversTest, B38_APrisonOutsideTheSchemeIsAskedNothingAndTheDeskIsTold)
{
    asked_and_taken_on_by_hull();
    moved_to("WDI");
    EXPECT_THAT(site.hand_overs(), IsEmpty());
    EXPECT_EQ(site.block().state.responsible, "HLI");
    EXPECT_TRUE(site.block().duty_desk);
    EXPECT_EQ(site.reading("blocks_for_duty_desk"), 1U);
    EXPECT_THAT(site.lines, Contains(HasSubstr("duty desk")));
    EXPECT_THAT(site.lines, Not(Contains(HasSubstr(kPrisoner))));
}

TEST_F(CarryOversTest, ThePoliceCopyOfAHandOverAsksNoPrison)
{
    asked_and_taken_on_by_hull();
    object data = samples::policy()
                      .catalogue.at(MessageType{"prison.transfer-carryover"})
                      .schema.at("examples")
                      .at(0)
                      .as_object();
    site.clock.advance(1h);
    data["moved_at"] = rfc3339(site.clock.now());
    data["old_copy_lapses_at"] = rfc3339(site.clock.now() + 24h);
    data.erase("previous_prisoner_number");
    auto const copy = site.send(kHull, samples::kForce, "prison.transfer-carryover", "copy", std::move(data));
    ASSERT_TRUE(copy);
    ASSERT_EQ(copy->entry.kind, commit::EntryKind::kAccepted) << copy->entry.why;
    EXPECT_FALSE(site.block().state.awaited->asked_at);
    site.follow();
    EXPECT_THAT(site.hand_overs(), SizeIs(2));  // that copy, and what Leeds gets
    EXPECT_EQ(site.hand_overs()[1].to, kLeeds);
}

TEST_F(CarryOversTest, ARequestThatPoliceRecallIsFollowedNoFurther)
{
    std::string const message = site.request(kHull);
    site.clock.advance(1min);
    site.follow();
    EXPECT_EQ(site.reading("blocks_live"), 1U);
    commit::Entry const first = commit::stored_receipt(site.ledger, site.told().front().entry)->entry;
    ASSERT_EQ(first.message, message);
    ASSERT_TRUE(test::commit_one(site.loop, deliver::recall({samples::kForce,
                                                             "D. Lythe, public protection",
                                                             "sent_in_error",
                                                             "Another prisoner was meant.",
                                                             false,
                                                             {},
                                                             site.clock.now()},
                                                            first, site.keys)));
    site.follow();
    EXPECT_EQ(site.reading("blocks_live"), 0U);
    moved_to("LEI");
    EXPECT_THAT(site.hand_overs(), IsEmpty());
}

TEST_F(CarryOversTest, APrisonThatSaysThatHeIsNotItsOwnIsNotResponsible)
{
    std::string const message = site.request(kHull);
    using enum commit::EntryKind;
    for (commit::EntryKind const step : {kDelivered, kOpened, kRejected}) {
        auto const taken = site.take(step, kHull, message, step == kRejected ? "not_our_subject" : "");
        ASSERT_TRUE(taken) << one_line(taken.error());
    }
    site.follow();
    EXPECT_EQ(site.block().state.responsible, "");
    EXPECT_TRUE(site.block().state.live);
    EXPECT_TRUE(site.block().duty_desk);
}

TEST_F(CarryOversTest, NothingIsSentInTheNameOfASuspendedAgency)
{
    asked_and_taken_on_by_hull();
    Agencies agencies = *site.setup.agencies;
    agencies.at(samples::kForce).suspended = true;
    ASSERT_TRUE(site.tell(FollowedPrisoner::received("LEI", site.clock.now())));
    site.setup.agencies = std::make_shared<Agencies const>(std::move(agencies));
    site.follow();
    EXPECT_THAT(site.hand_overs(), IsEmpty());
    EXPECT_EQ(site.reading("blocks_without_acknowledgement"), 1U);
}

TEST_F(CarryOversTest, WhatCannotBeDeliveredIsTriedOnceAndSaid)
{
    asked_and_taken_on_by_hull();
    Agencies agencies = *site.setup.agencies;
    agencies.at(kLeeds).suspended = true;
    site.setup.agencies = std::make_shared<Agencies const>(std::move(agencies));
    moved_to("LEI");
    Sequence const after = site.ledger.size().value();
    EXPECT_THAT(site.hand_overs(), IsEmpty());
    EXPECT_THAT(site.lines, Contains(HasSubstr("could not be handed")));
    site.start();
    site.follow();
    site.clock.advance(2h);
    site.follow();
    EXPECT_EQ(site.ledger.size().value(), after);
    EXPECT_TRUE(site.block().duty_desk);
    EXPECT_EQ(site.reading("blocks_for_duty_desk"), 1U);
}

TEST_F(CarryOversTest, WhoIsConcernedSeesABlockAndNobodyElse)
{
    asked_and_taken_on_by_hull();
    moved_to("LEI");
    for (AgencyId const& agency : {kHull, kLeeds, samples::kForce, samples::kDesk})
        EXPECT_THAT(site.seen_by(agency).shown, SizeIs(1)) << agency.get();
    for (AgencyId const& agency : {kDoncaster, kUpcs}) {
        EXPECT_THAT(site.seen_by(agency).shown, IsEmpty()) << agency.get();
        EXPECT_EQ(site.seen_by(agency).denied, 0U) << agency.get();
    }
    lookup::BlockPage const uninvited = site.seen_by(AgencyId{"provider.domestic-abuse"});
    EXPECT_THAT(uninvited.shown, IsEmpty());
    EXPECT_EQ(uninvited.denied, 1U);
    object const at_leeds = site.seen_by(kLeeds).shown[0].disclosed.data;
    EXPECT_EQ(at_leeds.at("responsible_prison"), "HLI");
    EXPECT_FALSE(site.seen_by(samples::kDesk).shown[0].disclosed.data.contains("channels"));
}

TEST_F(CarryOversTest, TheNationalServiceIsToldNoPlace)
{
    std::string const message = site.request(kHull, kUpcs);
    site.take_on(kHull, message);
    object const told = site.seen_by(kUpcs).shown.at(0).disclosed.data;
    EXPECT_EQ(told.at("block_ref"), kBlock);
    for (char const* const place : {"responsible_prison", "holding_prison", "awaited_prison", "whereabouts"})
        EXPECT_FALSE(told.contains(place)) << place;
}

}  // namespace
}  // namespace micklegate::serve
