// What is due: for each agency its own, page by page, and nothing of what a message says.
#include "tests/unit/api/services_fixture.hpp"

#include "gateway/json/fields.hpp"
#include "tests/support/submit.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <gmock/gmock.h>

namespace micklegate::api {
namespace {

using namespace std::chrono_literals;
using boost::json::object;
using commit::EntryKind;
using testing::ElementsAre;
using testing::IsEmpty;

std::string const kForce = "police.north-yorkshire";
std::string const kSchool = "school.901233";
std::string const kDesk = "desk.north-yorkshire";

class DueList : public ServicesTest {
protected:
    static std::string id(unsigned number)
    {
        std::string const digits = std::to_string(1000 + number);
        return "0194a1b2-0000-7000-8000-00000000" + digits;
    }
    Sequence put(commit::Entry const& entry)
    {
        commit::Append append;
        append.entry = entry;
        return test::commit_one(
                   commits, {entry.message, 1, [append](commit::Ledger const&) -> commit::Proposal { return append; }})
            ->index;
    }
    /// Due so many minutes from now.
    commit::Entry message(unsigned number, int minutes, std::string const& to = kSchool)
    {
        commit::Entry entry;
        entry.kind = EntryKind::kAccepted;
        entry.agency = kForce;
        entry.recipient = to;
        entry.message = id(number);
        entry.type = "encompass.notification/1";
        entry.why = "The child is under eighteen.";
        entry.subjects = {"00112233445566778899aabbccddeeff"};
        entry.deadline = clock.now() + minutes * 1min;
        entry.acknowledgement = "opened";
        return entry;
    }
    void escalate(commit::Entry entry, Sequence first, std::string const& target, std::string const& to)
    {
        entry.kind = EntryKind::kEscalated;
        entry.agency = entry.recipient;
        entry.recipient = to;
        entry.code = target;
        entry.entry = first;
        put(entry);
    }
    receive::HttpResponse ask(std::string const& agency, receive::TextMap query = {})
    {
        receive::HttpRequest asked;
        asked.method = "GET";
        asked.query = std::move(query);
        asked.peer = AgencyId{agency};
        return answer_to(due_list, std::move(asked), services);
    }
    object page(std::string const& agency, receive::TextMap query = {})
    {
        auto const answer = ask(agency, std::move(query));
        EXPECT_EQ(answer.status, 200U) << answer.body;
        return boost::json::parse(answer.body).as_object();
    }
    static std::vector<std::string> numbers(object const& page)
    {
        std::vector<std::string> found;
        for (auto const& item : json::array_at(page, "messages")) {
            std::string const message = json::text_at(item.as_object(), "message");
            found.push_back(message.substr(message.size() - 1) + " " + json::text_at(item.as_object(), "you_are"));
        }
        return found;
    }
};

TEST_F(DueList, TellsEachWhatIsTheirs)
{
    commit::Entry const late = message(1, -60);
    escalate(late, put(late), "la_childrens", "la.815");
    put(message(2, 30));
    put(message(3, 10, "school.901018"));

    EXPECT_THAT(numbers(page(kSchool)), ElementsAre("1 recipient", "2 recipient"));
    EXPECT_THAT(numbers(page(kForce)), ElementsAre("1 sender", "3 sender", "2 sender"));
    EXPECT_THAT(numbers(page("la.815")), ElementsAre("1 escalated_to"));
    EXPECT_THAT(numbers(page("la.816")), IsEmpty());
    EXPECT_THAT(numbers(page("school")), IsEmpty());
    EXPECT_THAT(numbers(page(kDesk)), ElementsAre("1 duty_desk", "3 duty_desk", "2 duty_desk"));
}

TEST_F(DueList, SaysWhatIsLateAndWhoWasTurnedTo)
{
    commit::Entry const late = message(1, -60);
    escalate(late, put(late), "deputy", kSchool);
    object const item = json::array_at(page(kForce), "messages").front().as_object();
    EXPECT_EQ(boost::json::serialize(item),
              R"({"message":")" + id(1) +
                  R"(","type":"encompass.notification/1","from":"police.north-yorkshire","to":"school.901233",)"
                  R"("state":"accepted","deadline":"2026-11-22T05:00:00.000Z","acknowledgement":"opened","late":true,)"
                  R"("you_are":"sender","escalations":[{"target":"deputy","to":"school.901233",)"
                  R"("time":"2026-11-22T06:00:00.000Z","index":1}]})")
        << "neither why nor whom it is about";
}

TEST_F(DueList, IsFilteredByStateAndTime)
{
    put(message(1, -60));
    put(message(2, 0));
    put(message(3, 30));
    put(message(4, 90));
    EXPECT_EQ(numbers(page(kSchool, {{"state", "late"}})).size(), 2U) << "due now is late";
    EXPECT_EQ(numbers(page(kSchool, {{"state", "coming"}})).size(), 2U);
    EXPECT_EQ(numbers(page(kSchool, {{"state", "all"}})).size(), 4U);
    EXPECT_THAT(numbers(page(kSchool, {{"before", rfc3339(clock.now() + 90min)}, {"state", "coming"}})),
                ElementsAre("3 recipient"));
    EXPECT_THAT(numbers(page(kSchool, {{"before", "2026-11-22T06:00:00+01:00"}})), IsEmpty());
    EXPECT_THAT(numbers(page(kSchool, {{"before", "2030-01-01T00:00:00Z"}, {"state", "late"}})),
                ElementsAre("1 recipient", "2 recipient"));
}

TEST_F(DueList, IsPagedWithoutGapOrRepeat)
{
    for (unsigned number = 0; number < 7; ++number)
        put(message(number, number < 4 ? -10 : static_cast<int>(number)));
    for (std::string const& agency : {kSchool, kDesk}) {
        std::vector<std::string> all;
        receive::TextMap query{{"limit", "2"}};
        for (object got = page(agency, query); got.contains("next"); got = page(agency, query)) {
            for (std::string const& number : numbers(got))
                all.push_back(number.substr(0, 1));
            query["after"] = json::text_at(got, "next");
        }
        EXPECT_THAT(all, ElementsAre("0", "1", "2", "3", "4", "5", "6")) << agency;
    }
}

TEST_F(DueList, WhatIsAskedWrongIsNamed)
{
    for (auto const& [name, value] : {std::pair{"state", "overdue"},
                                      {"before", "tomorrow"},
                                      {"after", "12"},
                                      {"after", "x.0194a1b2-0000-7000-8000-000000000000"},
                                      {"after", "99999999999999999999.0194a1b2-0000-7000-8000-000000000000"},
                                      {"after", "18446744073709551615.0194a1b2-0000-7000-8000-000000000000"},
                                      {"limit", "many"},
                                      {"wait", "1"}}) {
        auto const answer = ask(kSchool, {{name, value}});
        EXPECT_EQ(answer.status, 422U) << name << value << answer.body;
        EXPECT_NE(answer.body.find("?" + std::string{name}), std::string::npos) << answer.body;
    }
}

TEST_F(DueList, EachPageCountsLikeAMessage)
{
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(ask(kSchool).status, 200U);
    EXPECT_EQ(ask(kSchool).status, 429U);
    EXPECT_EQ(ask(kForce).status, 200U) << "another's budget is its own";
    clock.advance(1s);
    EXPECT_EQ(ask(kSchool).status, 200U);
}

TEST_F(DueList, WhatWasMetIsNotListed)
{
    commit::Entry opened = message(1, -60);
    put(opened);
    opened.kind = EntryKind::kOpened;
    opened.agency = kSchool;
    put(opened);
    for (std::string const& agency : {kForce, kSchool, kDesk})
        EXPECT_THAT(numbers(page(agency)), IsEmpty()) << "also where the journal is an older version's";
}

}  // namespace
}  // namespace micklegate::api
