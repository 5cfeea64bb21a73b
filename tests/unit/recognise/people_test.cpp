// Everybody whom a type lists under people is found, in a text, in several, in a list.
#include "gateway/recognise/people.hpp"
#include "sample_spec.hpp"

#include <gtest/gtest.h>

namespace micklegate::recognise {
namespace {

using Texts = std::vector<std::string>;

TEST(PeopleNamed, AreTheFullNamesThatAreGiven)
{
    MessageSpec spec = notice_spec();
    spec.people.push_back({"officer", {"school_name"}, {}});
    EXPECT_EQ(people_named(notice_data(R"("forename":"Zoë",)"), spec), Texts{"Zoë Hodgson"});
    EXPECT_EQ(people_named(notice_data(), spec), Texts{"Hodgson"});
    EXPECT_EQ(people_named({}, spec), Texts{});
}

TEST(PeopleNamed, IncludeEachOfAList)
{
    MessageSpec spec = notice_spec();
    spec.people = {{"child", {"children"}, {}}, {"alias", {"aliases"}, {}}};
    auto const data = data_of(
        R"({"children":[{"name":"Zoë Hodgson"},{"birth_date":"2020-07-09"},{"name":7}],"aliases":["Siân Lythe"]})");
    EXPECT_EQ(people_named(data, spec), (Texts{"Zoë Hodgson", "Siân Lythe"}));
}

}  // namespace
}  // namespace micklegate::recognise
