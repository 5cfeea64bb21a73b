// docs/openapi.yaml describes what is served, and is served as it stands.
#include "gateway/api/openapi.hpp"

#include "gateway/api/routes.hpp"
#include "gateway/model/recall_codes.hpp"
#include "gateway/model/rejection_codes.hpp"
#include "gateway/model/return_codes.hpp"
#include "tests/unit/api/services_fixture.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <fstream>
#include <set>

namespace micklegate::api {
namespace {

using boost::json::value;
using Names = std::set<std::string>;

value document() { return boost::json::parse(openapi_text()); }

/// "GET /log/{path}"; OpenAPI has no word for a parameter that takes the rest of the path.
std::string name_of(receive::Route const& route)
{
    std::string path = route.pattern;
    std::erase(path, '*');
    return route.method + " " + path;
}

Names texts(value const& list)
{
    Names names;
    for (value const& each : list.as_array())
        names.emplace(each.as_string());
    return names;
}

using OpenApi = ServicesTest;

TEST_F(OpenApi, NamesEveryRouteAndNoOther)
{
    receive::Routes const routes = agency_routes(services);
    Names served;
    for (receive::Route const& route : routes.rows())
        served.insert(name_of(route));
    value const whole = document();
    Names described;
    for (auto const& path : whole.at("paths").as_object())
        for (auto const& operation : path.value().as_object()) {
            std::string method{operation.key()};
            std::ranges::transform(method, method.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
            described.insert(method + " " + std::string{path.key()});
        }
    EXPECT_EQ(described, served);
}

TEST(OpenApiText, NamesEveryProblem)
{
    Names known;
    for (int code = 0; code <= static_cast<int>(ProblemCode::kInternal); ++code)
        known.insert("urn:micklegate:problem:" + std::string{slug(static_cast<ProblemCode>(code))});
    EXPECT_EQ(texts(document().at_pointer("/components/schemas/Problem/properties/type/enum")), known);
}

TEST(OpenApiText, NamesOnlyRejectionCodesThatAreTaken)
{
    for (auto const& code : texts(document().at_pointer("/components/schemas/Acknowledgement/properties/code/enum")))
        EXPECT_TRUE(is_rejection_code(code)) << code;
}

TEST(OpenApiText, NamesEveryReturnCode)
{
    Names known;
    for (ReturnCode const& row : kReturnCodes)
        known.emplace(row.code);
    EXPECT_EQ(texts(document().at_pointer("/components/schemas/Return/properties/code/enum")), known);
}

TEST(OpenApiText, NamesEveryRecallCodeAndBreachOutcome)
{
    Names codes;
    for (RecallCode const& row : kRecallCodes)
        codes.emplace(row.code);
    Names outcomes;
    for (BreachOutcome const& row : kBreachOutcomes)
        outcomes.emplace(row.code);
    EXPECT_EQ(texts(document().at_pointer("/components/schemas/Recall/properties/code/enum")), codes);
    EXPECT_EQ(texts(document().at_pointer("/components/schemas/Assessment/properties/outcome/enum")), outcomes);
}

TEST(OpenApiText, IsTheDocument)
{
    std::ifstream file{MICKLEGATE_SOURCE_DIR "/docs/openapi.yaml"};
    std::string const written{std::istreambuf_iterator<char>{file}, {}};
    EXPECT_EQ(openapi_text(), written);
}

void expect_references_resolve(value const& part, value const& whole)
{
    if (auto const* const list = part.if_array())
        for (value const& each : *list)
            expect_references_resolve(each, whole);
    auto const* const members = part.if_object();
    if (members == nullptr)
        return;
    for (auto const& member : *members) {
        if (member.key() == "$ref") {
            boost::system::error_code missing;
            EXPECT_TRUE(whole.find_pointer(member.value().as_string().subview(1), missing)) << member.value();
        }
        expect_references_resolve(member.value(), whole);
    }
}

TEST(OpenApiText, RefersOnlyToWhatItHolds)
{
    value const whole = document();
    expect_references_resolve(whole, whole);
}

}  // namespace
}  // namespace micklegate::api
