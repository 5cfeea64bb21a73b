// The auditor's side of the API: who may search, what a search leaves behind, and how it is paged.
#include "gateway/audit/filters.hpp"
#include "gateway/commit/actor.hpp"
#include "gateway/crypto/short_hash.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/json/strict_json.hpp"
#include "tests/support/sample_policy.hpp"
#include "tests/support/submit.hpp"
#include "tests/unit/api/services_fixture.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace micklegate::api {
namespace {

using boost::json::object;
using commit::Entry;
using commit::EntryKind;

class AuditTest : public ServicesTest {
protected:
    AuditTest()
    {
        auto enrolled = std::make_shared<Agencies>();
        for (auto const& [id, kind] :
             {std::pair{"auditor.a", "auditor"}, {"auditor.b", "auditor"}, {"police.a", "police"}})
            enrolled->emplace(AgencyId{id}, Agency{AgencyId{id}, kind, id});
        agencies_ = enrolled;
    }

    void append(Entry const& entry)
    {
        commit::Append add{entry, {}, {}};
        auto propose = [add](commit::Ledger const&) -> commit::Proposal { return add; };
        std::vector<commit::Intent> intents;
        intents.push_back({std::to_string(journal.records.size()), 1, propose});
        ASSERT_TRUE(test::commit_all(commits, std::move(intents)).front());
    }
    void decide(std::size_t count, char const* agency = "police.a")
    {
        for (std::size_t i = 0; i < count; ++i) {
            Entry entry;
            entry.kind = EntryKind::kAccepted;
            entry.agency = agency;
            entry.recipient = "school.b";
            entry.rule = "school-under-18";
            entry.actor = commit::mark_actor(keys, AgencyId{agency}, "Ada Lythe, duty officer").mark;
            append(entry);
        }
    }

    receive::HttpResponse post(object const& body, std::string const& peer = "auditor.a", receive::TextMap query = {})
    {
        receive::HttpRequest request = request_of_school("application/json", boost::json::serialize(body));
        request.peer = AgencyId{peer};
        request.query = std::move(query);
        return answer_to(audit_search, std::move(request), auditing);
    }
    receive::HttpResponse post(object const& body, Answer (*resource)(receive::HttpRequest&, Services const&),
                               std::string const& peer = "auditor.a")
    {
        receive::HttpRequest request = request_of_school("application/json", boost::json::serialize(body));
        request.peer = AgencyId{peer};
        return answer_to(resource, std::move(request), auditing);
    }
    receive::HttpResponse get(receive::TextMap query, std::string const& peer = "auditor.a",
                              receive::TextMap headers = {})
    {
        receive::HttpRequest request = request_of_school("", "");
        request.method = "GET";
        request.headers = std::move(headers);
        request.peer = AgencyId{peer};
        request.query = std::move(query);
        return answer_to(audit_entries, std::move(request), auditing);
    }
    static object asking(object filters)
    {
        return {{"by", object{{"name", "Vera Nunn"}, {"role", "auditor"}}},
                {"purpose", "lawfulness"},
                {"reason", "Quibble asked."},
                {"filters", std::move(filters)}};
    }
    static object told(receive::HttpResponse const& response)
    {
        EXPECT_LT(response.status, 300U) << response.body;
        return json::parse_strict(response.body)->as_object();
    }
    static std::string unknown(object const& page) { return boost::json::serialize(json::array_at(page, "unknown")); }
    static std::vector<std::int64_t> indexes(object const& page)
    {
        std::vector<std::int64_t> found;
        for (auto const& each : json::array_at(page, "entries"))
            found.push_back(json::whole_number_at(each.as_object(), "index", -1));
        return found;
    }
    receive::TextMap const kNunn{{"micklegate-acting-name", "Vera Nunn"}, {"micklegate-acting-role", "auditor"}};
    Entry last() const { return commit::decode_entry(journal.records.back().entry).value(); }

    AgenciesSnapshot agencies_;
    Budgets plenty{{10'000, 10}};
    Limits limits_;
    std::function<road::Setup()> const setup_ = [this] {
        return road::Setup{{&samples::policy(), [](auto const*) {}}, agencies_, nullptr};
    };
    Services const auditing{road,    commits,  ledger, keys,     subjects,     setup_,  clock.clock(),
                            limits_, mailroom, plenty, refusals, cosignatures, workers, witnessed};
};

TEST_F(AuditTest, ASearchIsOneEntryBeforeAnythingIsShown)
{
    decide(3);
    auto const response = post(asking({{"agency", "police.a"}, {"from", "2026-11-01T00:00:00Z"}}));

    ASSERT_EQ(response.status, 201U) << response.body;
    object const page = told(response);
    EXPECT_EQ(json::whole_number_at(page, "search", -1), 3);
    EXPECT_EQ(indexes(page), (std::vector<std::int64_t>{2, 1, 0}));
    EXPECT_FALSE(page.contains("next"));
    object const& shown = json::array_at(page, "entries").front().as_object();
    EXPECT_EQ(boost::json::serialize(shown.at("entry")), journal.records[2].entry);
    ASSERT_EQ(journal.records.size(), 4U);
    Entry const entry = last();
    EXPECT_EQ(entry.kind, EntryKind::kSearched);
    EXPECT_EQ(entry.agency, "auditor.a");
    EXPECT_EQ(entry.purpose, "lawfulness");
    EXPECT_EQ(entry.filters, (std::vector<std::string>{"agency=police.a", "from=2026-11-01T00:00:00.000Z"}));
    EXPECT_EQ(entry.actor->pseudonym, commit::actor_pseudonym(keys, AgencyId{"auditor.a"}, "Vera Nunn, auditor"));
    EXPECT_FALSE(entry.reason.empty());
    for (char const* const personal : {"Nunn", "Quibble", "Lythe"})
        EXPECT_EQ(journal.records.back().entry.find(personal), std::string::npos);
}

TEST_F(AuditTest, PagesOnWhileEntriesAreAddedWithoutLosingOrRepeatingAny)
{
    decide(25);
    object page = told(post(asking({{"agency", "police.a"}}), "auditor.a", {{"limit", "4"}}));
    std::string const search = std::to_string(json::whole_number_at(page, "search", -1));
    std::size_t const searches = journal.records.size();
    std::vector<std::int64_t> found = indexes(page);
    std::size_t added = 0;
    while (page.contains("next")) {
        decide(3);
        added += 3;
        auto const response = get({{"search", search}, {"cursor", json::text_at(page, "next")}, {"limit", "4"}});
        ASSERT_EQ(response.status, 200U) << response.body;
        page = told(response);
        auto const more = indexes(page);
        found.insert(found.end(), more.begin(), more.end());
    }
    std::vector<std::int64_t> backwards(25);
    std::generate(backwards.rbegin(), backwards.rend(), [n = 0]() mutable { return n++; });
    EXPECT_EQ(found, backwards);
    EXPECT_EQ(journal.records.size(), searches + added) << "paging leaves no entry";
    EXPECT_GT(added, 10U);
}

TEST_F(AuditTest, WhoIsNoAuditorLeavesARefusalAndIsToldNothing)
{
    decide(2);
    for (auto* const resource : {&audit_search, &audit_entries, &audit_identity, &policy_texts}) {
        receive::HttpRequest request = request_of_school("application/json", "not even JSON");
        request.peer = AgencyId{"police.a"};
        std::size_t const before = journal.records.size();
        auto const response = answer_to(resource, std::move(request), auditing);
        EXPECT_EQ(response.status, 404U);
        ASSERT_EQ(journal.records.size(), before + 1);
        EXPECT_EQ(last().kind, EntryKind::kRefused);
        EXPECT_EQ(last().code, "not_an_auditor");
        EXPECT_EQ(last().agency, "police.a");
    }
    std::size_t const before = journal.records.size();
    unsigned status = 404;
    for (int i = 0; i < 20 && status == 404; ++i)
        status = post(asking({}), "police.a").status;
    EXPECT_EQ(status, 429U);
    EXPECT_EQ(journal.records.size(), before + 6) << "ten refusals is the budget of this test";
}

TEST_F(AuditTest, BadInputIsNamedAndLeavesNoEntry)
{
    struct Row {
        char const* filters;
        char const* pointer;
    };
    for (Row const& row :
         {Row{R"({"agency":"Police!"})", "/filters/agency"}, Row{R"({"agency":7})", "/filters/agency"},
          Row{R"({"recipient":"nobody"})", "/filters/recipient"}, Row{R"({"type":"Zoë Hodgson"})", "/filters/type"},
          Row{R"({"rule":"a b"})", "/filters/rule"}, Row{R"({"agreement":""})", "/filters/agreement"},
          Row{R"({"outcome":"lost"})", "/filters/outcome"}, Row{R"({"outcome":"refused:"})", "/filters/outcome"},
          Row{R"({"message":"12"})", "/filters/message"}, Row{R"({"operation":"gossip"})", "/filters/operation"},
          Row{R"({"from":"yesterday"})", "/filters/from"}, Row{R"({"to":"2026-13-01T00:00:00Z"})", "/filters/to"},
          Row{R"({"colour":"red"})", "/filters/colour"},
          Row{R"({"person":{"agency":"police.a"}})", "/filters/person/name"},
          Row{R"({"person":{"agency":"x","name":"A"}})", "/filters/person/agency"},
          Row{R"({"subject":{"type":"no.such","data":{"child_ref":"C1"}}})", "/filters/subject/type"},
          Row{R"({"subject":{"type":"encompass.notification","data":{"summary":"x"}}})", "/filters/subject/data"},
          Row{R"({"subject":{"type":"encompass.notification","data":{}}})", "/filters/subject/data"}}) {
        auto const response = post(asking(json::parse_strict(row.filters)->as_object()));
        EXPECT_EQ(response.status, 422U) << row.filters << response.body;
        EXPECT_NE(response.body.find('"' + std::string{row.pointer} + '"'), std::string::npos)
            << row.filters << response.body;
        EXPECT_EQ(response.body.find("Hodgson"), std::string::npos);
    }
    object body = asking({});
    body["purpose"] = "curiosity";
    EXPECT_NE(post(body).body.find("\"/purpose\""), std::string::npos);
    body = asking({});
    body.erase("by");
    EXPECT_EQ(post(body).status, 422U);
    for (receive::TextMap query : {receive::TextMap{},
                                   {{"purpose", "fun"}},
                                   {{"purpose", "lawfulness"}, {"person", "Ada"}},
                                   {{"purpose", "lawfulness"}, {"colour", "red"}},
                                   {{"search", "x"}}})
        EXPECT_EQ(get(std::move(query), "auditor.a", kNunn).status, 422U);
    EXPECT_TRUE(journal.records.empty());
}

TEST_F(AuditTest, WhatNoEntryHasIsSaidAndNotKept)
{
    decide(2);
    object const page = told(post(asking({{"rule", "zelda-quibble"}, {"agency", "police.a"}})));
    EXPECT_TRUE(indexes(page).empty());
    EXPECT_EQ(unknown(page), R"(["rule"])");
    EXPECT_EQ(last().kind, EntryKind::kSearched);
    EXPECT_EQ(last().filters, (std::vector<std::string>{"agency=police.a", "rule="}));

    object const nobody{{"type", "encompass.notification"},
                        {"data", object{{"child_forename", "Zelda"}, {"child_surname", "Quibble"}}}};
    object const none = told(post(asking({{"subject", nobody}})));
    EXPECT_TRUE(indexes(none).empty());
    EXPECT_EQ(unknown(none), R"(["subject"])");
    EXPECT_EQ(last().filters, std::vector<std::string>{"subject="});
}

/// Two codes that the index cannot tell apart: of a detail it holds four bytes of hash.
std::pair<std::string, std::string> colliding_codes()
{
    std::map<std::string, std::string, std::less<>> seen;
    for (int i = 0;; ++i) {
        std::string const code = "zelda-quibble-" + std::to_string(i);
        auto const hash = crypto::short_hash({}, code);
        auto const [place, fresh] = seen.emplace(as_text(hash).substr(0, 4), code);
        if (!fresh)
            return {place->second, code};
    }
}

TEST_F(AuditTest, NoTextComesIntoTheLogBecauseItsHashIsThere)
{
    auto const [stands, stranger] = colliding_codes();
    Entry entry;
    entry.kind = EntryKind::kRefused;
    entry.code = stands;
    append(entry);

    object const page = told(post(asking({{"outcome", "refused:" + stranger}})));

    EXPECT_EQ(unknown(page), R"(["outcome"])");
    EXPECT_EQ(last().filters, std::vector<std::string>{"outcome="});
    EXPECT_EQ(journal.records.back().entry.find(stranger), std::string::npos);
    EXPECT_EQ(indexes(told(post(asking({{"outcome", "refused:" + stands}})))), std::vector<std::int64_t>{0});
    EXPECT_EQ(last().filters, std::vector<std::string>{"outcome=refused:" + stands});
}

TEST_F(AuditTest, FindsAPersonBySpellingAndBySite)
{
    decide(2);
    auto const by = [&](char const* agency, char const* name, char const* role) {
        return indexes(told(post(asking({{"person", object{{"agency", agency}, {"name", name}, {"role", role}}}}))));
    };
    EXPECT_EQ(by("police.a", "Ada Lythe", "duty officer"), (std::vector<std::int64_t>{1, 0}));
    EXPECT_TRUE(by("police.a", "A. Lythe", "duty officer").empty());
    EXPECT_TRUE(by("school.b", "Ada Lythe", "duty officer").empty());
    std::string const pseudonym = commit::actor_pseudonym(keys, AgencyId{"police.a"}, "Ada Lythe, duty officer");
    object const found = told(get({{"purpose", "lawfulness"}, {"person", pseudonym}}, "auditor.a", kNunn));
    EXPECT_EQ(indexes(found), (std::vector<std::int64_t>{1, 0}));
    EXPECT_EQ(last().kind, EntryKind::kSearched);
}

TEST_F(AuditTest, WhoAsksStandsInHeadersAndNeverInTheUrl)
{
    decide(1);
    receive::TextMap const by_query{{"purpose", "lawfulness"}, {"by_name", "Vera Nunn"}, {"by_role", "auditor"}};
    for (receive::TextMap const& headers : {receive::TextMap{}, kNunn}) {
        auto const refused = get(by_query, "auditor.a", headers);
        EXPECT_EQ(refused.status, 422U);
        EXPECT_NE(refused.body.find("\"?by_name\""), std::string::npos) << refused.body;
        EXPECT_NE(refused.body.find("Micklegate-Acting-Name"), std::string::npos) << "what to do instead";
        EXPECT_EQ(refused.body.find("Nunn"), std::string::npos);
    }
    for (receive::TextMap const& headers : {receive::TextMap{},
                                            {{"micklegate-acting-name", "Vera Nunn"}},
                                            {{"micklegate-acting-role", "auditor"}},
                                            {{"micklegate-acting-name", "Zo%c3"}, {"micklegate-acting-role", "a"}},
                                            {{"micklegate-acting-name", "Zo%c"}, {"micklegate-acting-role", "a"}},
                                            {{"micklegate-acting-name", "%1b[2J"}, {"micklegate-acting-role", "a"}},
                                            {{"micklegate-acting-name", " "}, {"micklegate-acting-role", "a"}}})
        EXPECT_EQ(get({{"purpose", "lawfulness"}}, "auditor.a", headers).status, 422U);
    EXPECT_EQ(journal.records.size(), 1U);

    receive::TextMap const accented{{"micklegate-acting-name", "Zo%C3%AB Nunn"}, {"micklegate-acting-role", "auditor"}};
    EXPECT_EQ(get({{"purpose", "lawfulness"}}, "auditor.a", accented).status, 200U);
    EXPECT_EQ(last().actor->pseudonym, commit::actor_pseudonym(keys, AgencyId{"auditor.a"}, "Zoë Nunn, auditor"));
}

TEST_F(AuditTest, CutsAPageDownToTheLimit)
{
    decide(limits_.audit_page + 1);
    for (char const* const asked : {"100000", "101"})
        EXPECT_EQ(indexes(told(post(asking({}), "auditor.a", {{"limit", asked}}))).size(), limits_.audit_page);
    EXPECT_EQ(indexes(told(post(asking({}), "auditor.a", {{"limit", "0"}}))).size(), 1U);
}

TEST_F(AuditTest, ASearchIsPagedOnForAnHour)
{
    decide(3);
    object const page = told(post(asking({}), "auditor.a", {{"limit", "1"}}));
    receive::TextMap const next{{"search", "3"}, {"cursor", json::text_at(page, "next")}};
    clock.advance(limits_.search_lifetime);
    EXPECT_EQ(get(next).status, 200U);
    clock.advance(std::chrono::milliseconds{1});
    EXPECT_EQ(get(next).status, 404U);
}

TEST_F(AuditTest, ASearchIsPagedOnByItsAgencyWithItsOwnCursor)
{
    decide(3);
    object const page = told(post(asking({}), "auditor.a", {{"limit", "1"}}));
    object const other = told(post(asking({}), "auditor.a", {{"limit", "1"}}));
    std::string const next = json::text_at(page, "next");
    EXPECT_EQ(get({{"search", "3"}, {"cursor", next}}).status, 200U);
    EXPECT_EQ(get({{"search", "3"}, {"cursor", next}}, "auditor.b").status, 404U);
    EXPECT_EQ(get({{"search", "4"}, {"cursor", next}}).status, 422U);
    EXPECT_EQ(get({{"search", "3"}, {"cursor", json::text_at(other, "next")}}).status, 422U);
    EXPECT_EQ(get({{"search", "3"}, {"cursor", "ff"}}).status, 422U);
    EXPECT_EQ(get({{"search", "2"}}).status, 404U) << "an entry that is no search";
    EXPECT_EQ(get({{"search", "99"}}).status, 404U);
    EXPECT_EQ(get({{"search", "3"}, {"agency", "police.a"}}).status, 422U);
}

/// What is announced of the entries that a search found.
object exporting(std::int64_t search, std::int64_t entries)
{
    return {{"by", object{{"name", "Vera Nunn"}, {"role", "auditor"}}},
            {"purpose", "criminal_proceedings"},
            {"search", search},
            {"entries", entries}};
}

TEST_F(AuditTest, AnExportIsRecordedUnderTheFiltersOfItsSearch)
{
    decide(3);
    auto const search = json::whole_number_at(told(post(asking({{"agency", "police.a"}}))), "search", -1);

    auto const answer = told(post(exporting(search, 3), audit_export));

    EXPECT_EQ(last().kind, EntryKind::kExported);
    EXPECT_EQ(last().agency, "auditor.a");
    EXPECT_EQ(last().purpose, "criminal_proceedings");
    EXPECT_EQ(last().filters, std::vector<std::string>{"agency=police.a"});
    EXPECT_EQ(last().entry, static_cast<std::uint64_t>(search));
    EXPECT_EQ(last().entries, 3U);
    EXPECT_TRUE(last().actor);
    EXPECT_EQ(json::whole_number_at(answer, "index", -1), search + 1);
}

TEST_F(AuditTest, NobodyExportsWhatTheyDidNotSearchFor)
{
    decide(3);
    auto const search = json::whole_number_at(told(post(asking({{"agency", "police.a"}}))), "search", -1);
    auto const before = journal.records.size();

    for (auto const& [index, peer] : {std::pair{search, "auditor.b"}, {search - 1, "auditor.a"}, {9999, "auditor.a"}})
        EXPECT_EQ(post(exporting(index, 3), audit_export, peer).status, 422U) << index;
    object unfounded = exporting(search, 3);
    unfounded["purpose"] = "curiosity";
    EXPECT_EQ(post(unfounded, audit_export).status, 422U);

    EXPECT_EQ(journal.records.size(), before);
    EXPECT_GE(post(exporting(search, 3), audit_export, "police.a").status, 400U);
    EXPECT_EQ(last().kind, EntryKind::kRefused);
}

}  // namespace
}  // namespace micklegate::api
