// Recognising: what is refused, what is held for a person, and who receives what passes.
#include "gateway/recognise/recognise.hpp"

#include "sample_spec.hpp"
#include "tests/support/sample_registers.hpp"

#include <gtest/gtest.h>

namespace micklegate::recognise {
namespace {

using namespace std::chrono_literals;

constexpr char const* kSpecBySender = R"({"$id":"urn:micklegate:message:test.reply","title":"Reply","type":"object",
  "additionalProperties":false,"x-message":{"version":1,"row":2,"senders":["school"],"recipients":["police"],
  "completes":"accepted","states":[],"rejections":[],"people":[],"links":[]},"x-recipient":{"by":"sender"},
  "properties":{"note":{"title":"Note","type":"string","maxLength":100,"x-class":"free_text"}},"examples":[{"note":"x"}]})";

class Recognise : public testing::Test {
protected:
    Recognise()
    {
        for (MessageSpec& spec :
             std::vector{notice_spec(), load_message_spec("test.reply.json", kSpecBySender).value()})
            catalogue_.emplace(spec.type, spec);
        for (char const* id : {"police.north-yorkshire", "school.901233", "school.901013", "school.901554", "la.816"})
            enrol(id);
        event_.id = "1";
        event_.source = AgencyId{"police.north-yorkshire"};
        event_.type = MessageType{"test.notice"};
        event_.data = notice_data(R"("school_urn":"901233",)");
    }

    Agency& enrol(std::string const& id)
    {
        Agency& agency = agencies_[AgencyId{id}];
        agency.id = AgencyId{id};
        return agency;
    }

    Passed<Message> recognised(Event& event)
    {
        return recognise(event, World{catalogue_, agencies_, samples::registers(), now_});
    }

    /// The stop's kind and code, and the pointers of its errors, on one line; "passed" and the recipient otherwise.
    std::string outcome()
    {
        Event event = event_;
        auto const message = recognised(event);
        if (message)
            return "passed " + message->recipient->id.get();
        EXPECT_EQ(event.data, event_.data) << "a stopped event is left as it was";
        EXPECT_FALSE(message.error().why.empty());
        std::string line = message.error().kind == Stop::Kind::kHeld ? "held " : "refused ";
        line += message.error().code;
        for (FieldFault const& fault : message.error().errors)
            line += " " + fault.pointer;
        return line;
    }

    std::string outcome_of(std::string const& more)
    {
        event_.data = notice_data(more);
        return outcome();
    }

    Catalogue catalogue_;
    Agencies agencies_;
    Event event_;
    Moment now_ = parse_rfc3339("2026-11-22T06:00:00Z").value();
};

TEST_F(Recognise, PassesASoundMessageToTheOneSchoolThatFits)
{
    auto const message = recognised(event_);
    ASSERT_TRUE(message);
    EXPECT_EQ(message->recipient->id, AgencyId{"school.901233"});
    EXPECT_EQ(message->sender->id, AgencyId{"police.north-yorkshire"});
    EXPECT_EQ(message->spec->type, MessageType{"test.notice"});
    EXPECT_EQ(message->event.data.at("surname").as_string(), "Hodgson");
    auto const* const school = samples::registers().schools.by_urn("901233");
    EXPECT_EQ(message->recipient_age_low, school->age_low);
    EXPECT_EQ(message->recipient_age_high, school->age_high);
}

TEST_F(Recognise, GuessesTheTypeThatASlipOfThePenMeant)
{
    event_.type = MessageType{"test.notcie"};
    EXPECT_EQ(recognised(event_).error().errors.at(0).detail, "is not known; the nearest is test.notice");
    event_.type = MessageType{std::string(200, 'n')};
    EXPECT_EQ(recognised(event_).error().errors.at(0).detail, "is not known");
}

TEST_F(Recognise, RefusesATypeOrSenderItDoesNotKnow)
{
    event_.type = MessageType{"test.unheard-of"};
    EXPECT_EQ(outcome(), "refused unknown_type /type");
    event_.type = MessageType{"test.notice"};
    event_.source = AgencyId{"police.elsewhere"};
    EXPECT_EQ(outcome(), "refused sender_unknown /source");
}

TEST_F(Recognise, RefusesATextThatNobodyCanReadAsItWasMeant)
{
    EXPECT_EQ(outcome_of(R"("forename":" \u00a0",)"), "refused invalid_value /data/forename");
    EXPECT_EQ(outcome_of(R"("forename":"\u001b[31m",)"), "refused invalid_value /data/forename");
    EXPECT_EQ(outcome_of(R"("forename":"\u202enna",)"), "refused invalid_value /data/forename");
    EXPECT_EQ(outcome_of(R"("forename":"A\nB",)"), "refused invalid_value /data/forename");
    EXPECT_EQ(outcome_of(R"("visits":[{"by":"\u0007"}],)"), "refused invalid_value /data/visits");
    event_.type = MessageType{"test.reply"};
    event_.recipient = AgencyId{"la.816"};
    event_.data = data_of(R"({"note":"one\r\n\ttwo"})");
    EXPECT_EQ(outcome(), "passed la.816");
    event_.data = data_of(R"({"note":"one\u0007"})");
    EXPECT_EQ(outcome(), "refused invalid_value /data/note");
}

TEST_F(Recognise, RefusesWhatDoesNotFitTheSchemaBeforeAnythingElse)
{
    EXPECT_EQ(outcome_of(R"("shoe_size":7,"child_upn":"wrong",)"), "refused unknown_field /data/shoe_size");
    event_.data.erase("shoe_size");
    event_.data.erase("dob");
    EXPECT_EQ(outcome(), "refused missing_mandatory /data/dob");
    EXPECT_EQ(outcome_of(R"("risk":"some",)"), "refused invalid_value /data/risk");
}

TEST_F(Recognise, HoldsAnIdentifierThatDoesNotProveItselfAndRefusesAnImpossibleValue)
{
    EXPECT_EQ(outcome_of(R"("child_upn":"A801200005001",)"), "held invalid_identifier /data/child_upn");
    EXPECT_EQ(outcome_of(R"("school_urn":"90123",)"), "held invalid_identifier /data/school_urn");
    EXPECT_EQ(outcome_of(R"("postcode":"nowhere",)"), "refused invalid_value /data/postcode");
    EXPECT_EQ(outcome_of(R"("child_upn":"A801200005001","postcode":"nowhere",)"),
              "refused invalid_value /data/postcode");
}

TEST_F(Recognise, RefusesTimesThatCannotBe)
{
    EXPECT_EQ(outcome_of(R"("seen_on":"2026-11-23",)"), "refused invalid_value /data/seen_on");
    EXPECT_EQ(outcome_of(R"("school_urn":"901233","seen_on":"2026-11-22",)"), "passed school.901233");
    event_.data = notice_data();
    event_.data["dob"] = "2026-11-22";
    EXPECT_EQ(outcome(), "refused invalid_value /data/dob");
}

TEST_F(Recognise, AllowsASendersClockToRunFiveMinutesAhead)
{
    now_ = parse_rfc3339("2026-11-21T19:32:00Z").value();
    EXPECT_EQ(outcome(), "passed school.901233");
    now_ -= 1ms;
    EXPECT_EQ(outcome(), "refused invalid_value /data/occurred_at");
}

TEST_F(Recognise, ComparesDatesByTheLondonCalendar)
{
    now_ = parse_rfc3339("2026-06-30T23:30:00Z").value();  // already 1 July in London
    event_.data =
        data_of(R"({"occurred_at":"2026-06-30T23:20:00Z","surname":"S","dob":"2026-07-01","home_educated":false,
                              "seen_on":"2026-07-01","school_urn":"901233"})");
    EXPECT_EQ(outcome(), "passed school.901233");
}

TEST_F(Recognise, TakesAnEmptyStringForAbsent)
{
    EXPECT_EQ(
        outcome_of(
            R"("child_upn":"","postcode":"","seen_on":"","school_urn":"901233","school_name":"","school_postcode":"",)"),
        "passed school.901233");
    EXPECT_EQ(outcome_of(R"("school_urn":"",)"), "held school_not_found /data/school_name");
}

TEST_F(Recognise, HoldsASchoolThatIsNotFoundClosedAmbiguousOrNotEnrolled)
{
    EXPECT_EQ(outcome_of(R"("school_name":"Hogwick Free School",)"), "held school_not_found /data/school_name");
    EXPECT_EQ(outcome_of(R"("school_urn":"999999",)"), "held school_not_found /data/school_name");
    EXPECT_EQ(outcome_of(R"("school_name":"St Mary's RC Primary School",)"), "held school_ambiguous /data/school_name");
    EXPECT_EQ(outcome_of(R"("school_name":"Nunby Junior School","school_urn":"901070",)"),
              "held school_closed /data/school_name");
    EXPECT_EQ(outcome_of(R"("school_urn":"901054",)"), "passed school.901554");
    EXPECT_EQ(outcome_of(R"("school_urn":"901012",)"), "held school_not_enrolled /data/school_name");
}

TEST_F(Recognise, SendsAHomeEducatedChildToTheAreasAuthority)
{
    auto const home = [this](std::string const& more) {
        event_.data = notice_data(more);
        event_.data["home_educated"] = true;
        return outcome();
    };
    EXPECT_EQ(home(R"("postcode":"YO98 5HQ",)"), "passed la.816");
    EXPECT_EQ(home(R"("postcode":"YO97 5HQ",)"), "held area_unknown /data/postcode");
    EXPECT_EQ(home(""), "held area_unknown /data/postcode");
    EXPECT_EQ(home(R"("postcode":"LS98 5HQ",)"), "held area_unknown /data/postcode")
        << "authority 815 is not enrolled here";
}

TEST_F(Recognise, LetsTheSenderNameOnlyTheRecipientTheRegisterGives)
{
    event_.recipient = AgencyId{"school.901233"};
    EXPECT_EQ(outcome(), "passed school.901233");
    event_.recipient = AgencyId{"school.901013"};
    EXPECT_EQ(outcome(), "refused recipient_unknown /recipient");
}

TEST_F(Recognise, FindsTheRecipientTheSenderNames)
{
    event_.type = MessageType{"test.reply"};
    event_.data = data_of(R"({"note":"hello"})");
    EXPECT_EQ(outcome(), "refused missing_mandatory /recipient");
    event_.recipient = AgencyId{"school.000000"};
    EXPECT_EQ(outcome(), "refused recipient_unknown /recipient");
    event_.recipient = AgencyId{"school.901013"};
    auto const message = recognised(event_);
    ASSERT_TRUE(message);
    EXPECT_EQ(message->recipient_age_high, 18);
}

TEST_F(Recognise, SendsNothingToASuspendedAgency)
{
    enrol("school.901233").suspended = true;
    EXPECT_EQ(outcome(), "refused recipient_suspended /recipient");
    event_.type = MessageType{"test.reply"};
    event_.data = {};
    event_.recipient = AgencyId{"school.901233"};
    EXPECT_EQ(outcome(), "refused recipient_suspended /recipient");
}

TEST_F(Recognise, GivesOnePersonOneSubjectIdentity)
{
    MessageSpec const& spec = catalogue_.at(MessageType{"test.notice"});
    auto const identity = [&](std::string const& more) {
        event_.data = notice_data(more);
        return subject_identity(event_, spec);
    };
    EXPECT_EQ(identity(R"("child_upn":"B801200005001","forename":"Zoë",)"), "b801200005001");
    EXPECT_EQ(identity(R"("forename":"Zoë",)"), "zoe\nhodgson\n2020 07 09");
    EXPECT_EQ(identity(R"("child_upn":"","forename":"ZOE",)"), identity(R"("forename":"Zoë",)"));
    EXPECT_NE(identity(R"("forename":"Zoë",)"), identity(""));
    EXPECT_EQ(subject_identity(event_, catalogue_.at(MessageType{"test.reply"})), "");
}

TEST_F(Recognise, TellsNamesakesApartByTheirBirthDates)
{
    MessageSpec spec;
    spec.fields = {{"name", "Name", "identity", "", ""}, {"born", "Born", "identity", "date", ""}};
    spec.people = {{"victim", {"name"}, "born"}};
    spec.subject_fields = {"name", "born"};
    auto const identity = [&](char const* born) {
        event_.data = {{"name", "Siân Lythe"}, {"born", born}};
        return subject_identity(event_, spec);
    };
    EXPECT_EQ(identity("1990-01-02"), "sian lythe\n1990 01 02");
    EXPECT_NE(identity("1990-01-02"), identity("1991-01-02"));
}

TEST_F(Recognise, GivesOnePersonOneSubjectIdentityHoweverTheNumberIsSpelt)
{
    MessageSpec spec;
    spec.fields = {{"pnc", "PNC id", "identity", "pncid", ""}};
    spec.subject_fields = {"pnc"};
    auto const identity = [&](char const* number) {
        event_.data = {{"pnc", number}};
        return subject_identity(event_, spec);
    };
    EXPECT_EQ(identity("2008/0056560Z"), "08 0056560z");
    EXPECT_EQ(identity("08/56560Z"), identity("2008/0056560Z"));
    EXPECT_EQ(identity("20080056560Z"), identity("2008/0056560Z"));
    EXPECT_NE(identity("2003/0011985X"), identity("2008/0056560Z"));
}

}  // namespace
}  // namespace micklegate::recognise
