// What follows an earlier message must follow one between the same two agencies.
#include "tests/unit/road/road_fixture.hpp"

namespace micklegate::road {
namespace {

using boost::json::object;
using commit::EntryKind;

class FollowsTest : public RoadTest {
protected:
    static object event(std::string_view type, std::string_view id)
    {
        object event;
        event["specversion"] = "1.0";
        event["id"] = id;
        event["source"] = samples::kForce.get();
        event["type"] = type;
        event["data"] = samples::policy().catalogue.at(MessageType{std::string{type}}).schema.at("examples").at(0);
        return event;
    }
    static object correction(std::string_view id, std::string const& original, std::string const& recipient)
    {
        object correction = event("encompass.correction", id);
        correction["recipient"] = recipient;
        correction["data"].as_object()["notification"] = original;
        return correction;
    }
};

TEST_F(FollowsTest, ACorrectionReachesOnlyTheAgencyThatGotTheOriginal)
{
    commit::Entry const first = send(event("encompass.notification", "night-1")).value().entry;
    ASSERT_EQ(first.kind, EntryKind::kAccepted);
    EXPECT_EQ(send(correction("c-1", first.message, first.recipient)).value().entry.kind, EntryKind::kAccepted);

    std::string const other = first.recipient == "school.901018" ? "school.901020" : "school.901018";
    commit::Entry const elsewhere = send(correction("c-2", first.message, other)).value().entry;
    EXPECT_EQ(elsewhere.kind, EntryKind::kRefused);
    EXPECT_EQ(elsewhere.code, "unknown_original");
}

TEST_F(FollowsTest, ACorrectionOfNothingIsRefused)
{
    commit::Entry const made_up =
        send(correction("c-1", "01940000-0000-7000-8000-000000000001", "school.901018")).value().entry;
    EXPECT_EQ(made_up.kind, EntryKind::kRefused);
    EXPECT_EQ(made_up.code, "unknown_original");
}

TEST_F(FollowsTest, OnlyItsSenderCorrectsAMessage)
{
    commit::Entry const first = send(event("encompass.notification", "night-1")).value().entry;
    object receipt = event("encompass.receipt", "r-1");
    receipt["source"] = first.recipient;
    receipt["recipient"] = samples::kForce.get();
    receipt["data"].as_object()["notification"] = first.message;
    receipt["data"].as_object()["received_at"] = rfc3339(clock.now());
    commit::Entry const answer = send(receipt, AgencyId{first.recipient}).value().entry;
    ASSERT_EQ(answer.kind, EntryKind::kAccepted) << answer.why;
    EXPECT_EQ(answer.follows, first.message);

    commit::Entry const refused = send(correction("c-1", answer.message, first.recipient)).value().entry;

    EXPECT_EQ(refused.kind, EntryKind::kRefused);
    EXPECT_EQ(refused.code, "unknown_original");
}

TEST_F(FollowsTest, WhatATypeDoesToTheEarlierMessageStandsBehindIt)
{
    commit::Entry const first = send(event("encompass.notification", "night-1")).value().entry;
    object withdrawal = event("encompass.withdrawal", "w-1");
    withdrawal["recipient"] = first.recipient;
    withdrawal["data"].as_object()["notification"] = first.message;
    for (auto const& [follower, kind] :
         {std::pair{correction("c-1", first.message, first.recipient), EntryKind::kCorrected},
          std::pair{withdrawal, EntryKind::kWithdrawn}}) {
        auto const receipt = send(follower).value();
        ASSERT_EQ(receipt.entry.kind, EntryKind::kAccepted) << receipt.entry.why;
        EXPECT_EQ(receipt.entry.follows, first.message);
        commit::Entry const behind = commit::stored_receipt(store->ledger(), receipt.index + 1).value().entry;
        EXPECT_EQ(behind.kind, kind);
        EXPECT_EQ(behind.message, first.message);
        EXPECT_EQ(behind.followed_by, receipt.entry.message);
        EXPECT_EQ(behind.destroyed.empty(), kind == EntryKind::kCorrected);
    }
}

}  // namespace
}  // namespace micklegate::road
