// An officer on a doorstep asks the register of orders over real TLS: what a court and a server told is found, judged
// for the moment, and told to police alone; the log holds who asked before anything is answered.
#include "tests/e2e/sample_events.hpp"

#include <gmock/gmock.h>

namespace micklegate::e2e {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

std::string const kCourt = "court.york";
std::string const kProvider = "provider.domestic-abuse";
std::string const kAuditor = "auditor.partnership";
constexpr char const* kOfficer = "Ada Lythe, response officer";

class OrderLookupTest : public SiteTest {
protected:
    void SetUp() override
    {
        SiteTest::SetUp();
        serve();
    }

    static object example(std::string const& type)
    {
        object const schema =
            json_of(bytes_of(fs::path{MICKLEGATE_SOURCE_DIR} / "policies/messages" / (type + ".json")));
        return json::array_at(schema, "examples").at(0).as_object();
    }

    /// The message that carries it, from the court to the force.
    std::string send(std::string const& type, object data)
    {
        object const event{{"specversion", "1.0"}, {"id", type + "/" + std::to_string(++events_)},
                           {"source", kCourt},     {"recipient", kForce},
                           {"type", type},         {"data", std::move(data)}};
        auto const results = session(kCourt)->submit(lines_of({event}), 1);
        EXPECT_TRUE(results) << one_line(results.error());
        EXPECT_EQ(json::text_at(results->front(), "outcome"), "accepted") << boost::json::serialize(results->front());
        return json::text_at(results->front(), "message");
    }

    /// Made an hour ago, for half a year; nobody has served it.
    object order() const
    {
        object data = example("nmo.order");
        data["made_at"] = rfc3339(now_ - std::chrono::hours{1});
        data["ends_at"] = rfc3339(now_ + std::chrono::hours{24 * 180});
        data["return_hearing_at"] = rfc3339(now_ + std::chrono::hours{24 * 10});
        data.erase("power_of_arrest_until");
        return data;
    }
    object served() const
    {
        object data = example("nmo.service-statement");
        data["made_at"] = rfc3339(now_ - std::chrono::hours{1});
        data["served_at"] = rfc3339(now_ - std::chrono::minutes{30});
        return data;
    }

    object ask(std::string const& agency, object question)
    {
        question["by"] = object{{"name", "Ada Lythe"}, {"role", "response officer"}};
        question.emplace("purpose", "order_enforcement");
        auto const answer = session(agency)->post("/v1/lookups/orders", question);
        EXPECT_TRUE(answer) << one_line(answer.error());
        return answer ? *answer : object{};
    }
    static object about_respondent()
    {
        return {{"person", object{{"forename", "Damon"},
                                  {"surname", "Askrigg"},
                                  {"birth_date", "1988-09-02"},
                                  {"pncid", "2008/0056560Z"}}}};
    }
    static std::vector<object> orders_of(object const& answer)
    {
        std::vector<object> orders;
        for (auto const& order : json::array_at(answer, "orders"))
            orders.push_back(order.as_object());
        return orders;
    }
    /// The entries of look-ups, the latest last.
    std::vector<commit::Entry> look_ups() const
    {
        auto all = entries();
        std::erase_if(all, [](commit::Entry const& entry) { return entry.kind != commit::EntryKind::kLookedUp; });
        return all;
    }

    Moment const now_ = system_now();
    int events_ = 0;
};

TEST_F(OrderLookupTest, AnUnservedOrderExistsAndItsBreachIsNoCrimeUntilItIsServed)
{
    send("nmo.order", order());
    auto before = orders_of(ask(kForce, about_respondent()));
    ASSERT_THAT(before, SizeIs(1));
    EXPECT_EQ(before[0].at("confidence"), "exact");
    EXPECT_EQ(before[0].at("in_force"), true);
    EXPECT_EQ(before[0].at("enforceable"), false);
    send("nmo.service-statement", served());
    auto const after = orders_of(ask(kForce, about_respondent()));
    ASSERT_THAT(after, SizeIs(1));
    EXPECT_EQ(after[0].at("enforceable"), true);
    EXPECT_EQ(after[0].at("property_address"), "27 Cragdale Road, Wetherdale, YO98 4FP");
    object question = about_respondent();
    question["at"] = rfc3339(now_ - std::chrono::minutes{45});
    EXPECT_EQ(orders_of(ask(kForce, question)).at(0).at("enforceable"), false) << "before it was served";
}

TEST_F(OrderLookupTest, TheApplicantsConfidentialAddressNeitherComesBackNorFindsHer)
{
    send("nmo.order", order());
    std::string const answer = boost::json::serialize(ask(kForce, about_respondent()));
    EXPECT_THAT(answer, Not(HasSubstr("Larkmoor Terrace")));
    EXPECT_THAT(answer, Not(HasSubstr("YO98 2QT")));
    object const at_home{
        {"person", object{{"surname", "Thornbeck"}, {"address", "14 Larkmoor Terrace, Nunstead, YO98 2QT"}}}};
    EXPECT_THAT(orders_of(ask(kForce, at_home)), IsEmpty());
    object const at_property{{"person", object{{"forename", "Carys"},
                                               {"surname", "Thornbeck"},
                                               {"birth_date", "1991-03-14"},
                                               {"address", "27 Cragdale Road, Wetherdale, YO98 4FP"}}}};
    auto const found = orders_of(ask(kForce, at_property));
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].at("matched_person"), "applicant");
    EXPECT_EQ(found[0].at("confidence"), "exact");
}

TEST_F(OrderLookupTest, EachOfTwoRespondentsOfOneOrderIsFound)
{
    send("nmo.order", order());
    object other = order();
    other["respondent_forename"] = "Corin";
    other["respondent_surname"] = "Fellbeck";
    other["respondent_dob"] = "1979-04-30";
    for (char const* const field : {"respondent_pncid", "respondent_other_names", "respondent_address"})
        other.erase(field);
    send("nmo.order", other);
    object const about_other{
        {"person", object{{"forename", "Corin"}, {"surname", "Fellbeck"}, {"birth_date", "1979-04-30"}}}};
    auto const second = orders_of(ask(kForce, about_other));
    ASSERT_THAT(second, SizeIs(1));
    EXPECT_EQ(second[0].at("respondent_surname"), "Fellbeck");
    auto const first = orders_of(ask(kForce, about_respondent()));
    ASSERT_THAT(first, SizeIs(1));
    EXPECT_EQ(first[0].at("respondent_surname"), "Askrigg");
}

TEST_F(OrderLookupTest, WhatIsOnlyAlikeIsToldAsLittleAsLeadsToWhoKnows)
{
    send("nmo.order", order());
    object const alike{
        {"person", object{{"forename", "Damien"}, {"surname", "Askrigg"}, {"birth_date", "1988-09-02"}}}};
    auto const found = orders_of(ask(kForce, alike));
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].at("confidence"), "possible");
    EXPECT_EQ(found[0].at("court_name"), "Family Court at Wetherdale");
    for (char const* const kept :
         {"respondent_forename", "applicant_forename", "terms", "property_address", "enforceable"})
        EXPECT_FALSE(found[0].contains(kept)) << kept;
}

TEST_F(OrderLookupTest, AMissAndWhatIsNotAllowedLookTheSame)
{
    send("nmo.order", order());
    object const nobody{{"person", object{{"forename", "Otto"}, {"surname", "Nobody"}, {"birth_date", "1950-01-02"}}}};
    object missed = ask(kForce, nobody);
    object denied = ask(kProvider, about_respondent());
    for (object* const answer : {&missed, &denied}) {
        answer->erase("look_up");
        answer->erase("at");
    }
    EXPECT_EQ(missed, denied);
    stop();
    auto const asked = look_ups();
    ASSERT_THAT(asked, SizeIs(2));
    EXPECT_EQ(asked[0].code, "nothing");
    EXPECT_EQ(asked[1].code, "not_allowed") << "only the log tells them apart";
    EXPECT_THAT(asked[1].released, IsEmpty());
}

TEST_F(OrderLookupTest, EachLookUpIsAnEntryThatNamesNobodyAndTheOfficerMayRecordTheyReliedOnIt)
{
    send("nmo.order", order());
    object question = about_respondent();
    question["reason"] = "Disturbance reported at the address.";
    object const answer = ask(kForce, question);
    auto const index = json::whole_number_at(answer, "look_up", -1);
    Ran const relied = as(kForce, "police", "relied-on", std::to_string(index), "--by", kOfficer);
    EXPECT_EQ(relied.code, 0) << relied.err;
    Ran const others = as(kProvider, "police", "relied-on", std::to_string(index), "--by", kOfficer);
    EXPECT_NE(others.code, 0);
    stop();
    auto const all = entries();
    commit::Entry const& looked = all.at(static_cast<std::size_t>(index));
    EXPECT_EQ(looked.kind, commit::EntryKind::kLookedUp);
    EXPECT_EQ(looked.code, "found");
    EXPECT_EQ(looked.purpose, "order_enforcement");
    EXPECT_EQ(looked.rule, "look-up");
    EXPECT_THAT(looked.subjects, SizeIs(1));
    EXPECT_THAT(looked.released, AllOf(Contains("enforceable"), Contains("terms")));
    std::string const text = commit::encode(looked);
    for (char const* const clear : {"Askrigg", "Damon", "1988", "0056560", "Disturbance", "Lythe"})
        EXPECT_THAT(text, Not(HasSubstr(clear)));
    EXPECT_TRUE(std::ranges::any_of(all, [&](commit::Entry const& entry) {
        return entry.kind == commit::EntryKind::kReliedOn && entry.entry == static_cast<Sequence>(index);
    }));
}

TEST_F(OrderLookupTest, AWithdrawnMessageIsOutOfTheRegister)
{
    send("nmo.order", order());
    std::string const statement = send("nmo.service-statement", served());
    ASSERT_EQ(orders_of(ask(kForce, about_respondent())).at(0).at("enforceable"), true);
    Ran const recalled = as(kCourt, "recall", statement, "--by", "Una Fell, court officer", "--code", "sent_in_error",
                            "--reason", "It was another order.");
    ASSERT_EQ(recalled.code, 0) << recalled.err;
    EXPECT_EQ(orders_of(ask(kForce, about_respondent())).at(0).at("enforceable"), false);
}

TEST_F(OrderLookupTest, ARespondentWhoIsErasedIsInNoAnswerAndTheLogStaysWhole)
{
    std::string const message = send("nmo.order", order());
    Ran const read = as(kForce, "inbox", "open", message, "--by", kOfficer);
    ASSERT_EQ(read.code, 0) << read.err;
    std::string const subject = R"({"type":"nmo.order","data":{"respondent_pncid":"2008/0056560Z"}})";
    write(folder_.path() / "subject.json", subject);
    Ran const asked =
        as("desk.north-yorkshire", "subject", "erase", "--file", (folder_.path() / "subject.json").string(), "--by",
           "Zoë Nunn, data protection officer", "--reason", "He asked.", "--json");
    ASSERT_EQ(asked.code, 0) << asked.err;
    std::string const request = std::to_string(json::whole_number_at(json_lines(asked.out).front(), "index", -1));
    Ran const approved =
        as(kAuditor, "subject", "approve", request, "--by", "Una Fell, auditor", "--reason", "Agreed.");
    ASSERT_EQ(approved.code, 0) << approved.err;
    EXPECT_THAT(orders_of(ask(kForce, about_respondent())), IsEmpty());
    stop();
    EXPECT_FALSE(verified().empty());
    auto const all = entries();
    auto const erased = std::ranges::find(all, commit::EntryKind::kErased, &commit::Entry::kind);
    ASSERT_NE(erased, all.end());
    EXPECT_THAT(erased->struck, SizeIs(1));
}

TEST_F(OrderLookupTest, AQuestionThatCannotBeAnsweredSaysWhichFieldAndNoValue)
{
    struct Row {
        object question;
        char const* field;
    };
    std::vector<Row> const rows{
        {{{"person", object{{"surname", "Askrigg"}}}}, "/person"},
        {{{"person", object{{"surname", "Askrigg"}, {"birth_date", "2/9/1988"}}}}, "/person/birth_date"},
        {{{"person", object{{"surname", "Askrigg"}, {"pncid", "2008/0056560A"}}}}, "/person/pncid"},
        {{{"person", object{{"shoe_size", "9"}}}}, "/shoe_size"},
        {{{"person", object{{"forename", "D"}, {"surname", "Askrigg"}}}, {"purpose", "curiosity"}}, "/purpose"},
        {{{"reference", "YO26F00123"}, {"at", "yesterday"}}, "/at"}};
    for (Row const& row : rows) {
        object question = row.question;
        question["by"] = object{{"name", "Ada Lythe"}, {"role", "response officer"}};
        question.emplace("purpose", "order_enforcement");
        auto const answer = session(kForce)->post("/v1/lookups/orders", question);
        ASSERT_FALSE(answer) << row.field;
        EXPECT_THAT(one_line(answer.error()), HasSubstr(row.field));
        EXPECT_THAT(one_line(answer.error()), Not(HasSubstr("Askrigg")));
    }
    object no_purpose{{"reference", "YO26F00123"}, {"by", object{{"name", "Ada Lythe"}, {"role", "officer"}}}};
    auto const refused = session(kForce)->post("/v1/lookups/orders", no_purpose);
    ASSERT_FALSE(refused);
    EXPECT_THAT(one_line(refused.error()), HasSubstr("/purpose"));
}

TEST_F(OrderLookupTest, TheRegisterSurvivesARestartAndTheCommandShowsTheVerdictFirst)
{
    send("nmo.order", order());
    send("nmo.service-statement", served());
    stop();
    serve();
    Ran const shown = as(kForce, "police", "lookup", "--by", kOfficer, "--reference", "yo26f00123", "--surname",
                         "Askrigg", "--forename", "Damon");
    EXPECT_EQ(shown.code, 0) << shown.err;
    EXPECT_THAT(shown.out, testing::StartsWith("1. BREACH IS A CRIME NOW."));
    EXPECT_THAT(shown.out,
                AllOf(HasSubstr("Damon Askrigg, born 1988-09-02"), HasSubstr("term 3:"), HasSubstr("relied-on")));
}

}  // namespace
}  // namespace micklegate::e2e
