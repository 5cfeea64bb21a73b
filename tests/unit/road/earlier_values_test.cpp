// What one message told is kept from the texts of the next about the same people, unless its recipient was told.
#include "gateway/road/earlier_values.hpp"

#include "tests/unit/road/road_fixture.hpp"

namespace micklegate::road {
namespace {

using boost::json::object;

class EarlierValuesTest : public RoadTest {
protected:
    /// About one child of incident 12269999901; each at a school of its own.
    object notice(std::string const& child, std::string const& urn, std::string const& summary)
    {
        registers::School const* const school = samples::registers().schools.by_urn(urn);
        return {{"specversion", "1.0"},
                {"id", "e" + std::to_string(++sent_)},
                {"source", samples::kForce.get()},
                {"type", "encompass.notification"},
                {"purpose", "child_safeguarding"},
                {"data", object{{"incident_ref", "12269999901"},
                                {"occurred_at", "2026-11-21T19:37:00Z"},
                                {"summary", summary},
                                {"child_ref", child},
                                {"child_forename", "Zoë"},
                                {"child_surname", "Hodgson"},
                                {"child_dob", "2018-07-09"},
                                {"child_present", false},
                                {"school_name", school->name},
                                {"school_urn", urn},
                                {"school_postcode", school->postcode},
                                {"home_educated", false},
                                {"welfare_check", false}}}};
    }

    std::string outcome(object const& event)
    {
        auto const receipt = send(event);
        return receipt ? std::string{name_of(receipt->entry.kind)} + " " + receipt->entry.code
                       : one_line(receipt.error());
    }

    static std::string const kFirst;
    static std::string const kSecond;
    int sent_ = 0;
};

std::string const EarlierValuesTest::kFirst = "901233";   // Mickleham Pupil Referral Unit
std::string const EarlierValuesTest::kSecond = "901234";  // Hazelford CofE Primary School

TEST_F(EarlierValuesTest, TheSchoolOfTheOtherChildIsNotTold)
{
    ASSERT_EQ(outcome(notice("C1", kFirst, "Shouting; an adult left.")), "accepted ");

    EXPECT_EQ(outcome(notice("C2", kSecond, "Her brother attends Mickleham Pupil Referral Unit.")),
              "held known_value_in_text");
    EXPECT_EQ(outcome(notice("C2", kSecond, "Her brother was upstairs.")), "accepted ");
}

TEST_F(EarlierValuesTest, AChildsOwnSchoolIsNoSecretToIt)
{
    ASSERT_EQ(outcome(notice("C1", kFirst, "Shouting; an adult left.")), "accepted ");

    EXPECT_EQ(outcome(notice("C1", kFirst, "Staff at Mickleham Pupil Referral Unit may ring us.")), "accepted ");
}

TEST_F(EarlierValuesTest, AnotherIncidentKnowsNothingOfIt)
{
    ASSERT_EQ(outcome(notice("C1", kFirst, "Shouting; an adult left.")), "accepted ");
    object other = notice("C9", kSecond, "He used to attend Mickleham Pupil Referral Unit.");
    other["data"].as_object()["incident_ref"] = "12269999902";
    other["data"].as_object()["child_forename"] = "Niamh";

    EXPECT_EQ(outcome(other), "accepted ");
}

TEST_F(EarlierValuesTest, AnEarlierWithheldNumberIsFoundLater)
{
    object first = notice("C1", kFirst, "Shouting; an adult left.");
    first["data"].as_object()["victim_phone"] = "07700 900901";
    ASSERT_EQ(outcome(first), "accepted ");

    EXPECT_EQ(outcome(notice("C1", kFirst, "Mum is on +44 7700 900 901 now.")), "held known_value_in_text");
}

TEST_F(EarlierValuesTest, WhatTheRecipientWasToldBeforeMayBeSaidAgain)
{
    object first = notice("C1", kFirst, "Shouting; an adult left.");
    first["data"].as_object()["location"] = "Nunstead";
    ASSERT_EQ(outcome(first), "accepted ");

    EXPECT_EQ(outcome(notice("C1", kFirst, "She is back in Nunstead.")), "accepted ");
    EXPECT_EQ(outcome(notice("C2", kSecond, "He is back in Nunstead.")), "held known_value_in_text");
}

TEST_F(EarlierValuesTest, MessagesOfOneRequestKnowOfEachOther)
{
    std::string const body =
        boost::json::serialize(notice("C1", kFirst, "Her sister attends Hazelford CofE Primary.")) + "\n" +
        boost::json::serialize(notice("C2", kSecond, "Shouting; an adult left."));
    auto places = read::read_body(read::Framing::kLines, body, Limits{}).value();
    Arrival arrival{samples::kForce, setup, clock.now()};
    arrival.beside = road.told_in(places, arrival);

    auto const first = test::commit_one(*loop, road.walk(*std::move(places[0].event), arrival, store->ledger()));

    EXPECT_EQ(first.value().entry.code, "known_value_in_text");
}

TEST_F(EarlierValuesTest, NoNumberOfLaterMessagesMakesItForget)
{
    ASSERT_EQ(outcome(notice("C1", kFirst, "Shouting; an adult left.")), "accepted ");
    for (int i = 0; i < 70; ++i) {
        object later = notice("C2", kSecond, "Shouting; an adult left.");
        later["data"].as_object()["victim_phone"] = "07700 900" + std::to_string(100 + i);
        ASSERT_EQ(outcome(later), "accepted ");
    }

    EXPECT_EQ(outcome(notice("C2", kSecond, "Her brother attends Mickleham Pupil Referral Unit.")),
              "held known_value_in_text");
}

TEST_F(EarlierValuesTest, AsManyValuesAsATypeAdmitsAreNoTrouble)
{
    boost::json::array emails;
    for (int i = 0; i < 10; ++i) {
        std::string text;
        while (text.size() < 240)
            text += "abc" + std::to_string(i) + "@example" + std::to_string(text.size()) + ".org, ";
        emails.emplace_back(text);
    }
    object const data{{"victim_phone", std::string(299, '7')}, {"emails", std::move(emails)}};
    Event event;
    event.source = samples::kForce;
    event.data = data;
    event.data["incident_ref"] = "12269999901";
    recognise::MessageSpec spec;
    spec.link_fields = {"incident_ref"};
    spec.fields = {{"victim_phone", "", "contact_unsafe", "", ""}, {"emails", "", "contact_unsafe", "", ""}};

    auto const values = values_of(EarlierValues{keys}.said_by(event, spec), {}, {});

    ASSERT_EQ(values.size(), 1U);
    EXPECT_LE(values[0].marks.size(), 256U);
    EXPECT_GT(values[0].marks.size(), 10U);
}

TEST_F(EarlierValuesTest, WhatItsSenderMayNotSendIsNotLookedAt)
{
    object event = notice("C1", kFirst, "Shouting; an adult left.");
    event["source"] = "school.901233";
    auto const body = boost::json::serialize(event);
    auto const places = read::read_body(read::Framing::kLines, body + "\n" + body, Limits{}).value();

    EXPECT_TRUE(road.told_in(places, {AgencyId{"school.901233"}, setup, clock.now()}).empty());
    EXPECT_TRUE(road.told_in(places, {samples::kForce, setup, clock.now()}).empty());
}

TEST_F(EarlierValuesTest, NothingOfItCanBeReadFromTheStore)
{
    object first = notice("C1", kFirst, "Shouting; an adult left.");
    first["data"].as_object()["victim_phone"] = "07700 900901";
    ASSERT_EQ(outcome(first), "accepted ");

    for (commit::Record const& record : store->journal().read(0, 100).value()) {
        std::string const known{as_text(record.known)};
        for (char const* const clear : {"12269999901", "7700900901", "7700 900901", "mickleham", "Hodgson"})
            EXPECT_EQ(known.find(clear), std::string::npos) << clear;
    }
}

TEST_F(EarlierValuesTest, IsTheSameAfterTheGatewayWasStartedAgain)
{
    ASSERT_EQ(outcome(notice("C1", kFirst, "Shouting; an adult left.")), "accepted ");
    close();
    open();

    EXPECT_EQ(outcome(notice("C2", kSecond, "Her brother attends Mickleham Pupil Referral Unit.")),
              "held known_value_in_text");
}

}  // namespace
}  // namespace micklegate::road
