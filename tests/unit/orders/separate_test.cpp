// Which changes belong to which order.
#include "gateway/orders/separate.hpp"

#include "tests/unit/orders/script.hpp"

#include <set>

namespace micklegate::orders {
namespace {

using namespace test;
using testing::UnorderedElementsAre;

std::vector<std::set<Sequence>> entries(Script const& script)
{
    std::vector<std::set<Sequence>> orders;
    for (auto const& order : separate(script.changes))
        for (auto& known = orders.emplace_back(); Change const& change : order)
            known.insert(change.entry);
    return orders;
}

TEST(Separate, B22_TwoOrdersOfOneCaseAreTwo)
{
    Script const script = Script{}
                              .on("2026-11-19 11:40", order())
                              .on("2026-11-20 11:40", order(), "NMO-2")
                              .on("2026-11-20 15:00", served(), "NMO-2")
                              .on("2026-11-21 11:00", Discharged{});
    EXPECT_THAT(entries(script), UnorderedElementsAre(std::set<Sequence>{1, 4}, std::set<Sequence>{2, 3}));
    std::vector<std::string> words;
    for (auto const& each : separate(script.changes))
        words.push_back(in_words(standing_at(each, at("2026-11-22 00:00"))));
    EXPECT_THAT(words, UnorderedElementsAre("not in force", "in force, known, crime"));
}

TEST(Separate, AnOrderKeepsWhatIsToldOfItUnderItsNewReference)
{
    EXPECT_THAT(entries(Script{}
                            .on("2026-11-22 09:00", served(), "NMO-1-V2")
                            .on("2026-11-21 09:00", variation({"B"}, "NMO-1-V2"), "NMO-1-V")
                            .on("2026-11-20 09:00", variation({"A"}, "NMO-1-V"))
                            .on("2026-11-19 11:40", order())
                            .on("2026-11-23 09:00", Undertaking{"NMO-1-V2", {}, {}}, "UND-1")
                            .on("2026-11-24 09:00", Discharged{}, "UND-1")),
                UnorderedElementsAre(std::set<Sequence>{1, 2, 3, 4, 5, 6}));
}

TEST(Separate, AReferenceIsTheSameHoweverItIsSpelled)
{
    Script const script = Script{}
                              .on("2026-11-19 11:40", order())
                              .on("2026-11-20 11:40", served(), "nmo-1")
                              .on("2026-11-20 12:40", variation({"A"}, "nmo 1v"), "NMO 1")
                              .on("2026-11-21 11:00", Discharged{}, "NMO-1V");
    ASSERT_THAT(entries(script), UnorderedElementsAre(std::set<Sequence>{1, 2, 3, 4}));
    EXPECT_EQ(in_words(script.at_moment("2026-11-22 00:00")), "not in force, known");
    EXPECT_THAT(script.at_moment("2026-11-22 00:00").references, testing::ElementsAre("NMO-1", "nmo 1v"))
        << "as its court first wrote it";
}

TEST(Separate, B22_OrdersThatBecameOneStayTwoUntilThen)
{
    auto const both = [](std::string const& reference) {
        return std::pair{variation({reference + " and the other."}, "NMO-9", Varied::As::kConsolidated), reference};
    };
    Script script = Script{}.on("2026-11-19 11:40", order()).on("2026-11-19 12:40", order(), "NMO-2");
    script.on("2026-11-25 09:00", both("NMO-1").first, "NMO-1").on("2026-11-25 09:00", both("NMO-2").first, "NMO-2");
    script.on("2026-11-26 09:00", served(), "NMO-9");
    EXPECT_THAT(entries(script), UnorderedElementsAre(std::set<Sequence>{1, 3, 5}, std::set<Sequence>{2, 4, 5}));
}

TEST(Separate, AVariationUnderItsOwnReferenceOrInACircleLosesNothing)
{
    EXPECT_THAT(entries(Script{}.on("2026-11-19 11:40", order()).on("2026-11-20 11:40", variation({"A"}, "NMO-1"))),
                UnorderedElementsAre(std::set<Sequence>{1, 2}));
    EXPECT_THAT(entries(Script{}
                            .on("2026-11-19 11:40", order(), "X")
                            .on("2026-11-20 11:40", variation({"A"}, "Y"), "X")
                            .on("2026-11-21 11:40", variation({"A"}, "X"), "Y")),
                UnorderedElementsAre(std::set<Sequence>{1, 2, 3}));
}

TEST(Separate, AnUndertakingOfItsOwnIsOneOfItsOwn)
{
    EXPECT_THAT(entries(Script{}.on("2026-11-20 09:00", Undertaking{}, "UND-1").on("2026-11-19 09:00", order())),
                UnorderedElementsAre(std::set<Sequence>{1}, std::set<Sequence>{2}));
}

/// One order with two respondents: each message names one, or none.
class TwoRespondents : public testing::Test {
protected:
    Script& about(Script& script, Respondent respondent)
    {
        script.changes.back().respondent = std::move(respondent);
        return script;
    }
    Respondent const damon_{"damon", "askrigg", "1988-09-02"};
    Respondent const kell_{"kell", "askrigg", "1990-01-31"};
};

TEST_F(TwoRespondents, B25_ServiceOnOneTellsTheOtherNothing)
{
    Script script;
    about(script.on("2026-11-19 11:40", order()), damon_);
    about(script.on("2026-11-19 11:40", order()), kell_);
    about(script.on("2026-11-20 08:15", served()), kell_);
    script.on("2026-11-20 09:15", served());
    script.on("2026-12-03 10:30", Discharged{});
    EXPECT_THAT(entries(script), UnorderedElementsAre(std::set<Sequence>{1, 5}, std::set<Sequence>{2, 3, 5}));
    std::vector<std::string> words;
    for (auto const& each : separate(script.changes))
        words.push_back(in_words(standing_at(each, at("2026-11-22 00:00"))));
    EXPECT_THAT(words, UnorderedElementsAre("in force", "in force, known, crime"));
}

TEST_F(TwoRespondents, B25_OneRespondentIsKnownThoughNotEachMessageGivesTheSame)
{
    Script script;
    about(script.on("2026-11-19 11:40", order()), damon_);
    about(script.on("2026-11-19 11:40", order()), {"damon", "askrigg", ""});
    about(script.on("2026-11-19 11:40", order()), {"damon", "kell", "1988-09-02"});
    about(script.on("2026-11-20 08:15", served()), {"somebody", "else", ""});
    EXPECT_THAT(entries(script), UnorderedElementsAre(std::set<Sequence>{1, 2, 3, 4}));
    about(script.on("2026-11-19 11:40", order()), {"damon", "askrigg", "1961-09-02"});
    about(script.on("2026-11-20 08:15", served()), {"damon", "askrigg", ""});
    EXPECT_THAT(entries(script), UnorderedElementsAre(std::set<Sequence>{1, 2, 3}, std::set<Sequence>{2, 5}))
        << "father and son, and nobody says who of them was served";
}

}  // namespace
}  // namespace micklegate::orders
