// Whom an escalation turns to: never somebody who cannot be reached, and never whom the message was kept from.
#include "gateway/watch/turn_to.hpp"

#include "tests/support/sample_partnership.hpp"

#include <gtest/gtest.h>

namespace micklegate::watch {
namespace {

class TurnTo : public testing::Test {
protected:
    void SetUp() override
    {
        accepted.agency = samples::kForce.get();
        accepted.recipient = "school.901233";
    }
    std::string to(std::string_view target) const
    {
        return turned_to(target, accepted, {agencies, samples::registers().schools, samples::kDesk}).get();
    }
    void add(std::string const& id, std::string const& kind)
    {
        Agency& agency = agencies[AgencyId{id}];
        agency.id = AgencyId{id};
        agency.kind = kind;
    }

    Agencies agencies = *samples::Partnership{}.agencies();
    commit::Entry accepted;
};

TEST_F(TurnTo, ARoleIsAtTheRecipient)
{
    for (char const* const role : {"deputy", "head", "manager"})
        EXPECT_EQ(to(role), "school.901233");
}

TEST_F(TurnTo, TheAuthorityIsTheOneInWhoseAreaTheSchoolLies)
{
    EXPECT_EQ(to("la_childrens"), "la.815");
    accepted.recipient = "school.901018";
    EXPECT_EQ(to("la_childrens"), "la." + samples::registers().schools.by_urn("901018")->la_code);
}

TEST_F(TurnTo, AnotherKindIsTheSenderOrTheOnlyOne)
{
    EXPECT_EQ(to("police"), samples::kForce.get());
    add("hub.supporting-victims", "sv_hub");
    EXPECT_EQ(to("sv_hub"), "hub.supporting-victims");
    EXPECT_EQ(to("duty_desk"), samples::kDesk.get());
}

TEST_F(TurnTo, WhereSeveralFitTheDeskIsAskedAndNobodyIsGuessed)
{
    accepted.recipient = "provider.idas";
    EXPECT_EQ(to("la_childrens"), samples::kDesk.get());
    add("hub.one", "sv_hub");
    add("hub.two", "sv_hub");
    EXPECT_EQ(to("sv_hub"), samples::kDesk.get());
    EXPECT_EQ(to("matac"), samples::kDesk.get()) << "there is none";
}

TEST_F(TurnTo, B7_ASuspendedAgencyIsNotTurnedTo)
{
    agencies.at(AgencyId{"la.815"}).suspended = true;
    EXPECT_EQ(to("la_childrens"), samples::kDesk.get());
    agencies.at(AgencyId{"school.901233"}).suspended = true;
    EXPECT_EQ(to("head"), samples::kDesk.get());
    agencies.erase(AgencyId{"school.901233"});
    EXPECT_EQ(to("head"), samples::kDesk.get());
}

TEST_F(TurnTo, B19_WhomTheMessageWasKeptFromIsNotToldOfIt)
{
    accepted.recipient = "la.816";
    accepted.instead_of = "la.815";
    agencies.at(AgencyId{"la.816"}).kind = "la_adults";
    EXPECT_EQ(to("la_childrens"), samples::kDesk.get());
    accepted.instead_of = "school.901233";
    EXPECT_EQ(to("head"), "la.816") << "the alternate's own";
}

}  // namespace
}  // namespace micklegate::watch
