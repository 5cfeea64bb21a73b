// Log entries: one byte form, read back whole, and nothing else is read.
#include "gateway/commit/entry.hpp"

#include "gateway/json/canonical_json.hpp"
#include "gateway/json/strict_json.hpp"

#include <gtest/gtest.h>

namespace micklegate::commit {
namespace {

Entry full_entry()
{
    Entry entry;
    entry.kind = EntryKind::kAccepted;
    entry.time = parse_rfc3339("2026-11-21T19:37:00.123Z").value();
    entry.agency = "police.north-yorkshire";
    entry.recipient = "school.901233";
    entry.instead_of = "school.901018";
    entry.actor = ActorMark{"00112233445566778899aabbccddeeff", std::string(64, 'a')};
    entry.message = "018f2a3b-0000-7000-8000-000000000001";
    entry.released_from = "018f2a3b-0000-7000-8000-000000000002";
    entry.released_as = "018f2a3b-0000-7000-8000-000000000003";
    entry.type = "encompass.notification/1";
    entry.purpose = "safeguarding";
    entry.lawful_basis = "E49A";
    entry.agreement = "north-yorkshire/1.0";
    entry.rule = "under-18";
    entry.policy = "sha256:" + std::string(64, 'b');
    entry.code = "none";
    entry.why = "The child is under eighteen.";
    entry.reason = std::string(64, '9');
    entry.released = {"child_forename", "risk"};
    entry.withheld = {"victim_address"};
    entry.subjects = {"ffeeddccbbaa99887766554433221100"};
    entry.event = EventMark{std::string(32, 'c'), std::string(32, 'd')};
    entry.sealed_sha256 = std::string(64, 'e');
    entry.sealed_bytes = 1072;
    entry.content = std::string(64, 'f');
    entry.deadline = parse_rfc3339("2026-11-23T08:30:00Z").value();
    entry.clock = "unsynchronised";
    entry.follows = "018f2a3b-0000-7000-8000-000000000004";
    entry.followed_by = "018f2a3b-0000-7000-8000-000000000005";
    entry.notify_by = parse_rfc3339("2026-11-26T06:00:00Z").value();
    entry.correlation = std::string(32, '8');
    entry.retention = "child_protection_file";
    entry.keep_days = 28;
    entry.entry = 0;
    entry.entries = 12;
    entry.filters = {"agency=school.901233", "type=encompass.notification"};
    entry.state = {"kind=school", "suspended=no"};
    entry.due_for = {"police.north-yorkshire", "school.901233"};
    entry.escalation_due = parse_rfc3339("2026-11-23T09:00:00Z").value();
    entry.next_escalation = parse_rfc3339("2026-11-23T09:30:00Z").value();
    entry.destroyed = {3, 70'000};
    return entry;
}

std::string with(std::string text, std::string_view from, std::string_view to)
{
    auto const at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(Entry, ReadsBackWhatItWrote)
{
    Entry empty;
    for (Entry const& entry : {full_entry(), empty}) {
        auto const decoded = decode_entry(encode(entry));
        ASSERT_TRUE(decoded);
        EXPECT_EQ(encode(*decoded), encode(entry));
    }
    Entry const decoded = decode_entry(encode(full_entry())).value();
    EXPECT_EQ(decoded.kind, EntryKind::kAccepted);
    EXPECT_EQ(decoded.recipient, "school.901233");
    EXPECT_EQ(decoded.instead_of, "school.901018");
    EXPECT_EQ(decoded.reason, std::string(64, '9'));
    EXPECT_EQ(decoded.released_from, "018f2a3b-0000-7000-8000-000000000002");
    EXPECT_EQ(decoded.released_as, "018f2a3b-0000-7000-8000-000000000003");
    EXPECT_EQ(decoded.actor->commitment, std::string(64, 'a'));
    EXPECT_EQ(decoded.released, (std::vector<std::string>{"child_forename", "risk"}));
    EXPECT_EQ(decoded.event->fingerprint, std::string(32, 'd'));
    EXPECT_EQ(decoded.sealed_bytes, 1072U);
    EXPECT_EQ(rfc3339(*decoded.deadline), "2026-11-23T08:30:00.000Z");
    EXPECT_EQ(decoded.clock, "unsynchronised");
    EXPECT_EQ(decoded.keep_days, 28U);
    EXPECT_EQ(decoded.entry, 0U);
    EXPECT_EQ(decoded.filters.size(), 2U);
    EXPECT_EQ(decoded.state.size(), 2U);
    EXPECT_EQ(decoded.due_for.size(), 2U);
    EXPECT_EQ(rfc3339(*decoded.next_escalation), "2026-11-23T09:30:00.000Z");
    EXPECT_EQ(decoded.destroyed, (std::vector<Sequence>{3, 70'000}));
    EXPECT_FALSE(empty.entry);
}

TEST(Entry, IsCanonicalJson)
{
    std::string const text = encode(full_entry());
    EXPECT_EQ(json::canonical(json::parse_strict(text).value()), text);
    EXPECT_EQ(encode(Entry{}),
              R"({"kind":"genesis","operation":"administration","time":"1970-01-01T00:00:00.000Z","v":1})");
}

TEST(Entry, EveryKindHasANameOfItsOwnThatReadsBack)
{
    for (int kind = 0; kind <= static_cast<int>(EntryKind::kEscalated); ++kind) {
        Entry entry;
        entry.kind = static_cast<EntryKind>(kind);
        EXPECT_EQ(decode_entry(encode(entry)).value().kind, entry.kind) << name_of(entry.kind);
    }
}

TEST(Entry, WhatThisVersionDidNotWriteIsNotRead)
{
    std::string const text = encode(full_entry());
    for (std::string const& other : {std::string{},
                                     std::string{"[]"},
                                     text.substr(1),
                                     text + " ",
                                     " " + text,
                                     with(text, "\"v\":1", "\"v\":2"),
                                     with(text, ",\"v\":1", ""),
                                     with(text, "accepted", "vanished"),
                                     with(text, "19:37:00.123Z", "19:37:00.123"),
                                     with(text, "\"agency\":\"police", "\"agency\":7,\"z\":\"police"),
                                     with(text, R"("actor":{)", R"("actor":[{)"),
                                     with(text, R"("actor":{)", R"("actor":"x","x":{)"),
                                     with(text, R"("event":{)", R"("event":"x","x":{)"),
                                     with(text, R"("sealed":{)", R"("sealed":7,"x":{)"),
                                     with(text, "\"bytes\":1072", "\"bytes\":\"1072\""),
                                     with(text, "\"bytes\":1072", "\"bytes\":-1"),
                                     with(text, R"(["victim_address"])", R"(["victim_address",1])"),
                                     with(text, R"(["victim_address"])", R"("victim_address")"),
                                     with(text, "disclosure", "erasure"),
                                     with(text, "[3,70000]", "[3,-1]"),
                                     with(text, "[3,70000]", "[3,\"x\"]")}) {
        auto const decoded = decode_entry(other);
        EXPECT_FALSE(decoded) << other;
        if (!decoded) {
            EXPECT_EQ(decoded.error().code, ProblemCode::kIntegrity);
        }
    }
}

}  // namespace
}  // namespace micklegate::commit
