// Reading: what a sound event holds, which place of a body is at fault, and which field is named for it.
#include "gateway/read/cloud_event.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <gtest/gtest.h>

namespace micklegate::read {
namespace {

constexpr std::string_view kSoundEvent = R"({"specversion":"1.0","id":"night-1","source":"police.north-yorkshire",
    "type":"encompass.notification","data":{"risk":"high"}})";

/// The sound event with the members of `change` put in; a null takes the member out.
std::string event_with(std::string_view change)
{
    auto event = boost::json::parse(kSoundEvent);
    auto const changed = boost::json::parse(change);
    for (auto const& member : changed.as_object()) {
        event.as_object().erase(member.key());
        if (!member.value().is_null())
            event.as_object().insert_or_assign(member.key(), member.value());
    }
    return boost::json::serialize(event);
}

Place read_one(std::string const& body, Limits const& limits = {})
{
    auto places = read_body(Framing::kSingle, body, limits);
    EXPECT_TRUE(places && places->size() == 1);
    return places->front();
}

TEST(ReadEvent, TakesEveryAttribute)
{
    Place const place =
        read_one(event_with(R"({"purpose":"safeguarding","recipient":"school.901233","agreement":"north-yorkshire",
        "actor":"PC 0719 Lythe","correlationid":"018f2a3b-0000-7000-8000-000000000001",
        "supersedes":"018f2a3b-0000-7000-8000-000000000002",
        "time":"2026-11-21T20:37:00+01:00","datacontenttype":"application/json"})"));
    ASSERT_TRUE(place.event) << one_line(place.event.error());
    Event const& event = place.event->event;
    EXPECT_EQ(place.id, "night-1");
    EXPECT_EQ(event.id, "night-1");
    EXPECT_EQ(event.source, AgencyId{"police.north-yorkshire"});
    EXPECT_EQ(event.type, MessageType{"encompass.notification"});
    EXPECT_EQ(event.purpose, "safeguarding");
    EXPECT_EQ(event.recipient, AgencyId{"school.901233"});
    EXPECT_EQ(event.agreement, "north-yorkshire");
    EXPECT_EQ(event.actor, "PC 0719 Lythe");
    EXPECT_EQ(event.correlation, "018f2a3b-0000-7000-8000-000000000001");
    EXPECT_EQ(event.supersedes, "018f2a3b-0000-7000-8000-000000000002");
    EXPECT_EQ(rfc3339(event.time.value()), "2026-11-21T19:37:00.000Z");
    EXPECT_EQ(event.data.at("risk").as_string(), "high");
}

TEST(ReadEvent, HasOneCanonicalTextHoweverItWasWritten)
{
    std::string const written =
        "{ \"data\" : {\"risk\":\"h\\u0069gh\"},\n\"type\":\"encompass.notification\",\"id\":\"night-1\","
        "\"source\":\"police.north-yorkshire\", \"specversion\":\"1.0\" }";
    EXPECT_EQ(read_one(written).event->canonical, read_one(event_with("{}")).event->canonical);
    EXPECT_NE(read_one(event_with(R"({"data":{"risk":"low"}})")).event->canonical,
              read_one(event_with("{}")).event->canonical);
}

struct BadEvent {
    char const* name;
    std::string body;
    ProblemCode code;
    char const* pointer;
};

class BadEvents : public testing::TestWithParam<BadEvent> {};

TEST_P(BadEvents, AreRefusedByName)
{
    Limits limits;
    limits.message_bytes = 1024;
    limits.json_depth = 4;
    limits.json_string_bytes = 128;
    limits.json_members = 12;
    limits.attribute_bytes = 64;
    Place const place = read_one(GetParam().body, limits);
    ASSERT_FALSE(place.event);
    Problem const& problem = place.event.error();
    EXPECT_EQ(problem.code, GetParam().code) << one_line(problem);
    ASSERT_EQ(problem.errors.empty(), *GetParam().pointer == '\0') << one_line(problem);
    if (!problem.errors.empty()) {
        EXPECT_EQ(problem.errors.front().pointer, GetParam().pointer);
    }
    EXPECT_EQ(one_line(problem).find("Zoe"), std::string::npos) << "a value of the caller is quoted";
}

INSTANTIATE_TEST_SUITE_P(
    Inputs, BadEvents,
    testing::Values(
        BadEvent{"no_json", "Zoe", ProblemCode::kMalformedJson, ""},
        BadEvent{"no_object", "[]", ProblemCode::kInvalidValue, ""},
        BadEvent{"no_specversion", event_with(R"({"specversion":null})"), ProblemCode::kMissingField, "/specversion"},
        BadEvent{"old_specversion", event_with(R"({"specversion":"0.3"})"), ProblemCode::kInvalidValue, "/specversion"},
        BadEvent{"no_id", event_with(R"({"id":null})"), ProblemCode::kMissingField, "/id"},
        BadEvent{"empty_id", event_with(R"({"id":""})"), ProblemCode::kInvalidValue, "/id"},
        BadEvent{"id_a_number", event_with(R"({"id":7})"), ProblemCode::kInvalidValue, "/id"},
        BadEvent{"id_with_nul", event_with("{\"id\":\"a\\u0000b\"}"), ProblemCode::kInvalidValue, "/id"},
        BadEvent{"id_with_newline", event_with(R"({"id":"a\nb"})"), ProblemCode::kInvalidValue, "/id"},
        BadEvent{"no_source", event_with(R"({"source":null})"), ProblemCode::kMissingField, "/source"},
        BadEvent{"no_type", event_with(R"({"type":null})"), ProblemCode::kMissingField, "/type"},
        BadEvent{"no_data", event_with(R"({"data":null})"), ProblemCode::kMissingField, "/data"},
        BadEvent{"data_a_text", event_with(R"({"data":"Zoe"})"), ProblemCode::kInvalidValue, "/data"},
        BadEvent{"time_without_offset", event_with(R"({"time":"2026-11-21T19:37:00"})"), ProblemCode::kInvalidValue,
                 "/time"},
        BadEvent{"correlation_not_random", event_with(R"({"correlationid":"Zoe Lythe"})"), ProblemCode::kInvalidValue,
                 "/correlationid"},
        BadEvent{"supersedes_not_random", event_with(R"({"supersedes":"Zoe Lythe"})"), ProblemCode::kInvalidValue,
                 "/supersedes"},
        BadEvent{"data_not_json", event_with(R"({"datacontenttype":"text/xml"})"), ProblemCode::kInvalidValue,
                 "/datacontenttype"},
        BadEvent{"unknown_attribute", event_with(R"({"subject":"Zoe"})"), ProblemCode::kUnknownField, "/subject"},
        BadEvent{"unknown_with_slash", event_with(R"({"a/b":"Zoe"})"), ProblemCode::kUnknownField, "/a~1b"},
        BadEvent{"data_base64", event_with(R"({"data_base64":"Wm9l"})"), ProblemCode::kUnknownField, "/data_base64"},
        BadEvent{"fraction", event_with(R"({"data":{"age":3.5}})"), ProblemCode::kInvalidValue, "/data/age"},
        BadEvent{"exponent", R"({"data":{"age":1e2}})", ProblemCode::kInvalidValue, "/data/age"},
        BadEvent{"duplicate_key", R"({"id":"Zoe","id":"Zoe"})", ProblemCode::kDuplicateKey, "/id"},
        BadEvent{"bad_utf8", "{\"id\":\"\xc3\x28\"}", ProblemCode::kInvalidUtf8, ""},
        BadEvent{"too_deep", event_with(R"({"data":{"a":{"b":{"c":{}}}}})"), ProblemCode::kTooDeep, ""},
        BadEvent{"long_string", event_with("{\"data\":{\"a\":\"" + std::string(129, 'Z') + "\"}}"),
                 ProblemCode::kStringTooLong, "/data/a"},
        BadEvent{"long_attribute", event_with("{\"actor\":\"" + std::string(65, 'Z') + "\"}"),
                 ProblemCode::kStringTooLong, "/actor"},
        BadEvent{"many_members", event_with(R"({"data":{"a":[1,2,3,4,5,6,7,8,9,10,11,12,13]}})"),
                 ProblemCode::kInvalidValue, "/data/a/12"},
        BadEvent{"large", event_with("{}") + std::string(1024, ' '), ProblemCode::kBodyTooLarge, ""}),
    [](auto const& row) { return row.param.name; });

TEST(ReadBody, ABadPlaceSpoilsOnlyItself)
{
    for (auto const& [framing, body] :
         {std::pair{Framing::kBatch, "[" + event_with("{}") + "," + event_with(R"({"id":"night-2","type":null})") +
                                         "," + event_with(R"({"id":"night-3"})") + ",7]"},
          std::pair{Framing::kLines, event_with("{}") + "\r\n\n" + event_with(R"({"id":"night-2","type":null})") +
                                         "\n" + event_with(R"({"id":"night-3"})") + "\n{"}}) {
        auto const places = read_body(framing, body, {});
        ASSERT_TRUE(places) << one_line(places.error());
        ASSERT_EQ(places->size(), 4U);
        EXPECT_TRUE((*places)[0].event);
        EXPECT_EQ((*places)[1].id, "night-2");
        EXPECT_EQ((*places)[1].event.error().code, ProblemCode::kMissingField);
        EXPECT_TRUE((*places)[2].event);
        EXPECT_EQ((*places)[2].id, "night-3");
        EXPECT_FALSE((*places)[3].event);
        EXPECT_EQ((*places)[3].id, "");
    }
}

TEST(ReadBody, ABatchThatIsNoArrayIsRefusedWhole)
{
    for (std::string const& body : {std::string{"["}, "[" + event_with("{}") + ",]"})
        EXPECT_EQ(read_body(Framing::kBatch, body, {}).error().code, ProblemCode::kMalformedJson);
    EXPECT_EQ(read_body(Framing::kBatch, event_with("{}"), {}).error().code, ProblemCode::kInvalidValue);
}

TEST(ReadBody, TheBatchLimitHoldsForBothFramings)
{
    Limits limits;
    limits.batch_messages = 2;
    std::string const event = event_with("{}");
    EXPECT_EQ(read_body(Framing::kBatch, "[" + event + "," + event + "]", limits)->size(), 2U);
    EXPECT_EQ(read_body(Framing::kBatch, "[" + event + "," + event + "," + event + "]", limits).error().code,
              ProblemCode::kBatchTooLarge);
    EXPECT_EQ(read_body(Framing::kLines, event + "\n" + event + "\n\n", limits)->size(), 2U);
    EXPECT_EQ(read_body(Framing::kLines, event + "\n" + event + "\n" + event, limits).error().code,
              ProblemCode::kBatchTooLarge);
}

TEST(ReadBody, ABatchMayNotHoldOneMessageLargerThanASingleMayBe)
{
    Limits limits;
    limits.message_bytes = 256;
    std::string const large = event_with("{\"data\":{\"a\":\"" + std::string(256, 'Z') + "\"}}");
    auto const places = read_body(Framing::kBatch, "[" + large + "," + event_with("{}") + "]", limits);
    ASSERT_TRUE(places);
    EXPECT_EQ((*places)[0].event.error().code, ProblemCode::kBodyTooLarge);
    EXPECT_TRUE((*places)[1].event);
}

TEST(ReadBody, WithoutAnyEventIsRefused)
{
    EXPECT_EQ(read_body(Framing::kBatch, "[]", {}).error().code, ProblemCode::kInvalidValue);
    for (char const* body : {"", "\n", " \r\n\t\n"})
        EXPECT_EQ(read_body(Framing::kLines, body, {}).error().code, ProblemCode::kInvalidValue);
}

TEST(Framing, IsNamedByTheMediaTypeAlone)
{
    EXPECT_EQ(framing_of("application/cloudevents+json").value(), Framing::kSingle);
    EXPECT_EQ(framing_of("Application/CloudEvents+JSON; charset=utf-8").value(), Framing::kSingle);
    EXPECT_EQ(framing_of("application/cloudevents-batch+json").value(), Framing::kBatch);
    EXPECT_EQ(framing_of("application/x-ndjson").value(), Framing::kLines);
    for (char const* type :
         {"", "application/json", "text/plain", "application/cloudevents+xml", ";application/x-ndjson"})
        EXPECT_EQ(framing_of(type).error().code, ProblemCode::kUnsupportedMediaType) << type;
}

}  // namespace
}  // namespace micklegate::read
