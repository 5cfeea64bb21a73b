// Only what the rule releases survives, and the manifest says so field by field.
#include "gateway/minimise/minimise.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace micklegate::minimise {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Minimise : public ::testing::Test {
protected:
    Minimise()
    {
        spec_.fields = {{"summary", "Summary", "free_text", "", ""},
                        {"details", "Details", "free_text", "", ""},
                        {"victim_name", "Victim", "identity", "", ""},
                        {"risk", "Risk", "intelligence", "", ""}};
        message_.spec = &spec_;
        agreement_.name = "agreement";
        rule_.name = "rule";
        rule_.release = {"summary", "details"};
    }

    Passed<Release> run(boost::json::object data, std::vector<Known> const& known = {}, bool prisons = false)
    {
        message_.event.data = std::move(data);
        return minimise(message_, {&agreement_, &rule_, ""}, {known, prisons});
    }

    recognise::MessageSpec spec_;
    recognise::Message message_;
    policy::Agreement agreement_;
    policy::Rule rule_;
};

TEST_F(Minimise, KeepsReleasedFieldsAndNamesTheOthers)
{
    auto const release = run({{"victim_name", "Siân Lythe"}, {"summary", "Shouting."}, {"risk", "high"}});

    ASSERT_TRUE(release);
    EXPECT_EQ(release->data, (boost::json::object{{"summary", "Shouting."}}));
    EXPECT_THAT(release->released, ElementsAre("summary"));
    EXPECT_THAT(release->withheld, ElementsAre("risk", "victim_name"));
}

TEST_F(Minimise, ReleasesNothingWhereNothingIsListed)
{
    rule_.release.clear();

    auto const release = run({{"summary", "Shouting."}});

    ASSERT_TRUE(release);
    EXPECT_THAT(release->data, IsEmpty());
    EXPECT_THAT(release->withheld, ElementsAre("summary"));
}

TEST_F(Minimise, HoldsALeakByNamingFieldsAndNeverTheValue)
{
    auto const release = run({{"summary", "Sian Lythe was hurt."}, {"victim_name", "Siân Lythe"}});

    ASSERT_FALSE(release);
    Stop const& stop = release.error();
    EXPECT_EQ(stop.kind, Stop::Kind::kHeld);
    EXPECT_EQ(stop.code, "withheld_value_in_text");
    EXPECT_EQ(stop.rule, "agreement/rule");
    ASSERT_EQ(stop.errors.size(), 1U);
    EXPECT_EQ(stop.errors[0].pointer, "/summary");
    EXPECT_THAT(stop.why, HasSubstr("victim_name"));
    EXPECT_THAT(stop.why + stop.errors[0].detail, Not(HasSubstr("Lythe")));
}

TEST_F(Minimise, HoldsAKnownValueWithoutConfirmingToItsWriterWhatItIs)
{
    crypto::ShortHashKey const key{1, 2, 3};
    auto const marks = guard::marks_of("address_victim", "9 Cragdale Road, Nunstead", key);

    auto const release = run({{"summary", "at 9 Cragdale Rd"}}, {{marks, &key}});

    ASSERT_FALSE(release);
    Stop const& stop = release.error();
    EXPECT_EQ(stop.kind, Stop::Kind::kHeld);
    EXPECT_EQ(stop.code, "known_value_in_text");
    EXPECT_EQ(stop.errors.at(0).pointer, "/summary");
    EXPECT_THAT(stop.why + stop.errors[0].detail, Not(HasSubstr("address")));
    EXPECT_TRUE(run({{"summary", "at 7 Cragdale Rd"}}, {{marks, &key}}));
}

TEST_F(Minimise, NamesNoPrisonToWhomNoneMayBeNamed)
{
    for (char const* const text :
         {"Letters came from HMP Leeds.", "He is at H.M.P. Hull now.", "moved to Wealstun prison",
          "in HMP/YOI Low Newton", "a letter from prison, Doncaster"}) {
        auto const release = run({{"summary", text}}, {}, true);
        ASSERT_FALSE(release) << text;
        EXPECT_EQ(release.error().code, "prison_in_text");
        EXPECT_EQ(release.error().kind, Stop::Kind::kHeld);
        EXPECT_TRUE(run({{"summary", text}})) << text;
    }
    for (char const* const text :
         {"She lives in Leeds.", "He will be released from prison in March.", "Hull City Council"})
        EXPECT_TRUE(run({{"summary", text}}, {}, true)) << text;
}

TEST_F(Minimise, LooksIntoNestedValues)
{
    auto const release =
        run({{"details", {{"notes", {"calm", {{"by", "told by SIAN LYTHE"}}}}}}, {"victim_name", "Siân Lythe"}});

    ASSERT_FALSE(release);
    EXPECT_EQ(release.error().errors[0].pointer, "/details");
}

}  // namespace
}  // namespace micklegate::minimise
