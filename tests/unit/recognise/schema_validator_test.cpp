// The schema: each way not to fit has its code, its place and a sentence that quotes nothing.
#include "gateway/recognise/schema_validator.hpp"

#include "sample_spec.hpp"

#include <gtest/gtest.h>

namespace micklegate::recognise {
namespace {

struct Misfit {
    char const* name;
    std::string data;
    char const* code;
    std::vector<std::string> pointers;
};

class SchemaFinds : public testing::TestWithParam<Misfit> {};

TEST_P(SchemaFinds, TheFaultAndItsPlace)
{
    MessageSpec const spec = notice_spec();
    boost::json::object data = data_of(GetParam().data);
    boost::json::object const before = data;
    auto const faults = schema_faults(*spec.validator, data);
    ASSERT_TRUE(faults);
    EXPECT_EQ(data, before);
    EXPECT_EQ(faults->code, GetParam().code);
    std::vector<std::string> pointers;
    for (FieldFault const& fault : faults->errors) {
        pointers.push_back(fault.pointer);
        EXPECT_EQ(fault.detail.find("secret"), std::string::npos) << fault.detail;
        EXPECT_FALSE(fault.detail.empty());
    }
    std::sort(pointers.begin(), pointers.end());
    EXPECT_EQ(pointers, GetParam().pointers);
}

std::string with(std::string const& more)
{
    return "{" + more + R"(,"occurred_at":"x","surname":"S","dob":"x","home_educated":true})";
}

INSTANTIATE_TEST_SUITE_P(
    Data, SchemaFinds,
    testing::Values(
        Misfit{"missing",
               R"({"occurred_at":"x","surname":"S"})",
               "missing_mandatory",
               {"/data/dob", "/data/home_educated"}},
        Misfit{"missing_and_unknown",
               R"({"secret":1})",
               "missing_mandatory",
               {"/data/dob", "/data/home_educated", "/data/occurred_at", "/data/secret", "/data/surname"}},
        Misfit{"unknown", with(R"("secret/field":1)"), "unknown_field", {"/data/secret~1field"}},
        Misfit{"wrong_type", with(R"("forename":["secret"])"), "invalid_value", {"/data/forename"}},
        Misfit{"null", with(R"("forename":null)"), "invalid_value", {"/data/forename"}},
        Misfit{"not_listed", with(R"("risk":"secret")"), "invalid_value", {"/data/risk"}},
        Misfit{"too_long", with(R"("forename":"secretsecret")"), "invalid_value", {"/data/forename"}},
        Misfit{"above_range", with(R"("score":11)"), "invalid_value", {"/data/score"}},
        Misfit{"fraction", with(R"("score":1.5)"), "invalid_value", {"/data/score"}},
        Misfit{"too_many_items",
               with(R"("visits":[{"by":"a"},{"by":"b"},{"by":"c"}])"),
               "invalid_value",
               {"/data/visits"}},
        Misfit{"missing_inside", with(R"("visits":[{"by":"a"},{}])"), "missing_mandatory", {"/data/visits/1/by"}},
        Misfit{
            "unknown_inside", with(R"("visits":[{"by":"a","secret":2}])"), "unknown_field", {"/data/visits/0/secret"}},
        Misfit{"wrong_inside", with(R"("visits":[{"by":7}])"), "invalid_value", {"/data/visits/0/by"}},
        Misfit{"listed_before_a_nul", with(R"("risk":"high\u0000secret")"), "invalid_value", {"/data/risk"}},
        Misfit{"nul_inside", with(R"("visits":[{"by":"a\u0000secret"}])"), "invalid_value", {"/data/visits"}}),
    [](auto const& row) { return row.param.name; });

TEST(Schema, LetsSoundDataThroughAndLeavesFormatsToTheChecks)
{
    MessageSpec const spec = notice_spec();
    boost::json::object data =
        data_of(with(R"("risk":"high","score":10,"visits":[{"by":"a"}],"forename":"Zoë Zoë Zo")"));
    EXPECT_FALSE(schema_faults(*spec.validator, data));
}

TEST(Schema, RefusesRegularExpressionsWhereverTheyStand)
{
    for (char const* schema :
         {R"({"properties":{"a":{"type":"string","pattern":"(a+)+$"}}})", R"({"patternProperties":{"^a":{}}})",
          R"({"properties":{"a":{"items":{"pattern":"a"}}}})", R"({"allOf":[{"properties":{"a":{"pattern":"a"}}}]})",
          R"({"properties":{"a":{"items":[{},{"pattern":"a"}]}}})", R"({"if":{"not":{"pattern":"a"}}})"})
        EXPECT_FALSE(compile_schema(data_of(schema))) << schema;
    EXPECT_TRUE(compile_schema(data_of(R"({"properties":{"pattern":{"type":"string"},"format":{"type":"string"}}})")));
}

TEST(Schema, RefusesReferencesWhereverTheyStand)
{
    std::string pool;
    for (int i = 1; i < 40; ++i) {
        std::string const former = R"({"$ref":"#/definitions/)" + std::to_string(i - 1) + R"("})";
        pool += ",\"" + std::to_string(i) + R"(":{"allOf":[)" + former + "," + former + "]}";
    }
    struct Referring {
        std::string schema;
        char const* pointer;
    };
    for (Referring const& each : {
             Referring{R"({"allOf":[{"$ref":"#"}]})", "/allOf/0/$ref"},
             Referring{R"({"if":{"properties":{"a/b":{"not":{"$ref":"#"}}}}})", "/if/properties/a~1b/not/$ref"},
             Referring{R"({"properties":{"a":{"const":{"pattern":"(a+)+$"}}},)"
                       R"("allOf":[{"$ref":"#/properties/a/const"}]})",
                       "/allOf/0/$ref"},
             Referring{R"({"definitions":{"a":{"$ref":"#/definitions/a"}}})", "/definitions"},
             Referring{R"({"definitions":{"0":{})" + pool + R"(},"allOf":[{"$ref":"#/definitions/39"}]})",
                       "/definitions"},
         }) {
        auto const compiled = compile_schema(data_of(each.schema));
        ASSERT_FALSE(compiled) << each.schema;
        ASSERT_EQ(compiled.error().errors.size(), 1U) << each.schema;
        EXPECT_EQ(compiled.error().errors.front().pointer, each.pointer);
    }
    EXPECT_TRUE(compile_schema(data_of(R"({"properties":{"$ref":{"type":"string"}}})")));
}

TEST(Schema, RefusesWhatIsNotASchema)
{
    EXPECT_FALSE(compile_schema(data_of(R"({"type":"text"})")));
    EXPECT_FALSE(compile_schema(data_of(R"({"required":"a"})")));
}

}  // namespace
}  // namespace micklegate::recognise
