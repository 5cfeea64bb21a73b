// Loading a message type: everything it says is read, and a slip of the pen is named by its place.
#include "sample_spec.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace micklegate::recognise {
namespace {

TEST(LoadMessageSpec, ReadsWhatTheFileSays)
{
    MessageSpec const spec = notice_spec();
    EXPECT_EQ(spec.type, MessageType{"test.notice"});
    EXPECT_EQ(spec.version, 3);
    EXPECT_EQ(spec.title, "Notice");
    EXPECT_EQ(spec.fields.size(), 14U);
    ASSERT_NE(spec.field("dob"), nullptr);
    EXPECT_EQ(spec.field("dob")->title, "Date of birth");
    EXPECT_EQ(spec.field("dob")->field_class, "identity");
    EXPECT_EQ(spec.field("dob")->check, "date");
    EXPECT_EQ(spec.field("dob")->not_after, "occurred_at");
    EXPECT_EQ(spec.field("no_such"), nullptr);
    EXPECT_EQ(spec.subject_fields, (std::vector<std::string>{"child_upn", "forename", "surname", "dob"}));
    EXPECT_EQ(spec.recipient.by, RecipientRule::By::kSchool);
    EXPECT_EQ(spec.recipient.area_postcode_field, "postcode");
    EXPECT_NE(spec.validator, nullptr);
}

std::string const kExample =
    R"({"occurred_at": "2026-11-21T19:37:00+00:00", "surname": "Hodgson", "dob": "2020-07-09", "home_educated": false})";

struct Slip {
    char const* name;
    std::string from;
    std::string to;
    char const* said;
};

class LoadMessageSpecNames : public testing::TestWithParam<Slip> {};

TEST_P(LoadMessageSpecNames, TheSlipAndItsPlace)
{
    std::string text = kNoticeFile;
    std::size_t const at = text.find(GetParam().from);
    ASSERT_NE(at, std::string::npos);
    text.replace(at, GetParam().from.size(), GetParam().to);
    auto const spec = load_message_spec("messages/test.notice.json", text);
    ASSERT_FALSE(spec);
    EXPECT_NE(one_line(spec.error()).find("test.notice.json: "), std::string::npos);
    EXPECT_NE(one_line(spec.error()).find(GetParam().said), std::string::npos) << one_line(spec.error());
}

INSTANTIATE_TEST_SUITE_P(
    Files, LoadMessageSpecNames,
    testing::Values(
        Slip{"not_json", R"("title")", "title", "not valid JSON"},
        Slip{"twin_key", R"("title")", R"("type": "object", "title")", "/type"},
        Slip{"other_name", "test.notice", "test.other", "/$id"},
        Slip{"no_prefix", "urn:micklegate:message:", "", "/$id"},
        Slip{"no_title", R"("title": "Notice")", R"("title": "")", "/title"},
        Slip{"open_object", R"("additionalProperties": false,
  "x)",
             R"("additionalProperties": true,
  "x)",
             "/additionalProperties"},
        Slip{"unknown_keyword", R"("required": ["occ)", R"("require": ["occ)", "/require is not"},
        Slip{"field_without_title", R"("title": "Risk", )", "", "/properties/risk/title"},
        Slip{"field_without_class", R"(, "x-class": "intelligence")", "", "/properties/risk/x-class"},
        Slip{"unknown_class", R"("intelligence")", R"("rumour")", "/properties/risk/x-class"},
        Slip{"unknown_check", R"("x-check": "upn")", R"("x-check": "nhs")", "/properties/child_upn/x-check"},
        Slip{"check_of_no_text", R"("title": "Home-educated", )", R"("title": "Home-educated", "x-check": "date", )",
             "/properties/home_educated/x-check"},
        Slip{"unknown_field_keyword", R"("maxLength")", R"("maxLenght")", "/properties/forename/maxLenght"},
        Slip{"not_after_nothing", R"("x-not-after": "occurred_at")", R"("x-not-after": "happened_at")",
             "/properties/dob/x-not-after"},
        Slip{"not_after_a_name", R"("x-not-after": "occurred_at")", R"("x-not-after": "surname")",
             "/properties/dob/x-not-after"},
        Slip{"required_nothing", R"("required": ["occurred_at")", R"("required": ["happened_at")", "/required/0"},
        Slip{"version_zero", R"("version": 3)", R"("version": 0)", "/x-message/version"},
        Slip{"subject_nothing", R"("subject": ["child_upn")", R"("subject": ["upn")", "/x-message/subject/0"},
        Slip{"recipient_by_nobody", R"("by": "school")", R"("by": "chance")", "/x-recipient/by"},
        Slip{"recipient_field_nothing", R"("urn": "school_urn")", R"("urn": "urn")", "/x-recipient/urn"},
        Slip{"recipient_unknown_key", R"("area_if")", R"("area_when")", "/x-recipient/area_when"},
        Slip{"age_of_no_date", R"("birth_date": "dob")", R"("birth_date": "surname")", "/x-recipient must count"},
        Slip{"bad_schema", R"("type": "array")", R"("type": "list")", "draft-07"},
        Slip{"no_examples", kExample, "", "/examples"},
        Slip{"example_unfit", R"("surname": "Hodgson")", R"("surname": "")", "/examples/0"},
        Slip{"example_unsound", R"("dob": "2020-07-09")", R"("dob": "2027-07-09")", "/examples/0"}),
    [](auto const& row) { return row.param.name; });

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
