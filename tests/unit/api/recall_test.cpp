// Recall and breach over HTTP: what is said about a request sent wrong, and who gets to see what.
#include "gateway/commit/actor.hpp"
#include "tests/support/submit.hpp"
#include "tests/unit/api/services_fixture.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace micklegate::api {
namespace {

using boost::json::object;
using commit::EntryKind;
using receive::HttpRequest;
using receive::HttpResponse;

AgencyId const kForce{"police.north-yorkshire"};
AgencyId const kSchool{"school.901233"};
AgencyId const kDesk{"desk.north-yorkshire"};
AgencyId const kAuditor{"auditor.partnership"};
AgencyId const kStranger{"police.elsewhere"};
constexpr char const* kMessage = "0194a1b2-0000-7000-8000-000000000000";

class RecallApi : public ServicesTest {
protected:
    void SetUp() override
    {
        commit::Append message;
        message.entry.kind = EntryKind::kAccepted;
        message.entry.agency = kForce.get();
        message.entry.recipient = kSchool.get();
        message.entry.message = kMessage;
        message.entry.type = "encompass.notification/1";
        message.sealed = {1, 2, 3};
        ASSERT_TRUE(
            test::commit_one(commits, {"m", 1, [message](auto const&) -> commit::Proposal { return message; }}));
    }

    static object recalled_as(std::string_view code)
    {
        return {{"by", object{{"name", "Ada Lythe"}, {"role", "duty officer"}}},
                {"code", code},
                {"reason", "Zelda Quibble's other school."}};
    }
    static object assessed_as(std::string_view outcome)
    {
        object body = recalled_as("");
        body.erase("code");
        body["outcome"] = outcome;
        return body;
    }
    static object with(object body, char const* name, boost::json::value value)
    {
        body[name] = std::move(value);
        return body;
    }
    static object without(object body, char const* name)
    {
        body.erase(name);
        return body;
    }

    HttpResponse answer(Answer (*resource)(HttpRequest&, Services const&), AgencyId const& as, object const& body = {},
                        std::string type = "application/json")
    {
        HttpRequest asked = request_of_school(std::move(type), boost::json::serialize(body));
        asked.peer = as;
        return answer(resource, std::move(asked));
    }
    HttpResponse answer(Answer (*resource)(HttpRequest&, Services const&), HttpRequest asked)
    {
        clock.advance(std::chrono::seconds{1});  // each costs of the budget
        return answer_to(resource, std::move(asked), seeing);
    }
    /// As somebody who says who asks, and what for.
    static HttpRequest reading(AgencyId const& as, receive::TextMap query = {{"purpose", "self_monitoring"}})
    {
        HttpRequest asked = request_of_school("", "");
        asked.method = "GET";
        asked.peer = as;
        asked.headers = {{"micklegate-acting-name", "Vera Nunn"}, {"micklegate-acting-role", "auditor"}};
        asked.query = std::move(query);
        return asked;
    }
    static object told(HttpResponse const& response, unsigned status = 200)
    {
        EXPECT_EQ(response.status, status) << response.body;
        return boost::json::parse(response.body).as_object();
    }
    object told(Answer (*resource)(HttpRequest&, Services const&), AgencyId const& as, unsigned status = 200)
    {
        return oversees(as) ? told(answer(resource, reading(as)), status) : told(answer(resource, as), status);
    }
    static bool oversees(AgencyId const& agency) { return agency == kDesk || agency == kAuditor; }
    static std::size_t listed(object const& page) { return page.at("messages").as_array().size(); }
    std::size_t breaches(AgencyId const& as) { return listed(told(breach_list, as)); }
    commit::Entry last() const { return commit::decode_entry(journal.records.back().entry).value(); }
    /// Recalled by `by`, `count` times over, each of a message of its own that `from` sent.
    void run_clocks(std::size_t count, AgencyId const& by, AgencyId const& from)
    {
        for (std::size_t i = 0; i < count; ++i) {
            std::size_t const number = journal.records.size();
            commit::Append sent;
            sent.entry.kind = EntryKind::kAccepted;
            sent.entry.agency = from.get();
            sent.entry.recipient = kSchool.get();
            sent.entry.message = "message " + std::to_string(number);
            commit::Append recall = sent;
            recall.entry.kind = EntryKind::kRecalled;
            recall.entry.agency = by.get();
            recall.entry.code = "wrong_recipient";
            recall.entry.notify_by = clock.now() + std::chrono::hours{72};
            for (commit::Append const& each : {sent, recall})
                ASSERT_TRUE(test::commit_one(commits, {std::to_string(journal.records.size()), 1,
                                                       [each](auto const&) -> commit::Proposal { return each; }}));
        }
    }
    /// The pointer of the fault, or the whole answer where it names none.
    std::string fault(Answer (*resource)(HttpRequest&, Services const&), object const& body)
    {
        HttpResponse const refused = answer(resource, kForce, body);
        EXPECT_EQ(refused.status, 422U) << refused.body;
        object const problem = boost::json::parse(refused.body).as_object();
        auto const* const errors = problem.if_contains("errors");
        return errors == nullptr ? refused.body : std::string{errors->at(0).at("pointer").as_string()};
    }
    void fetch_and_recall()
    {
        ASSERT_EQ(answer(inbox_fetch, kSchool).status, 200U);
        HttpResponse const recalled = answer(message_recall, kForce, recalled_as("wrong_recipient"));
        ASSERT_EQ(recalled.status, 202U) << recalled.body;
        EXPECT_EQ(recalled.body.find("Quibble"), std::string::npos);
    }

    static road::Setup partnership()
    {
        Agencies agencies;
        for (auto const& [id, kind] : {std::pair{kForce, "police"},
                                       {kSchool, "school"},
                                       {kDesk, "duty_desk"},
                                       {kAuditor, "auditor"},
                                       {kStranger, "police"}})
            agencies.emplace(id, Agency{id, kind, "An agency"});
        return {nullptr, std::make_shared<Agencies const>(std::move(agencies)), nullptr};
    }
    Services const seeing = [this] {
        Services copy = services;
        copy.setup = partnership;
        return copy;
    }();
};

TEST_F(RecallApi, NamesWhatIsWrong)
{
    object const recall = recalled_as("wrong_recipient");
    EXPECT_EQ(fault(message_recall, without(recall, "by")), "/by");
    EXPECT_EQ(fault(message_recall, without(recall, "reason")), "/reason");
    EXPECT_EQ(fault(message_recall, with(recall, "reason", "a\u001bb")), "/reason");
    EXPECT_EQ(fault(message_recall, with(recall, "code", "duplicate")), "/code");
    EXPECT_EQ(fault(message_recall, with(recall, "breach", "yes")), "/breach");
    EXPECT_EQ(fault(message_recall, with(recall, "aware_at", "yesterday")), "/aware_at");
    EXPECT_EQ(fault(message_recall, with(recall, "aware_at", "2026-11-22T05:59:59Z")), "/aware_at")
        << "before it was sent";
    EXPECT_EQ(fault(message_recall, with(recall, "aware_at", "2027-11-22T06:00:00Z")), "/aware_at") << "to come";
    EXPECT_EQ(fault(message_recall, with(recall, "to", "school.901233")), "/to");
    EXPECT_EQ(fault(message_breach, with(assessed_as("notified"), "outcome", "none")), "/outcome");
    EXPECT_EQ(fault(message_breach, without(assessed_as("notified"), "outcome")), "/outcome");
    EXPECT_EQ(fault(message_breach, with(assessed_as("notified"), "reason", " ")), "/reason");
    EXPECT_EQ(answer(message_recall, kForce, recall, "text/plain").status, 415U);
    EXPECT_EQ(answer(message_breach, kForce, assessed_as("notified"), "text/plain").status, 415U);
    EXPECT_EQ(journal.records.size(), 1U);
}

TEST_F(RecallApi, IsForTheSenderAlone)
{
    for (AgencyId const& other : {kSchool, kDesk, kAuditor, kStranger})
        for (auto const& [resource, body] : {std::pair{&message_recall, recalled_as("sent_in_error")},
                                             std::pair{&message_breach, assessed_as("notified")}}) {
            HttpResponse const refused = answer(resource, other, body);
            EXPECT_EQ(refused.status, 404U) << other.get() << refused.body;
            EXPECT_NE(refused.body.find("There is no such message for you."), std::string::npos);
        }
    EXPECT_EQ(journal.records.size(), 1U);
}

TEST_F(RecallApi, WhatWasRecalledIsGoneForItsRecipientAndListedAsRecalled)
{
    fetch_and_recall();
    object const gone = told(inbox_fetch, kSchool, 410);
    EXPECT_EQ(gone.at("type").as_string(), "urn:micklegate:problem:gone");
    object const item = told(inbox_list, kSchool).at("messages").as_array().at(0).as_object();
    EXPECT_EQ(item.at("state").as_string(), "recalled");
    EXPECT_EQ(item.at("sent").as_string(), told(message_timeline, kForce).at("steps").at(0).at("time").as_string());
    EXPECT_FALSE(item.contains("destroy"));
}

TEST_F(RecallApi, TheClockIsShownToTheSenderTheDeskAndAuditorsAndNotToTheRecipient)
{
    for (AgencyId const& early : {kDesk, kAuditor})
        EXPECT_EQ(answer(message_timeline, reading(early)).status, 404U) << "nothing was recalled yet";
    fetch_and_recall();
    for (AgencyId const& seeing_it : {kForce, kDesk, kAuditor}) {
        object const timeline = told(message_timeline, seeing_it);
        EXPECT_FALSE(timeline.at("breach").at("overdue").as_bool());
        EXPECT_EQ(breaches(seeing_it), 1U) << seeing_it.get();
        object const step = timeline.at("steps").as_array().back().as_object();
        EXPECT_EQ(step.at("state").as_string(), "recalled");
        EXPECT_EQ(step.contains("person"), seeing_it == kForce);
        EXPECT_EQ(step.contains("reason"), seeing_it == kForce);
    }
    EXPECT_FALSE(told(message_timeline, kSchool).contains("breach"));
    EXPECT_EQ(breaches(kSchool), 0U);
    EXPECT_EQ(breaches(kStranger), 0U);
    EXPECT_EQ(answer(message_timeline, kStranger).status, 404U);

    clock.advance(std::chrono::hours{72});
    EXPECT_TRUE(told(message_timeline, kForce).at("breach").at("overdue").as_bool());
}

TEST_F(RecallApi, WhoOverseesBreachesLeavesAnEntryForEachLook)
{
    for (AgencyId const& overseer : {kDesk, kAuditor})
        EXPECT_EQ(answer(message_timeline, overseer).status, 422U) << "nor is told that there is nothing";
    fetch_and_recall();
    for (AgencyId const& overseer : {kDesk, kAuditor})
        for (auto* const resource : {&message_timeline, &breach_list}) {
            std::size_t const before = journal.records.size();
            HttpResponse const unnamed = answer(resource, overseer);
            EXPECT_EQ(unnamed.status, 422U) << unnamed.body;
            EXPECT_NE(unnamed.body.find("Micklegate-Acting-Name"), std::string::npos) << unnamed.body;
            EXPECT_EQ(answer(resource, reading(overseer, {})).status, 422U) << "no purpose";
            EXPECT_EQ(answer(resource, reading(overseer, {{"purpose", "curiosity"}})).status, 422U);
            EXPECT_EQ(journal.records.size(), before);

            EXPECT_EQ(answer(resource, reading(overseer)).status, 200U);

            ASSERT_EQ(journal.records.size(), before + 1);
            EXPECT_EQ(last().kind, EntryKind::kSearched);
            EXPECT_EQ(last().agency, overseer.get());
            EXPECT_EQ(last().purpose, "self_monitoring");
            EXPECT_EQ(last().actor->pseudonym, commit::actor_pseudonym(keys, overseer, "Vera Nunn, auditor"));
            bool const one = resource == &message_timeline;
            EXPECT_EQ(last().code, one ? "breach" : "breaches");
            EXPECT_EQ(last().filters,
                      one ? std::vector<std::string>{"message=" + std::string{kMessage}} : std::vector<std::string>{});
            EXPECT_EQ(last().message, "") << "it is no step of the message";
        }
    std::size_t const before = journal.records.size();
    EXPECT_EQ(breaches(kForce), 1U);
    told(message_timeline, kForce);
    told(message_timeline, kSchool);
    EXPECT_EQ(journal.records.size(), before) << "it is their own";
}

TEST_F(RecallApi, AnOverseersListIsPagedUnderTheEntryOfItsFirstPage)
{
    run_clocks(3, kForce, kForce);
    object page = told(answer(breach_list, reading(kAuditor, {{"purpose", "lawfulness"}, {"limit", "2"}})));
    EXPECT_EQ(listed(page), 2U);
    std::string const search = std::to_string(page.at("search").to_number<std::uint64_t>());
    std::string const next = std::to_string(page.at("next").to_number<std::uint64_t>());
    run_clocks(1, kForce, kForce);
    std::size_t const before = journal.records.size();
    receive::TextMap const on{{"search", search}, {"after", next}, {"limit", "2"}};

    page = told(answer(breach_list, reading(kAuditor, on)));

    EXPECT_EQ(listed(page), 1U) << "what began later is another look's";
    EXPECT_FALSE(page.contains("next"));
    EXPECT_EQ(journal.records.size(), before);
    EXPECT_EQ(answer(breach_list, reading(kDesk, on)).status, 404U) << "another's";
    EXPECT_EQ(answer(breach_list, reading(kForce, on)).status, 422U);
    EXPECT_EQ(answer(breach_list, reading(kAuditor, {{"search", "0"}})).status, 404U) << "an entry that is no search";
    EXPECT_EQ(answer(audit_entries, reading(kAuditor, {{"search", search}})).status, 404U) << "nor one of the log";
    EXPECT_EQ(answer(audit_export, kAuditor,
                     {{"by", object{{"name", "Vera Nunn"}, {"role", "auditor"}}},
                      {"purpose", "lawfulness"},
                      {"search", std::stoull(search)},
                      {"entries", 1}})
                  .status,
              422U)
        << "nobody carries away what they did not search for";
    clock.advance(Limits{}.search_lifetime);
    EXPECT_EQ(answer(breach_list, reading(kAuditor, on)).status, 404U);
}

TEST_F(RecallApi, AListLooksAtAPageOfClocksHoweverFewAreTheAskersOwn)
{
    run_clocks(Limits{}.inbox_page + 1, kForce, kForce);
    run_clocks(1, kDesk, kStranger);
    object page = told(breach_list, kStranger);
    EXPECT_EQ(listed(page), 0U);
    page = told(answer(breach_list,
                       reading(kStranger, {{"after", std::to_string(page.at("next").to_number<std::uint64_t>())}})));
    EXPECT_EQ(listed(page), 1U) << "its own, though the desk took it back";
    EXPECT_FALSE(page.contains("next"));

    page = told(breach_list, kForce);
    EXPECT_EQ(listed(page), Limits{}.inbox_page);
    page = told(
        answer(breach_list, reading(kForce, {{"after", std::to_string(page.at("next").to_number<std::uint64_t>())}})));
    EXPECT_EQ(listed(page), 1U);
    EXPECT_EQ(answer(breach_list, reading(kForce, {{"wait", "1"}})).status, 422U);
    EXPECT_EQ(answer(breach_list, reading(kForce, {{"limit", "few"}})).status, 422U);
}

TEST_F(RecallApi, ListingCountsLikeAMessage)
{
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(answer_to(breach_list, reading(kForce, {}), seeing).status, 200U);
    EXPECT_EQ(answer_to(breach_list, reading(kForce, {}), seeing).status, 429U);
}

TEST_F(RecallApi, AnAssessmentEndsTheClockAndIsNotForTheRecipient)
{
    fetch_and_recall();
    ASSERT_EQ(answer(message_breach, kForce, assessed_as("not_required")).status, 202U);
    EXPECT_EQ(breaches(kForce), 0U);
    clock.advance(std::chrono::hours{100});
    object const timeline = told(message_timeline, kForce);
    EXPECT_EQ(timeline.at("breach").at("assessed").at("outcome").as_string(), "not_required");
    EXPECT_FALSE(timeline.at("breach").at("overdue").as_bool());
    EXPECT_EQ(timeline.at("steps").as_array().size(), 4U);
    EXPECT_EQ(told(message_timeline, kSchool).at("steps").as_array().size(), 3U);
    EXPECT_EQ(answer(message_breach, kForce, assessed_as("notified")).status, 409U);
}

TEST_F(RecallApi, EachCountsLikeAMessage)
{
    HttpRequest asked = request_of_school("application/json", boost::json::serialize(recalled_as("superseded")));
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(answer_to(message_recall, asked, seeing).status, 404U);
    EXPECT_EQ(answer_to(message_recall, asked, seeing).status, 429U);
}

}  // namespace
}  // namespace micklegate::api
