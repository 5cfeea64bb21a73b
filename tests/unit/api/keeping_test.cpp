// What is kept of a person: who may decide it, and that whoever asks leaves an entry whatever the answer is.
#include "gateway/api/standing.hpp"
#include "gateway/commit/actor.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/json/strict_json.hpp"
#include "gateway/recognise/recognise.hpp"
#include "tests/support/sample_policy.hpp"
#include "tests/support/submit.hpp"
#include "tests/unit/api/services_fixture.hpp"

#include <boost/json/serialize.hpp>

namespace micklegate::api {
namespace {

using boost::json::object;
using commit::Entry;
using commit::EntryKind;

constexpr char const* kDesk = "desk.north-yorkshire";

class KeepingTest : public ServicesTest {
protected:
    KeepingTest() { enrol({}); }

    void enrol(std::string const& suspended)
    {
        auto enrolled = std::make_shared<Agencies>();
        for (auto const& [id, kind] : {std::pair{kDesk, "duty_desk"}, {"auditor.a", "auditor"}, {"police.a", "police"}})
            enrolled->emplace(AgencyId{id}, Agency{AgencyId{id}, kind, id, {}, {}, suspended == id});
        agencies_ = enrolled;
    }
    receive::HttpResponse post(Answer (*resource)(receive::HttpRequest&, Services const&), std::string const& peer,
                               object const& body, std::string const& index = "0")
    {
        receive::HttpRequest request = request_of_school("application/json", boost::json::serialize(body));
        request.peer = AgencyId{peer};
        request.parameters.emplace("index", index);
        return answer_to(resource, std::move(request), keeping);
    }
    static object decision()
    {
        return {{"by", object{{"name", "Ada Lythe"}, {"role", "data protection officer"}}},
                {"reason", "Quibble asked."}};
    }
    static object about_child()
    {
        object body = decision();
        body["subject"] = object{{"type", "encompass.notification"}, {"data", child_}};
        return body;
    }
    /// A held message that nobody waits for, so that the child can be erased.
    void know_child()
    {
        Event event;
        event.type = MessageType{"encompass.notification"};
        event.data = child_;
        commit::Append append;
        append.subject =
            subjects.of(recognise::subject_identity(event, samples::policy().catalogue.at(event.type)), ledger).value();
        append.entry.kind = EntryKind::kHeld;
        append.entry.agency = "police.a";
        append.entry.recipient = kDesk;
        append.entry.message = "m1";
        append.entry.subjects = {append.subject->pseudonym()};
        append.sealed = {1, 2, 3};
        ASSERT_TRUE(test::commit_one(
            commits, {"m1", 1, [append](commit::Ledger const&) -> commit::Proposal { return append; }}));
    }
    Entry last() const { return commit::decode_entry(journal.records.back().entry).value(); }

    inline static object const child_{{"child_forename", "Zelda"}, {"child_surname", "Quibble"}};
    AgenciesSnapshot agencies_;
    Budgets plenty{{10'000, 10}};
    std::function<road::Setup()> const setup_ = [this] {
        return road::Setup{{&samples::policy(), [](auto const*) {}}, agencies_, nullptr};
    };
    Services const keeping{road,     commits,  ledger, keys,     subjects,     setup_,  clock.clock(),
                           Limits{}, mailroom, plenty, refusals, cosignatures, workers, witnessed};
};

TEST_F(KeepingTest, AStrangerLeavesARefusalAtEveryDoorUntilTheirBudgetIsSpent)
{
    for (auto* const resource :
         {&erasure_request, &erasure_approve, &erasure_withdraw, &erasure_list, &hold_place, &hold_lift, &hold_list}) {
        std::size_t const before = journal.records.size();
        EXPECT_EQ(post(resource, "police.a", about_child()).status, 404U);
        ASSERT_EQ(journal.records.size(), before + 1);
        EXPECT_EQ(last().kind, EntryKind::kRefused);
        EXPECT_EQ(last().code, "no_oversight");
        EXPECT_EQ(last().agency, "police.a");
    }
    unsigned status = 404;
    for (int i = 0; i < 20 && status == 404; ++i)
        status = post(hold_list, "police.a", {}).status;
    EXPECT_EQ(status, 429U);
    EXPECT_EQ(journal.records.size(), 10U) << "ten refusals is the budget of this test";
}

TEST_F(KeepingTest, ALookUpByWayOfARefusalIsAnEntryOfWhoLookedAndIsCharged)
{
    for (auto* const resource : {&erasure_request, &hold_place}) {
        EXPECT_EQ(post(resource, kDesk, about_child()).status, 404U);
        EXPECT_EQ(last().kind, EntryKind::kRefused);
        EXPECT_EQ(last().code, "unknown_subject");
        EXPECT_EQ(last().actor->pseudonym,
                  commit::actor_pseudonym(keys, AgencyId{kDesk}, "Ada Lythe, data protection officer"));
        EXPECT_EQ(journal.records.back().entry.find("Quibble"), std::string::npos);
    }
    know_child();
    ASSERT_LT(post(hold_place, "auditor.a", about_child()).status, 300U);
    auto const held = post(erasure_request, kDesk, about_child());
    EXPECT_EQ(held.status, 409U);
    EXPECT_NE(held.body.find("litigation hold"), std::string::npos) << held.body;
    EXPECT_EQ(last().code, "on_hold");
    EXPECT_EQ(last().subjects.size(), 1U);

    unsigned status = 409;
    for (int i = 0; i < 20 && status == 409; ++i)
        status = post(erasure_request, kDesk, about_child()).status;
    EXPECT_EQ(status, 429U);
}

TEST_F(KeepingTest, ASuspendedAgencyHasNoOversightTheDeskNeither)
{
    for (char const* const agency : {kDesk, "auditor.a"}) {
        EXPECT_TRUE(has_oversight(AgencyId{agency}, keeping)) << agency;
        enrol(agency);
        EXPECT_FALSE(has_oversight(AgencyId{agency}, keeping)) << agency;
        enrol({});
    }
    EXPECT_FALSE(has_oversight(AgencyId{"police.a"}, keeping));
}

TEST_F(KeepingTest, WhatAnAgencyAskedForThatIsSuspendedSinceIsNotApproved)
{
    know_child();
    auto const requested = post(erasure_request, "auditor.a", about_child());
    ASSERT_LT(requested.status, 300U) << requested.body;
    std::string const request = std::to_string(journal.records.size() - 1);
    enrol("auditor.a");
    EXPECT_EQ(post(erasure_approve, kDesk, decision(), request).status, 403U);
    enrol({});
    EXPECT_LT(post(erasure_approve, kDesk, decision(), request).status, 300U);
    EXPECT_EQ(last().kind, EntryKind::kErased);
}

}  // namespace
}  // namespace micklegate::api
