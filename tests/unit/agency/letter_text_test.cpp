#include "gateway/agency/letter_text.hpp"

#include "gateway/agency/inbox_table.hpp"
#include "gateway/agency/person.hpp"

#include <gmock/gmock.h>
#include <boost/json/parse.hpp>

namespace micklegate::agency {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

boost::json::object object(std::string_view text) { return boost::json::parse(text).as_object(); }

boost::json::object letter()
{
    return object(R"({"message":"m-1","type":"encompass.notification/1","from":"police.x","to":"school.1",
        "sent":"2026-11-22T06:00:00.000Z","deadline":"2026-11-23T08:30:00.000Z","marking":"official_sensitive",
        "manifest":{"released":["child_forename","child_present"],"withheld":["victim_address"]},
        "data":{"child_forename":"Zoë","child_present":false,"handling":"Do not contact parents."}})");
}

FieldTitles titles() { return FieldTitles::in(MICKLEGATE_SOURCE_DIR "/policies", "encompass.notification/1"); }

TEST(LetterText, HandlingComesFirst)
{
    EXPECT_EQ(letter_text(letter(), titles()).front(), "HANDLING: Do not contact parents.");
}

TEST(LetterText, TheDeskSeesWhyItIsHeldAndWhoWouldGetIt)
{
    auto held = letter();
    held["held"] = object(R"({"code":"withheld_value_in_text","why":"It says too much."})");
    held["event"] = object(R"({"id":"night-1","actor":"PC 0719 Lythe","recipient":"school.901233"})");
    auto const lines = letter_text(held, titles());
    EXPECT_THAT(lines, Contains("Held at the gateway because: It says too much."));
    EXPECT_THAT(lines, Contains("Sent by: PC 0719 Lythe"));
    EXPECT_THAT(lines, Contains("Would go to: school.901233"));
}

TEST(LetterText, TheRecipientSeesThatTheDeskLetItGoOn)
{
    auto released = letter();
    released["released_by"] = "desk.north-yorkshire";
    EXPECT_THAT(letter_text(released, titles()),
                Contains("Was held at the gateway, and released by: desk.north-yorkshire"));
}

TEST(LetterText, FieldsHaveTitlesAndFlagsAreWords)
{
    auto const lines = letter_text(letter(), titles());
    EXPECT_THAT(lines, Contains("Child's forename: Zoë"));
    EXPECT_THAT(lines, Contains("Was the child present? no"));
    EXPECT_THAT(lines, Contains("Open by: Mon 23 Nov 2026 08:30"));
}

TEST(LetterText, FieldsStandInTheOrderOfTheSchemaAndTimesAreLondons)
{
    auto told = letter();
    told["data"] = object(R"({"a_new_field":"x","child_present":true,"child_dob":"2020-07-09","child_forename":"Zoë",
        "occurred_at":"2026-07-01T18:37:00+00:00","summary":"2026-07-01T18:37:00+00:00"})");
    told["manifest"] = object(R"({"released":["child_present","occurred_at"],"withheld":[]})");
    auto const lines = letter_text(told, titles());
    auto const first = std::ranges::find(lines, "When it happened: Wed 1 Jul 2026 19:37");
    ASSERT_GE(lines.end() - first, 7);
    EXPECT_THAT(std::vector(first, first + 6),
                ElementsAre("When it happened: Wed 1 Jul 2026 19:37", "Brief circumstances: 2026-07-01T18:37:00+00:00",
                            "Child's forename: Zoë", "Child's date of birth: 2020-07-09", "Was the child present? yes",
                            "A new field: x"));
    EXPECT_THAT(lines, Contains("Released to you: When it happened; Was the child present?"));
}

TEST(LetterText, FieldsOfATypeNobodyKnowsHereKeepTheirNames)
{
    for (std::string_view const type :
         {"encompass.notification/2", "encompass.notification", "other/1", "../messages/x/1", ""})
        EXPECT_EQ(FieldTitles::in(MICKLEGATE_SOURCE_DIR "/policies", type).of("child_upn"), "Child upn") << type;
    EXPECT_EQ(titles().of("child_upn"), "Unique pupil number");
    EXPECT_EQ(titles().of("made\x1bup"), "Made?up");
}

TEST(LetterText, ManifestSaysWhatWasLeftOut)
{
    EXPECT_EQ(letter_text(letter(), titles()).back(), "Withheld by the agreement: Adult victim's address");
}

TEST(LetterText, HeldMessageSaysWhyItWaits)
{
    auto const lines =
        letter_text(object(R"({"held":{"code":"school_closed","why":"The school is closed."},"data":{}})"), titles());
    EXPECT_EQ(lines.front(), "Held at the gateway because: The school is closed.");
}

TEST(LetterText, SendersTextCannotDriveTheTerminal)
{
    auto told = letter();
    told["data"].as_object()["summary"] =
        "one\x1b[2Jtwo\r\nthree\xc2\x9b"
        "2J";
    EXPECT_THAT(letter_text(told, titles()), Contains("Brief circumstances: one?[2Jtwo three?2J"));
}

TEST(InboxTable, MessagePastADeadlineThatStillCountsIsLate)
{
    auto const row = [](std::string_view state) {
        auto message = object(
            R"({"message":"m-1","type":"t","from":"police.x","sent":"2026-11-22T06:00:00Z","deadline":"2026-11-23T08:30:00Z"})");
        message["state"] = state;
        return inbox_table({message}, parse_rfc3339("2026-11-23T08:30:00Z").value()).at(1);
    };
    EXPECT_THAT(row("delivered"), ElementsAre("m-1", "t", "police.x", "delivered", "Mon 23 Nov 2026 08:30 LATE",
                                              "Sun 22 Nov 2026 06:00"));
    EXPECT_EQ(row("opened").at(4), "Mon 23 Nov 2026 08:30 LATE") << "its agreement asks for more";
    auto const rows = inbox_table(
        {object(R"({"message":"m-1","type":"t","state":"opened","copy_destroyed":{"by":"erased"}})")}, Moment{});
    EXPECT_EQ(rows.at(1).at(3), "opened, copy erased");
    EXPECT_EQ(rows.at(1).at(4), "");
}

TEST(InboxTable, HeldMessageShowsItsCode)
{
    auto const rows =
        inbox_table({object(R"({"message":"m-1","type":"t/1","state":"delivered","held":"school_closed"})")}, Moment{});
    EXPECT_EQ(rows.at(1).at(1), "t/1, held: school_closed");
    EXPECT_EQ(rows.at(1).at(3), "delivered");
}

TEST(PersonText, NameAndRoleAreBothNeeded)
{
    auto const person = parse_person("Farrar, Imogen , safeguarding lead");
    ASSERT_TRUE(person);
    EXPECT_EQ(person->name, "Farrar, Imogen");
    EXPECT_EQ(person->role, "safeguarding lead");
    for (std::string_view const text : {"", "Imogen Farrar", "Imogen Farrar,", ", lead", " , "})
        EXPECT_FALSE(parse_person(text)) << text;
}

}  // namespace
}  // namespace micklegate::agency
