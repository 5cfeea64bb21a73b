// Loading a message type: everything it says is read, and a slip of the pen is named by its place.
#include "sample_spec.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace micklegate::recognise {
namespace {

using Texts = std::vector<std::string>;
using TextSet = std::set<std::string>;

TEST(LoadMessageSpec, ReadsWhatTheFileSays)
{
    MessageSpec const spec = notice_spec();
    EXPECT_EQ(spec.type, MessageType{"test.notice"});
    EXPECT_EQ(spec.title, "Notice");
    EXPECT_EQ(spec.fields.size(), 16U);
    ASSERT_NE(spec.field("dob"), nullptr);
    EXPECT_EQ(spec.field("dob")->title, "Date of birth");
    EXPECT_EQ(spec.field("dob")->field_class, "identity");
    EXPECT_EQ(spec.field("dob")->check, "date");
    EXPECT_EQ(spec.field("dob")->not_after, "occurred_at");
    EXPECT_EQ(spec.field("no_such"), nullptr);
    EXPECT_EQ(spec.recipient.by, RecipientRule::By::kSchool);
    EXPECT_EQ(spec.recipient.area_postcode_field, "postcode");
    EXPECT_NE(spec.validator, nullptr);
}

TEST(LoadMessageSpec, ReadsWhatTheCatalogueSaysOfTheType)
{
    MessageSpec const spec = notice_spec();
    EXPECT_EQ(spec.version, 3);
    EXPECT_EQ(spec.row, 1);
    EXPECT_EQ(spec.senders, TextSet{"police"});
    EXPECT_EQ(spec.recipients, (TextSet{"la_childrens", "school"}));
    EXPECT_EQ(spec.completes, "opened");
    EXPECT_EQ(spec.states, (Texts{"delivered", "opened", "rejected"}));
    EXPECT_EQ(spec.rejections, (TextSet{"not_on_roll", "wrong_area"}));
    EXPECT_EQ(spec.subject_fields, (Texts{"child_upn", "forename", "surname", "dob"}));
    EXPECT_EQ(spec.follows_field, "earlier");
    EXPECT_EQ(spec.effect, Effect::kCorrects);
    ASSERT_EQ(spec.people.size(), 1U);
    EXPECT_EQ(spec.people.front().role, "child");
    EXPECT_EQ(spec.people.front().name_fields, (Texts{"forename", "surname"}));
    EXPECT_EQ(spec.people.front().birth_field, "dob");
    EXPECT_EQ(spec.link_fields, Texts{"incident_ref"});
}

std::string with(std::string const& from, std::string const& to)
{
    std::string text = kNoticeFile;
    std::size_t const at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

Result<MessageSpec> loaded(std::string const& text) { return load_message_spec("messages/test.notice.json", text); }

TEST(LoadMessageSpec, TakesARowThatAPartnershipAddsAndATypeThatNamesNobody)
{
    EXPECT_EQ(loaded(with(R"("row": 1)", R"("row": 55)")).value().row, 55);
    EXPECT_TRUE(loaded(with(R"(
    "subject": ["child_upn", "forename", "surname", "dob"],)",
                            ""))
                    .value()
                    .subject_fields.empty());
    EXPECT_TRUE(loaded(with(R"({"role": "child", "name": ["forename", "surname"], "birth": "dob"})", ""))
                    .value()
                    .people.empty());
    EXPECT_TRUE(loaded(with(R"("links": ["incident_ref"])", R"("links": [])")).value().link_fields.empty());
    EXPECT_EQ(loaded(with(R"(, "birth": "dob")", "")).value().people.front().birth_field, "");
    auto const accepted = loaded(with(R"("completes": "opened",
    "states": ["delivered", "opened", "rejected"],
    "rejections": ["not_on_roll", "wrong_area"])",
                                      R"("completes": "accepted", "states": [], "rejections": [])"));
    EXPECT_TRUE(accepted.value().states.empty());
}

/// The notice with a list of people in the place of its visits.
std::string with_list(std::string const& people, std::string const& inner = "name")
{
    std::string text = with(R"("people": [{"role": "child", "name": ["forename", "surname"], "birth": "dob"}])",
                            R"("people": [{"role": "child", "name": [)" + people + "]}]");
    for (std::size_t at = text.find("\"by\"", text.find("\"visits\": {")); at != std::string::npos;
         at = text.find("\"by\"", at + inner.size()))
        text.replace(at, 4, '"' + inner + '"');
    return text;
}

TEST(LoadMessageSpec, TakesAListOfPeopleByItself)
{
    EXPECT_EQ(loaded(with_list(R"("visits")")).value().people.front().name_fields, Texts{"visits"});
    EXPECT_FALSE(loaded(with_list(R"("visits", "surname")"))) << "whose surname would it be";
    EXPECT_FALSE(loaded(with_list(R"("visits")", "by"))) << "its items have no name";
}

TEST(LoadMessageSpec, TakesOnlyANameOfLowerCaseWordsThatIsTheFilesOwn)
{
    auto const takes = [](std::string const& name) {
        return load_message_spec("messages/" + name + ".json", with("test.notice", name)).has_value();
    };
    EXPECT_TRUE(takes("test.notice"));
    EXPECT_TRUE(takes("test.notice-2"));
    for (char const* name : {"Test.notice", "test_notice", "test..notice", ".notice", "notice.", ""})
        EXPECT_FALSE(takes(name)) << name;
    EXPECT_FALSE(load_message_spec("messages/test.notice.toml", kNoticeFile));
    EXPECT_FALSE(load_message_spec("messages/test.notices.json", kNoticeFile));
}

struct Slip {
    char const* name;
    std::string from;
    std::string to;
    std::string said;  ///< after the file's name
};

class LoadMessageSpecNames : public testing::TestWithParam<Slip> {};

TEST_P(LoadMessageSpecNames, TheSlipAndItsPlace)
{
    auto const spec = loaded(with(GetParam().from, GetParam().to));
    ASSERT_FALSE(spec);
    EXPECT_EQ(spec.error().code, ProblemCode::kConfiguration);
    std::string const line = one_line(spec.error());
    EXPECT_EQ(line.substr(0, ("messages/test.notice.json:" + GetParam().said).size()),
              "messages/test.notice.json:" + GetParam().said)
        << line;
}

constexpr auto kName = [](auto const& row) { return row.param.name; };

INSTANTIATE_TEST_SUITE_P(
    OfTheFile, LoadMessageSpecNames,
    testing::Values(
        Slip{"not_json", R"("title")", "title", "4:3: The text is not valid JSON (RFC 8259): syntax error."},
        Slip{"twin_key", R"("title")", R"("type": "object", "title")", "5:3: /type appears twice in its object."},
        Slip{"no_object", kNoticeFile, "[\n]", "1:1: The file must be a JSON object."},
        Slip{"other_name", "test.notice", "test.other", "3:10: /$id must be "},
        Slip{"no_prefix", "urn:micklegate:message:", "", "3:10: /$id must be "},
        Slip{"no_title", R"("title": "Notice")", R"("title": "")", "4:12: /title must be a text that is not empty."},
        Slip{"open_object", R"("additionalProperties": false,
  "x)",
             R"("additionalProperties": true,
  "x)",
             "6:27: /additionalProperties must be false."},
        Slip{"closed_by_nothing", R"(
  "additionalProperties": false,)",
             "", "1:1: /additionalProperties is missing: it must be false."},
        Slip{"unknown_keyword", R"("required": ["occ)", R"("require": ["occ)",
             "22:3: /require is not a keyword that may stand here. Did you mean required?"},
        Slip{"definitions", R"("required": ["occ)", R"("definitions": {}, "required": ["occ)",
             "22:3: /definitions is not a keyword that may stand here."},
        Slip{"reference", R"("required": ["occ)", R"("allOf": [{"$ref": "#"}], "required": ["occ)",
             "22:14: /allOf/0/$ref refers to another place. policies/README.md says what a schema may use."},
        Slip{"required_nothing", R"("required": ["occurred_at")", R"("required": ["ocurred_at")",
             "22:16: /required/0 must be a field of this type. Did you mean occurred_at?"},
        Slip{"regular_expression", R"("properties": {
    "occ)",
             R"("not": {"properties": {"surname": {"pattern": "^x"}}},
  "properties": {
    "occ)",
             "23:38: /not/properties/surname/pattern is a regular expression. policies/README.md says what"},
        Slip{"bad_schema", R"("required": ["by"])", R"("required": ["by", "by"])",
             "40:94: /properties/visits/items/required/1 stands in this list already."},
        Slip{
            "no_examples",
            R"({"occurred_at": "2026-11-21T19:37:00+00:00", "surname": "Hodgson", "dob": "2020-07-09", "home_educated": false}])",
            "]", "42:15: /examples must hold at least one example."},
        Slip{"example_unfit", R"("surname": "Hodgson")", R"("surname": "")",
             "42:72: /examples/0/surname is shorter than the schema allows."},
        Slip{"example_incomplete", R"("surname": "Hodgson", )", "",
             "42:16: /examples/0/surname is required and missing."},
        Slip{"example_unsound", R"("dob": "2020-07-09")", R"("dob": "2027-07-09")",
             "42:90: /examples/0/dob is later than \"When it happened\"."}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    OfAField, LoadMessageSpecNames,
    testing::Values(
        Slip{"without_title", R"("title": "Risk", )", "",
             "26:13: /properties/risk/title is missing: it must be a text that is not empty."},
        Slip{"without_class", R"(, "x-class": "risk_assessment")", "",
             "26:13: /properties/risk/x-class is missing: it must be a field class."},
        Slip{"slip_of_a_class", R"("risk_assessment")", R"("risk_asessment")",
             "26:106: /properties/risk/x-class must be a field class. Did you mean risk_assessment?"},
        Slip{"unknown_class", R"("risk_assessment")", R"("x")",
             "26:106: /properties/risk/x-class must be a field class. One of: identity, contact_safe, "},
        Slip{"unknown_check", R"("x-check": "upn")", R"("x-check": "nhs_numbr")",
             "30:113: /properties/child_upn/x-check must be the name of a check. Did you mean nhs_number?"},
        Slip{"check_of_no_text", R"("title": "Home-educated", )", R"("title": "Home-educated", "x-check": "date", )",
             "35:60: /properties/home_educated/x-check needs the type \"string\"."},
        Slip{"unknown_keyword", R"("maxLength": 10, "x-class": "id)", R"("maxLenght": 10, "x-class": "id)",
             "27:57: /properties/forename/maxLenght is not a keyword that may stand here. Did you mean maxLength?"},
        Slip{"not_after_nothing", R"("x-not-after": "occurred_at")", R"("x-not-after": "ocurred_at")",
             "29:149: /properties/dob/x-not-after must be \"now\" or a date or date-time field of this type. Did you "
             "mean occurred_at?"},
        Slip{"not_after_a_name", R"("x-not-after": "occurred_at")", R"("x-not-after": "surname")",
             "29:149: /properties/dob/x-not-after must be "},
        Slip{"not_after_of_no_time", R"("x-check": "upn")", R"("x-check": "upn", "x-not-after": "now")",
             "30:120: /properties/child_upn/x-not-after needs the x-check date or date-time."},
        Slip{"no_type", R"("title": "Risk", "type": "string", )", R"("title": "Risk", )",
             "26:13: /properties/risk/type is missing: it must be the name of a type."},
        Slip{"unknown_type", R"("type": "integer")", R"("type": "number")",
             "38:41: /properties/score/type must be the name of a type. One of: string, boolean, integer, array, "
             "object."},
        Slip{"two_types", R"("type": "integer")", R"("type": ["integer", "null"])",
             "38:41: /properties/score/type must be the name of a type."},
        Slip{"text_without_end", R"("title": "Surname", "type": "string", "minLength": 1, "maxLength": 20)",
             R"("title": "Surname", "type": "string", "minLength": 1)",
             "28:16: /properties/surname/maxLength is missing: it must be a whole number from 1 to 1000000."},
        Slip{"text_of_nothing", R"("minLength": 1, "maxLength": 20)", R"("maxLength": 0)",
             "28:68: /properties/surname/maxLength must be a whole number"},
        Slip{"list_without_end", R"("maxItems": 2, )", "",
             "39:15: /properties/visits/maxItems is missing: it must be a whole number"},
        Slip{"list_of_anything", R"("items": {)", R"("uniqueItems": {)",
             "39:15: /properties/visits/items is missing: it must be an object."},
        Slip{
            "list_of_endless_texts",
            R"({"type": "object", "additionalProperties": false, "required": ["by"], "properties": {"by": {"title": "By whom", "type": "string", "maxLength": 20}}})",
            R"({"type": "string"})", "40:25: /properties/visits/items/maxLength is missing"},
        Slip{"open_inner_object", R"({"type": "object", "additionalProperties": false)", R"({"type": "object")",
             "40:25: /properties/visits/items/additionalProperties is missing: it must be false."},
        Slip{"inner_object_of_anything",
             R"("properties": {"by": {"title": "By whom", "type": "string", "maxLength": 20}})",
             R"("description": "x")", "40:25: /properties/visits/items/properties is missing: it must be an object."},
        Slip{"inner_text_without_end", R"("title": "By whom", "type": "string", "maxLength": 20)",
             R"("title": "By whom", "type": "string")",
             "40:116: /properties/visits/items/properties/by/maxLength is missing"},
        Slip{"inner_text_without_title", R"("title": "By whom", )", "",
             "40:116: /properties/visits/items/properties/by/title is missing"},
        Slip{"inner_unknown_keyword", R"("title": "By whom", )", R"("title": "By whom", "minLenght": 1, )",
             "40:137: /properties/visits/items/properties/by/minLenght is not a keyword that may stand here. Did you "
             "mean "
             "minLength?"},
        Slip{"inner_class", R"("title": "By whom", )", R"("title": "By whom", "x-class": "identity", )",
             "40:137: /properties/visits/items/properties/by/x-class belongs to the field as a whole, not to a part of "
             "it."},
        Slip{"class_of_items", R"("items": {)", R"("items": {"x-class": "identity", )",
             "40:26: /properties/visits/items/x-class belongs to the field as a whole"},
        Slip{"inner_check", R"("title": "By whom", )", R"("title": "By whom", "x-check": "email", )",
             "40:137: /properties/visits/items/properties/by/x-check belongs to the field as a whole"},
        Slip{"inner_required_nothing", R"("required": ["by"])", R"("required": ["bye"])",
             "40:88: /properties/visits/items/required/0 must be a property of this object. Did you mean by?"}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    OfTheMessage, LoadMessageSpecNames,
    testing::Values(
        Slip{"version_zero", R"("version": 3)", R"("version": 0)",
             "8:16: /x-message/version must be a whole number from 1 to 1000000."},
        Slip{"no_row", R"(
    "row": 1,)",
             "", "7:16: /x-message/row is missing: it must be a whole number from 1"},
        Slip{"row_zero", R"("row": 1)", R"("row": 0)", "9:12: /x-message/row must be a whole number from 1"},
        Slip{"row_in_words", R"("row": 1)", R"("row": "1")", "9:12: /x-message/row must be a whole number from 1"},
        Slip{"row_of_parts", R"("row": 1)", R"("row": 1.5)", "9:12: /x-message/row must be a whole number from 1"},
        Slip{"no_senders", R"(
    "senders": ["police"],)",
             "", "7:16: /x-message/senders is missing: it must be an array."},
        Slip{"nobody_sends", R"("senders": ["police"])", R"("senders": [])",
             "10:16: /x-message/senders must hold at least one: a kind of agency."},
        Slip{"unknown_sender", R"("senders": ["police"])", R"("senders": ["polcie"])",
             "10:17: /x-message/senders/0 must be a kind of agency. Did you mean police?"},
        Slip{"no_recipients", R"(
    "recipients": ["school", "la_childrens"],)",
             "", "7:16: /x-message/recipients is missing"},
        Slip{"unknown_recipient", R"("la_childrens"])", R"("la_children"])",
             "11:30: /x-message/recipients/1 must be a kind of agency. Did you mean la_childrens?"},
        Slip{"recipient_twice", R"("la_childrens"])", R"("school"])",
             "11:30: /x-message/recipients/1 stands in this list already."},
        Slip{"no_completes", R"(
    "completes": "opened",)",
             "", "7:16: /x-message/completes is missing: it must be a step that can finish a message."},
        Slip{"completed_by_rejection", R"("completes": "opened")", R"("completes": "rejected")",
             "12:18: /x-message/completes must be a step that can finish a message. "},
        Slip{"completed_by_no_state", R"("completes": "opened")", R"("completes": "actioned")",
             "12:18: /x-message/completes must be accepted or one of the states."},
        Slip{"no_states", R"(
    "states": ["delivered", "opened", "rejected"],)",
             "", "7:16: /x-message/states is missing"},
        Slip{"unknown_state", R"(["delivered", "opened")", R"(["delivered", "openned")",
             "13:29: /x-message/states/1 must be a step of a recipient. Did you mean opened?"},
        Slip{"states_out_of_order", R"(["delivered", "opened")", R"(["opened", "delivered")",
             "13:15: /x-message/states must stand in the order delivered, opened, actioned, rejected."},
        Slip{"no_rejections", R"(
    "rejections": ["not_on_roll", "wrong_area"],)",
             "", "7:16: /x-message/rejections is missing"},
        Slip{"unknown_rejection", R"("not_on_roll")", R"("not_on_role")",
             "14:20: /x-message/rejections/0 must be a rejection code. Did you mean not_on_roll?"},
        Slip{"rejected_without_a_code", R"(["not_on_roll", "wrong_area"])", "[]",
             "14:19: /x-message/rejections must name a code, because rejected is one of the states."},
        Slip{"code_without_rejected", R"("opened", "rejected")", R"("opened")",
             "14:19: /x-message/rejections must be [], because rejected is none of the states."},
        Slip{"subject_nothing", R"("subject": ["child_upn")", R"("subject": ["child_up")",
             "15:17: /x-message/subject/0 must be a text field of this type. Did you mean child_upn?"},
        Slip{"subject_of_no_text", R"("subject": ["child_upn")", R"("subject": ["score")",
             "15:17: /x-message/subject/0 must be a text field of this type."},
        Slip{"empty_subject", R"("subject": ["child_upn", "forename", "surname", "dob"])", R"("subject": [])",
             "15:16: /x-message/subject must hold at least one"},
        Slip{"follows_no_uuid", R"("follows": "earlier")", R"("follows": "incident_ref")",
             "16:16: /x-message/follows must be a field of this type with the x-check uuid. One of: earlier."},
        Slip{"follows_without_effect", R"("follows": "earlier", "effect": "corrects")", R"("follows": "earlier")",
             "7:16: /x-message/effect is missing: it must be what it does to the message it follows."},
        Slip{"unknown_effect", R"("effect": "corrects")", R"("effect": "corects")",
             "16:37: /x-message/effect must be what it does to the message it follows. Did you mean corrects?"},
        Slip{"effect_on_nothing", R"("follows": "earlier", )", "",
             "16:5: /x-message/effect may stand only beside follows."},
        Slip{"no_people", R"(
    "people": [{"role": "child", "name": ["forename", "surname"], "birth": "dob"}],)",
             "", "7:16: /x-message/people is missing: it must be an array."},
        Slip{"person_in_words", R"("people": [{)", R"("people": ["child", {)",
             "17:16: /x-message/people/0 must be an object."},
        Slip{"person_without_role", R"("role": "child", )", "",
             "17:16: /x-message/people/0/role is missing: it must be a text that is not empty."},
        Slip{"person_without_name", R"("name": ["forename", "surname"], )", "",
             "17:16: /x-message/people/0/name is missing: it must be an array."},
        Slip{"person_of_no_field", R"("name": ["forename")", R"("name": ["fornames")",
             "17:43: /x-message/people/0/name/0 must be a text field of this type. Did you mean forename?"},
        Slip{"person_of_no_text", R"("name": ["forename")", R"("name": ["home_educated")",
             "17:43: /x-message/people/0/name/0 must be a text field of this type."},
        Slip{"person_of_no_name", R"("name": ["forename", "surname"])", R"("name": [])",
             "17:42: /x-message/people/0/name must hold at least one"},
        Slip{"birth_of_no_date", R"("birth": "dob")", R"("birth": "occurred_at")",
             "17:76: /x-message/people/0/birth must be a field of this type with the x-check date. One of: dob, "
             "seen_on."},
        Slip{"unknown_key_of_a_person", R"("birth": "dob")", R"("birht": "dob")",
             "17:67: /x-message/people/0/birht is not a keyword that may stand here. Did you mean birth?"},
        Slip{"no_links", R"(,
    "links": ["incident_ref"])",
             "", "7:16: /x-message/links is missing"},
        Slip{"link_of_nothing", R"("links": ["incident_ref"])", R"("links": ["incident_reff"])",
             "18:15: /x-message/links/0 must be a text field of this type. Did you mean incident_ref?"},
        Slip{"unknown_key", R"("row": 1)", R"("rows": 1)",
             "9:5: /x-message/rows is not a keyword that may stand here. Did you mean row?"}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    OfTheRecipient, LoadMessageSpecNames,
    testing::Values(
        Slip{"by_nobody", R"("by": "school")", R"("by": "chance")",
             "20:25: /x-recipient/by must be sender or school. One of: sender, school."},
        Slip{"by_a_slip", R"("by": "school")", R"("by": "scool")",
             "20:25: /x-recipient/by must be sender or school. Did you mean school?"},
        Slip{"by_sender_and_more", R"("by": "school")", R"("by": "sender")",
             "20:18: /x-recipient needs nothing but \"by\""},
        Slip{"field_nothing", R"("urn": "school_urn")", R"("urn": "school_unr")",
             "20:65: /x-recipient/urn must be a field of this type. Did you mean school_urn?"},
        Slip{"unknown_key", R"("area_if")", R"("area_when")",
             "21:40: /x-recipient/area_when is not a keyword that may stand here."},
        Slip{"age_of_no_date", R"("birth_date": "dob")", R"("birth_date": "surname")",
             "20:124: /x-recipient/birth_date must be a field of this type with the x-check date or date-time."},
        Slip{"area_without_postcode", R"(, "area_postcode": "postcode")", "",
             "20:18: /x-recipient/area_postcode is missing"}),
    kName);

TEST(LoadMessageSpec, ReadsEveryTypeOfThePolicyFolder)
{
    std::size_t read = 0;
    for (auto const& entry :
         std::filesystem::directory_iterator{std::string{MICKLEGATE_SOURCE_DIR} + "/policies/messages"}) {
        if (entry.path().extension() != ".json")
            continue;
        std::ifstream file{entry.path(), std::ios::binary};
        std::string const text{std::istreambuf_iterator<char>{file}, {}};
        auto const spec = load_message_spec("messages/" + entry.path().filename().string(), text);
        EXPECT_TRUE(spec) << (spec ? "" : one_line(spec.error()));
        ++read;
    }
    EXPECT_GT(read, 0U);
}

}  // namespace
}  // namespace micklegate::recognise
