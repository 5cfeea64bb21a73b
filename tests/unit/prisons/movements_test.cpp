#include "adapters/prisons/movements.hpp"

#include "adapters/prisons/hmpps_event.hpp"
#include "gateway/base/london_time.hpp"
#include "gateway/blocks/change.hpp"
#include "gateway/json/fields.hpp"

#include <gmock/gmock.h>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <fstream>
#include <iterator>

namespace micklegate::prisons {
namespace {

using boost::json::object;
using json::text_at;

Address const kAddress{AgencyId{"prison.hull"}, AgencyId{"police.north-yorkshire"}};

object event(object more = {})
{
    object out{{"eventType", "prison-offender-events.prisoner.received"},
               {"version", 1},
               {"occurredAt", "2026-10-14T15:08:51+01:00"},
               {"publishedAt", "2026-10-14T15:53:52.000478552+01:00"},
               {"description", "A prisoner has been received into prison"},
               {"personReference", {{"identifiers", {{{"type", "NOMS"}, {"value", "A9001AA"}}}}}},
               {"additionalInformation",
                {{"nomsNumber", "A9001AA"},
                 {"prisonId", "LEI"},
                 {"reason", "TRANSFERRED"},
                 {"details", "ACTIVE IN:ADM-INT"},
                 {"currentLocation", "IN_PRISON"},
                 {"currentPrisonStatus", "UNDER_PRISON_CARE"},
                 {"nomisMovementReasonCode", "INT"}}}};
    for (auto const& [key, value] : more)
        out[key] = value;
    return out;
}

object with_information(object more)
{
    object out = event();
    for (auto const& [key, value] : more)
        out["additionalInformation"].as_object()[key] = value;
    return out;
}

MovementRow only_row(object const& told)
{
    auto rows = read_movements(boost::json::serialize(told));
    EXPECT_TRUE(rows && rows->size() == 1) << boost::json::serialize(told);
    return std::move(rows->front());
}

object data_of(object const& told)
{
    MovementRow const row = only_row(told);
    EXPECT_TRUE(row.movement_data) << row.movement_data.error().detail;
    return row.movement_data ? *row.movement_data : object{};
}

std::string why(object const& told)
{
    MovementRow const row = only_row(told);
    return row.movement_data ? std::string{} : row.movement_data.error().detail;
}

std::string sample(std::string const& name)
{
    std::ifstream stream{MICKLEGATE_SOURCE_DIR "/adapters/prisons/samples/" + name, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

TEST(Movements, EventBecomesAMovementAndItsDetailsAndDescriptionDoNot)
{
    EXPECT_EQ(data_of(event()), (object{{"movement", "received"},
                                        {"event_family", "prison-offender-events"},
                                        {"prisoner_number", "A9001AA"},
                                        {"moved_at", "2026-10-14T14:08:51.000Z"},
                                        {"reason", "TRANSFERRED"},
                                        {"to_prison", "LEI"},
                                        {"current_location", "IN_PRISON"},
                                        {"current_status", "UNDER_PRISON_CARE"},
                                        {"movement_reason_code", "INT"}}));
}

TEST(Movements, EveryKindOfBothFamiliesIsKnown)
{
    for (auto const& [type, movement, family] :
         {std::tuple{"prison-offender-events.prisoner.released", "released", "prison-offender-events"},
          {"prisoner-offender-search.prisoner.received", "received", "prisoner-offender-search"},
          {"prisoner-offender-search.prisoner.released", "released", "prisoner-offender-search"},
          {"person.temporary-absence.overdue", "not_returned", "temporary-absence"}}) {
        object const data = data_of(event({{"eventType", type}}));
        EXPECT_EQ(text_at(data, "movement"), movement);
        EXPECT_EQ(text_at(data, "event_family"), family);
        EXPECT_EQ(text_at(data, "from_prison"), std::string{movement} == "released" ? "LEI" : "") << type;
    }
    EXPECT_EQ(text_at(data_of(event({{"eventType", "person.temporary-absence.overdue"}})), "reason"),
              "TEMPORARY_ABSENCE_OVERDUE");
}

TEST(Movements, MergeNamesTheNumberThatStaysAndTheOneThatGoes)
{
    object merge = with_information({{"removedNomsNumber", "A9003AA"}, {"reason", "MERGE"}});
    merge["eventType"] = "prison-offender-events.prisoner.merged";
    object const data = data_of(merge);
    EXPECT_EQ(text_at(data, "movement"), "merged");
    EXPECT_EQ(text_at(data, "prisoner_number"), "A9001AA");
    EXPECT_EQ(text_at(data, "removed_prisoner_number"), "A9003AA");
    EXPECT_FALSE(data.contains("to_prison"));
    merge["additionalInformation"].as_object().erase("removedNomsNumber");
    EXPECT_THAT(why(merge), testing::HasSubstr("/additionalInformation/removedNomsNumber"));
}

TEST(Movements, VersionIsANumberOrAText)
{
    for (boost::json::value const& version :
         {boost::json::value(1), boost::json::value("1"), boost::json::value("1.0")})
        EXPECT_EQ(data_of(event({{"version", version}})), data_of(event()));
    for (boost::json::value const& version :
         {boost::json::value(2), boost::json::value("2"), boost::json::value(nullptr)})
        EXPECT_THAT(why(event({{"version", version}})), testing::HasSubstr("/version is not 1"));
}

TEST(Movements, NumberStandsInEitherPlaceAndMustNotDiffer)
{
    object only_reference = event();
    only_reference["additionalInformation"].as_object().erase("nomsNumber");
    EXPECT_EQ(text_at(data_of(only_reference), "prisoner_number"), "A9001AA");
    object only_information = event();
    only_information.erase("personReference");
    EXPECT_EQ(text_at(data_of(only_information), "prisoner_number"), "A9001AA");

    EXPECT_THAT(why(with_information({{"nomsNumber", "A9002AA"}})), testing::HasSubstr("another prisoner"));
    only_information["additionalInformation"].as_object().erase("nomsNumber");
    EXPECT_THAT(why(only_information), testing::HasSubstr("/additionalInformation/nomsNumber is missing"));
    EXPECT_THAT(why(event({{"personReference", nullptr}, {"additionalInformation", {{"nomsNumber", "a9001aa"}}}})),
                testing::HasSubstr("/additionalInformation/nomsNumber is not"));
}

TEST(Movements, ValuesWrittenAsTextAreThoseValues)
{
    EXPECT_EQ(data_of(with_information({{"bookingId", "1200001"}, {"prisonId", "LEI"}})), data_of(event()));
    EXPECT_FALSE(data_of(with_information({{"currentLocation", nullptr}, {"nomisMovementReasonCode", "null"}}))
                     .contains("movement_reason_code"));
}

TEST(Movements, NullDetailUrlIsNoFault) { EXPECT_EQ(data_of(event({{"detailUrl", nullptr}})), data_of(event())); }

TEST(Movements, TimeWithoutOffsetIsEngland)
{
    for (auto const& [told, utc] : {
             std::pair{"2026-10-14T15:08:51", "2026-10-14T14:08:51.000Z"},
             {"2026-11-14T15:08:51", "2026-11-14T15:08:51.000Z"},
             {"2026-11-14T15:08:51.123456789", "2026-11-14T15:08:51.123Z"},
             {"2026-11-14T15:08:51.5+00:00", "2026-11-14T15:08:51.500Z"},
             {"2026-11-14T15:08", "2026-11-14T15:08:00.000Z"},
             {"2026-10-14T15:08+01:00", "2026-10-14T14:08:00.000Z"},
             // Twice that night: the first. Not at all that night: the first moment after the gap, and on.
             {"2026-10-25T01:30:00", "2026-10-25T00:30:00.000Z"},
             {"2027-03-28T01:30:07", "2027-03-28T01:00:07.000Z"},
         }) {
        auto const moment = parse_rfc3339_or_london(told);
        ASSERT_TRUE(moment) << told;
        EXPECT_EQ(rfc3339(*moment), utc) << told;
    }
    for (char const* const wrong : {"", "yesterday", "2026-13-01T00:00:00", "2026-11-14", "2026-11-14T15:08:51+1"})
        EXPECT_FALSE(parse_rfc3339_or_london(wrong)) << wrong;
}

TEST(Movements, OtherEventsAreSkippedAndNoFault)
{
    for (char const* const type :
         {"prisoner-offender-search.prisoner.updated", "person.alert.created", "prisoner.unheard-of"}) {
        MovementRow const row = only_row(event({{"eventType", type}, {"version", "7"}}));
        EXPECT_TRUE(row.movement_data);
        EXPECT_TRUE(row.skipped());
    }
    EXPECT_FALSE(only_row(event()).skipped());
}

TEST(Movements, BadEventSpoilsOnlyItselfIsFoundByItsLineAndNotQuoted)
{
    std::string const good = boost::json::serialize(event());
    auto const rows = read_movements(good + "\r\n\r\n{\"eventType\":\"prison-off\n" +
                                     boost::json::serialize(event({{"occurredAt", "A9001AA at noon"}})) + "\n" + good);
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 4U);
    EXPECT_TRUE(rows->at(0).movement_data);
    EXPECT_EQ(rows->at(1).movement_data.error().detail,
              "Of the event that begins on line 3 of the file, the text is not one JSON object.");
    EXPECT_EQ(rows->at(2).movement_data.error().detail,
              "Of the event that begins on line 4 of the file, /occurredAt is not a date and time.");
    EXPECT_TRUE(rows->at(3).movement_data);
    EXPECT_EQ(rows->at(3).number, 4U);
}

TEST(Movements, ArrayIsReadAndItsBadEventsHaveLinesToo)
{
    auto const rows =
        read_movements("[\n" + boost::json::serialize(event()) + ",\n 7,\n" + boost::json::serialize(event()) + "\n]");
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 3U);
    EXPECT_EQ(rows->at(1).movement_data.error().detail,
              "Of the event that begins on line 3 of the file, the text is not one JSON object.");
    EXPECT_TRUE(rows->at(2).movement_data);
}

TEST(Movements, EnvelopesOfSnsAndSqsAreOpened)
{
    object const sns{{"Type", "Notification"}, {"Message", boost::json::serialize(event())}};
    object const sqs{{"ReceiptHandle", "x"}, {"Body", boost::json::serialize(sns)}};
    EXPECT_EQ(data_of(sns), data_of(event()));
    EXPECT_EQ(data_of(sqs), data_of(event()));
    auto const received = read_movements(boost::json::serialize(object{{"Messages", {sqs, sqs}}}));
    ASSERT_TRUE(received);
    EXPECT_EQ(received->size(), 2U);
    EXPECT_EQ(*received->back().movement_data, data_of(event()));
    EXPECT_THAT(why({{"Message", "not JSON"}}), testing::HasSubstr("/Message is not the text of a JSON object"));
    EXPECT_THAT(why({{"Message", 7}}), testing::HasSubstr("/Message is not a text"));
}

TEST(Movements, FileThatIsNoEventsIsAProblemAndOneWithoutAnyIsNot)
{
    for (char const* const text : {"[{\"eventType\": ", "number,prison\nA9001AA,LEI\n"}) {
        auto const rows = read_movements(text);
        ASSERT_FALSE(rows) << text;
        EXPECT_THAT(rows.error().next, testing::HasSubstr("Nothing was sent"));
        EXPECT_EQ(one_line(rows.error()).find("A9001AA"), std::string::npos);
    }
    EXPECT_THAT(*read_movements(" \n\n"), testing::IsEmpty());
    EXPECT_THAT(*read_movements("[]"), testing::IsEmpty());
}

TEST(Movements, SameMovementToldAgainIsTheSameMessage)
{
    auto const id = [](object const& told) { return text_at(event_of(only_row(told), true, kAddress), "id"); };
    object again = event({{"publishedAt", "2026-10-14T15:59:00Z"}, {"version", "1"}, {"description", "Again"}});
    again["occurredAt"] = "2026-10-14T14:08:51.000Z";
    EXPECT_EQ(id(again), id(event()));
    EXPECT_NE(id(with_information({{"prisonId", "HLI"}})), id(event()));
    EXPECT_NE(id(event({{"occurredAt", "2026-10-14T15:08:52+01:00"}})), id(event()));
    EXPECT_NE(id(event({{"eventType", "prisoner-offender-search.prisoner.received"}})), id(event()));
    EXPECT_EQ(id(event()).find("A9001AA"), std::string::npos);
}

TEST(Movements, MessageSaysFromWhomToWhomAndThatABlockConcernsThePrisoner)
{
    object const message = event_of(only_row(event()), true, kAddress);
    EXPECT_EQ(text_at(message, "type"), "prison.movement");
    EXPECT_EQ(text_at(message, "source"), "prison.hull");
    EXPECT_EQ(text_at(message, "recipient"), "police.north-yorkshire");
    EXPECT_EQ(text_at(message, "purpose"), "contact_blocking");
    EXPECT_TRUE(json::flag_at(json::object_at(message, "data"), "contact_block"));
}

TEST(Blocked, ListIsNumbersWithNotesAndNothingElse)
{
    auto const numbers = read_blocked("\xEF\xBB\xBF# of today\nA9001AA\r\n\n  A9002AA  # Leeds\n");
    ASSERT_TRUE(numbers);
    EXPECT_THAT(*numbers, testing::ElementsAre("A9001AA", "A9002AA"));
    auto const wrong = read_blocked("A9001AA\nA9002A\n");
    ASSERT_FALSE(wrong);
    EXPECT_THAT(wrong.error().detail, testing::HasSubstr("Line 2"));
    EXPECT_EQ(one_line(wrong.error()).find("A9002A "), std::string::npos);
}

TEST(Blocked, B5_MergeBringsTheOtherNumberOntoTheListWhereverItStandsInTheFile)
{
    auto const rows = read_movements(sample("movements.ndjson"));
    ASSERT_TRUE(rows);
    auto const blocked = with_merged(*read_blocked(sample("blocked.txt")), *rows);
    EXPECT_TRUE(blocked.contains("A9004AA"));
    EXPECT_FALSE(blocked.contains("A9007AA"));
}

TEST(Movements, SampleIsReadByContactBlocksAsItIsSent)
{
    auto const rows = read_movements(sample("movements.ndjson"));
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 13U);
    std::size_t read = 0;
    for (MovementRow const& row : *rows)
        if (row.movement_data && !row.skipped()) {
            auto const change = blocks::change_of("moved", *row.movement_data, row.number, Moment{});
            EXPECT_TRUE(change) << row.number << ": " << one_line(change.error());
            ++read;
        }
    EXPECT_EQ(read, 10U);
    EXPECT_TRUE(rows->at(6).skipped());
    EXPECT_FALSE(rows->at(11).movement_data);
    EXPECT_FALSE(rows->at(12).movement_data);
}

}  // namespace
}  // namespace micklegate::prisons
