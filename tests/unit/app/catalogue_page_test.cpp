// The page of all pathways is the policies' own, to the letter.
#include "gateway/app/catalogue_page.hpp"

#include "tests/support/sample_policy.hpp"

#include <gtest/gtest.h>

namespace micklegate::app {
namespace {

TEST(CataloguePage, InTheDocsIsOfThesePolicies)
{
    std::ifstream file{MICKLEGATE_SOURCE_DIR "/docs/catalogue.md", std::ios::binary};
    std::string const written{std::istreambuf_iterator<char>{file}, {}};

    EXPECT_TRUE(written == catalogue_page(samples::policy()))
        << "Write it anew: micklegate policy catalogue policies > docs/catalogue.md";
}

TEST(CataloguePage, ShowsEachTypeRuleConditionAndField)
{
    std::string const page = catalogue_page(samples::policy());

    for (auto const& [type, spec] : samples::policy().catalogue) {
        EXPECT_NE(page.find("\n## " + type.get() + "\n"), std::string::npos) << type.get();
        for (auto const& field : spec.fields)
            EXPECT_NE(page.find("| `" + field.name + "` | "), std::string::npos) << field.name;
    }
    for (policy::Agreement const& agreement : samples::policy().agreements)
        for (policy::Rule const& rule : agreement.rules) {
            EXPECT_NE(page.find("**" + full_name(agreement, rule) + "**"), std::string::npos);
            for (policy::Condition const& condition : rule.conditions)
                EXPECT_NE(page.find("(`" + condition.code + "`)"), std::string::npos) << condition.code;
        }
}

}  // namespace
}  // namespace micklegate::app
