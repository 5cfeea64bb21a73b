// The auditor's search, over real TLS and by the command line: what is found, what it leaves behind, who is refused.
#include "gateway/crypto/hash.hpp"
#include "gateway/evidence/tlog_proof.hpp"
#include "tests/e2e/sample_events.hpp"

#include <set>

namespace micklegate::e2e {
namespace {

std::string const kAuditor = "auditor.partnership";
constexpr char const* kNunn = "Vera Nunn, data protection officer";
constexpr char const* kFarrar = "Imogen Farrar, safeguarding lead";

class AuditSearchTest : public SiteTest {
protected:
    void SetUp() override
    {
        SiteTest::SetUp();
        serve();
    }

    void send(unsigned first, unsigned count)
    {
        auto const results = session(kForce)->submit(lines_of(notifications(first, count)), count);
        ASSERT_TRUE(results) << one_line(results.error());
        for (object const& result : *results)
            ASSERT_EQ(json::text_at(result, "outcome"), "accepted") << boost::json::serialize(result);
    }
    template <class... Words>
    Ran search(Words const&... words)
    {
        return as(kAuditor, "log", "search", "--by", kNunn, "--purpose", "lawfulness", words...);
    }
    template <class... Words>
    std::vector<object> found(Words const&... words)
    {
        Ran const ran = search("--json", "--all", words...);
        EXPECT_EQ(ran.code, 0) << ran.err;
        return ran.out == "[]\n" ? std::vector<object>{} : json_lines(ran.out);
    }
    static std::string kind(object const& item) { return json::text_at(json::object_at(item, "entry"), "kind"); }
    static std::int64_t index(object const& item) { return json::whole_number_at(item, "index", -1); }
};

TEST_F(AuditSearchTest, FindsASubjectThroughTheKeyThatTheLogHasOfThem)
{
    send(1, 2);
    object other = notification(3);
    other["data"].as_object()["child_forename"] = "Ines";
    ASSERT_TRUE(session(kForce)->submit(lines_of({other}), 1));
    auto const of = [&](char const* forename) {
        return found("--outcome", "accepted", "--subject-type", "encompass.notification", "--subject",
                     std::string{"child_forename="} + forename, "--subject", "child_surname=Hodgson", "--subject",
                     "child_dob=2020-07-09");
    };
    EXPECT_EQ(of("Zoë").size(), 2U);
    EXPECT_EQ(of("Ines").size(), 1U);
    EXPECT_TRUE(of("Quibble").empty());

    fs::path const file = folder_.path() / "zoe.json";
    write(file, R"({"type":"encompass.notification","data":{"child_forename":"Zoë","child_surname":"Hodgson",)"
                R"("child_dob":"2020-07-09"}})");
    EXPECT_EQ(found("--outcome", "accepted", "--subject-file", file.string()).size(), 2U);
    EXPECT_EQ(search("--subject-file", file.string(), "--subject-type", "encompass.notification").code, 2);
    EXPECT_EQ(search("--subject-file", (folder_.path() / "none.json").string()).code, 1);

    Ran const nobody = search("--subject-type", "encompass.notification", "--subject", "child_forename=Quibble");
    EXPECT_EQ(nobody.code, 0) << nobody.err;
    EXPECT_NE(nobody.out.find("No entry fits."), std::string::npos);
    EXPECT_NE(nobody.err.find("subject"), std::string::npos) << nobody.err;
    EXPECT_NE(nobody.err.find("forename, surname and date of birth"), std::string::npos) << nobody.err;
    EXPECT_EQ(nobody.err.find("Quibble"), std::string::npos);
    EXPECT_EQ(found("--outcome", "searched").size(), 5U) << "those that found nothing are entries, too";
}

TEST_F(AuditSearchTest, EverySearchIsOneEntryHoweverManyPagesItHas)
{
    send(1, 250);
    std::int64_t const before = log_size();

    auto const all = found("--agency", kForce, "--outcome", "accepted");

    ASSERT_EQ(all.size(), 250U);
    std::set<std::int64_t> different;
    for (std::size_t i = 0; i < all.size(); ++i) {
        different.insert(index(all[i]));
        EXPECT_TRUE(i == 0 || index(all[i]) < index(all[i - 1])) << i;
    }
    EXPECT_EQ(different.size(), all.size());
    // The auditor's own system came for the first time, which is an entry as well.
    auto const searches = found("--outcome", "searched");
    ASSERT_EQ(searches.size(), 1U);
    EXPECT_GE(index(searches.front()), before);
    EXPECT_EQ(boost::json::serialize(json::object_at(searches.front(), "entry").at("filters")),
              R"(["agency=police.north-yorkshire","outcome=accepted"])");
}

TEST_F(AuditSearchTest, PagesStayWhatTheyAreWhileTheLogGrows)
{
    send(1, 30);
    auto auditor = session(kAuditor);
    object const body{{"by", object{{"name", "Vera Nunn"}, {"role", "auditor"}}},
                      {"purpose", "integrity_security"},
                      {"filters", object{{"type", "encompass.notification"}, {"outcome", "accepted"}}}};
    object page = auditor->post("/v1/audit/searches?limit=7", body).value();
    std::string const search = std::to_string(json::whole_number_at(page, "search", -1));
    std::vector<std::int64_t> indexes;
    for (unsigned next = 100;; next += 3) {
        for (auto const& item : json::array_at(page, "entries"))
            indexes.push_back(index(item.as_object()));
        std::string const cursor = json::text_at(page, "next");
        if (cursor.empty())
            break;
        send(next, 3);
        page = auditor->get("/v1/audit/entries?limit=7&search=" + search + "&cursor=" + cursor).value();
    }
    EXPECT_EQ(indexes.size(), 30U);
    EXPECT_EQ(std::set(indexes.begin(), indexes.end()).size(), 30U);
}

TEST_F(AuditSearchTest, TheReasonOfAnEntryIsToldWithWhoGaveItAndWhatShowsIt)
{
    send(1, 1);
    ASSERT_EQ(search("--reason", "A complaint by Quibble.").code, 0);
    std::string const entry = std::to_string(index(found("--outcome", "searched").front()));
    auto const ask = [&](auto const&... more) {
        return as(kAuditor, "log", "identity", entry, "--by", kNunn, "--purpose", "self_monitoring", "--reason", "x",
                  more...);
    };

    object const told = json_lines(ask("--json").out).front();

    object const& reason = json::object_at(told, "reason");
    EXPECT_EQ(json::text_at(reason, "text"), "A complaint by Quibble.") << boost::json::serialize(told);
    std::string const commitment = json::text_at(reason, "commitment");
    Bytes const salt = from_base64(json::text_at(reason, "salt")).value();
    EXPECT_EQ(crypto::commitment(salt, as_bytes(json::text_at(reason, "text"))), commitment);
    auto const proof = evidence::parse_proof(json::text_at(told, "proof")).value();
    EXPECT_NE(proof.extra.find("\"reason\":\"" + commitment), std::string::npos) << proof.extra;
    EXPECT_EQ(found("--outcome", "identity_opened").size(), 1U) << "and only after it is recorded";
    Ran const read = ask();
    EXPECT_NE(read.out.find("Reason given: A complaint by Quibble.\n"), std::string::npos) << read.out;
}

TEST_F(AuditSearchTest, WhatNoEntryCanHaveIsNamedBeforeAnythingIsAsked)
{
    std::vector<std::pair<char const*, char const*>> const misspelt{{"--agency", "FOO"},       {"--recipient", "FOO"},
                                                                    {"--message", "01a2050f"}, {"--outcome", "bogus"},
                                                                    {"--operation", "foo"},    {"--from", "yesterday"}};
    for (auto const& [option, value] : misspelt) {
        Ran const refused = search(option, value);
        EXPECT_EQ(refused.code, 2) << option;
        EXPECT_NE(refused.err.find(option + std::string{": "}), std::string::npos) << refused.err;
    }
    EXPECT_EQ(search("--from", "2026-11-22", "--to", "2026-11-21").code, 2);
    EXPECT_EQ(search("--outcome", "refused:no_agreement", "--operation", "disclosure", "--agency", kForce).code, 0);
}

TEST_F(AuditSearchTest, WhoActedIsToldWithWhatShowsItAndOnlyAfterItIsRecorded)
{
    send(1, 1);
    std::string const message = json::text_at(inbox(kSchool).front(), "message");
    ASSERT_EQ(as(kSchool, "inbox", "open", message, "--by", kFarrar).code, 0);
    auto const opened = found("--message", message, "--outcome", "opened");
    ASSERT_EQ(opened.size(), 1U);
    EXPECT_EQ(found("--person", kFarrar, "--person-agency", kSchool).size(), 1U);
    EXPECT_TRUE(found("--person", "I. Farrar, safeguarding lead", "--person-agency", kSchool).empty());
    std::string const entry = std::to_string(index(opened.front()));

    Ran const ran = as(kAuditor, "log", "identity", entry, "--by", kNunn, "--purpose", "self_monitoring", "--reason",
                       "A complaint by Quibble.", "--json");

    ASSERT_EQ(ran.code, 0) << ran.err;
    object const told = json_lines(ran.out).front();
    EXPECT_EQ(json::text_at(told, "identity"), kFarrar);
    EXPECT_EQ(json::text_at(told, "agency"), kSchool);
    Bytes const salt = from_base64(json::text_at(told, "salt")).value();
    std::string const commitment = json::text_at(told, "commitment");
    EXPECT_EQ(crypto::commitment(salt, as_bytes(json::text_at(told, "identity"))), commitment);
    auto const proof = evidence::parse_proof(json::text_at(told, "proof")).value();
    EXPECT_EQ(std::to_string(proof.index), entry);
    auto const key = evidence::parse_vkey(session(kAuditor)->identity().log).value();
    EXPECT_TRUE(evidence::verify_proof(proof, as_bytes(proof.extra), key));
    EXPECT_NE(proof.extra.find(commitment), std::string::npos);
    auto const openings = found("--outcome", "identity_opened");
    ASSERT_EQ(openings.size(), 1U);
    EXPECT_EQ(index(openings.front()), json::whole_number_at(told, "index", -1));
    EXPECT_EQ(std::to_string(json::whole_number_at(json::object_at(openings.front(), "entry"), "entry", -1)), entry);
    EXPECT_FALSE(told.contains("reason")) << "nobody gives one who opens a message";

    Ran const unexplained = as(kAuditor, "log", "identity", entry, "--by", kNunn, "--purpose", "self_monitoring");
    EXPECT_EQ(unexplained.code, 2);
    Ran const nobody =
        as(kAuditor, "log", "identity", "0", "--by", kNunn, "--purpose", "self_monitoring", "--reason", "x");
    EXPECT_EQ(nobody.code, 1) << "the genesis entry names nobody";
    EXPECT_EQ(as(kAuditor, "log", "identity", "999999", "--by", kNunn, "--purpose", "lawfulness", "--reason", "x").code,
              1);
    EXPECT_EQ(found("--outcome", "identity_opened").size(), 1U);

    stop();
    for (auto const& file : fs::recursive_directory_iterator{site() / "data"}) {
        std::string const bytes = file.is_regular_file() ? bytes_of(file.path()) : std::string{};
        for (char const* const personal : {"Farrar", "Nunn", "Quibble", "Hodgson"})
            EXPECT_EQ(bytes.find(personal), std::string::npos) << personal << file.path();
    }
    EXPECT_TRUE(json::flag_at(verified(), "verified"));
}

TEST_F(AuditSearchTest, OnlyAuditorsAreAnswered)
{
    send(1, 1);
    for (std::string const& agency : {kForce, kSchool, std::string{"desk.north-yorkshire"}}) {
        Ran const refused = as(agency, "log", "search", "--by", kNunn, "--purpose", "lawfulness", "--agency", kForce);
        EXPECT_EQ(refused.code, 1);
        EXPECT_NE(refused.err.find("auditors alone"), std::string::npos) << refused.err;
        EXPECT_EQ(session(agency)->get("/v1/policies/" + std::string(64, 'a')).error().code, ProblemCode::kNotFound);
    }
    EXPECT_EQ(found("--outcome", "refused:not_an_auditor").size(), 6U);
    EXPECT_EQ(search("--purpose", "curiosity").code, 2);
    EXPECT_EQ(as(kAuditor, "log", "search", "--agency", kForce).code, 2) << "nobody asks, and for nothing";
}

TEST_F(AuditSearchTest, ThePolicyOfADecisionIsShown)
{
    send(1, 1);
    auto const entry = json::object_at(found("--outcome", "accepted").front(), "entry");
    std::string const digest = json::text_at(entry, "policy");
    object const texts = session(kAuditor)->get("/v1/policies/" + digest).value();
    EXPECT_TRUE(texts.contains("messages/encompass.notification.json"));
    EXPECT_TRUE(texts.contains("invariants.toml"));
    for (std::string const& none : {std::string(64, 'a'), digest.substr(0, 20), std::string{"..%2F..%2Fsite.key"}})
        EXPECT_FALSE(session(kAuditor)->get("/v1/policies/" + none)) << none;
}

}  // namespace
}  // namespace micklegate::e2e
