// People in the log: linkable to a reader of the log, named only to the holder of the site's key.
#include "gateway/commit/actor.hpp"

#include <gtest/gtest.h>

namespace micklegate::commit {
namespace {

class ActorTest : public testing::Test {
protected:
    static void SetUpTestSuite() { crypto::initialise(); }

    crypto::SiteKeys const keys = crypto::SiteKeys::derive(crypto::Secret::random(32));
    AgencyId const school{"school.901233"};
    static constexpr std::string_view kReader = "A. Reader, deputy DSL";
};

TEST_F(ActorTest, OnePersonIsOnePseudonymAtOneAgency)
{
    MarkedActor const first = mark_actor(keys, school, kReader);
    EXPECT_EQ(mark_actor(keys, school, kReader).mark.pseudonym, first.mark.pseudonym);
    EXPECT_NE(mark_actor(keys, school, kReader).mark.commitment, first.mark.commitment)
        << "a guess could be tested against it";
    EXPECT_NE(mark_actor(keys, school, "B. Reader").mark.pseudonym, first.mark.pseudonym);
    EXPECT_NE(mark_actor(keys, AgencyId{"school.901234"}, kReader).mark.pseudonym, first.mark.pseudonym);
}

TEST_F(ActorTest, TheSiteKeyOpensTheIdentityAndNoOtherDoes)
{
    MarkedActor const actor = mark_actor(keys, school, kReader);
    EXPECT_EQ(as_text(actor.opening).find("Reader"), std::string_view::npos);
    EXPECT_EQ(open_actor(keys, actor.mark, actor.opening).value(), kReader);
    crypto::SiteKeys const others = crypto::SiteKeys::derive(crypto::Secret::random(32));
    EXPECT_EQ(open_actor(others, actor.mark, actor.opening).error().code, ProblemCode::kIntegrity);
}

TEST_F(ActorTest, AnOpeningOfAnotherMarkIsRefused)
{
    MarkedActor const first = mark_actor(keys, school, kReader);
    MarkedActor const second = mark_actor(keys, school, kReader);
    EXPECT_EQ(open_actor(keys, first.mark, second.opening).error().code, ProblemCode::kIntegrity);
    Bytes changed = first.opening;
    changed.back() ^= 1U;
    EXPECT_EQ(open_actor(keys, first.mark, changed).error().code, ProblemCode::kIntegrity);
    EXPECT_EQ(open_actor(keys, first.mark, {}).error().code, ProblemCode::kIntegrity);
}

}  // namespace
}  // namespace micklegate::commit
