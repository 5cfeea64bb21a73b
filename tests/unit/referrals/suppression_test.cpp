// What is left out stays unknown, whatever a reader adds up and takes away.
#include "gateway/referrals/suppression.hpp"

#include <gtest/gtest.h>

#include <random>

namespace micklegate::referrals {
namespace {

using Whole = std::optional<std::size_t>;

std::map<AgencyId, Figures> table(std::vector<Figure> const& services, std::size_t measure = 0)
{
    std::map<AgencyId, Figures> figures;
    for (std::size_t i = 0; i < services.size(); ++i)
        figures[AgencyId{"provider.s" + std::to_string(i)}].measures[measure] = services[i];
    return figures;
}

ShownFigure of_service(ShownReturn const& result, std::size_t service, std::size_t measure = 0)
{
    return result.services.at(AgencyId{"provider.s" + std::to_string(service)}).measures[measure];
}

TEST(Suppression, FigureAboutFewerThanFiveIsLeftOutAndNoughtToo)
{
    EXPECT_EQ(of_service(shown(table({{9, 20}})), 0).counted, 9U);
    EXPECT_EQ(of_service(shown(table({{5, 20}})), 0).counted, 5U);
    EXPECT_EQ(of_service(shown(table({{4, 20}})), 0).counted, std::nullopt);
    EXPECT_EQ(of_service(shown(table({{0, 20}})), 0).counted, std::nullopt);
    EXPECT_EQ(of_service(shown(table({{4, 20}})), 0).of, 20U);
}

TEST(Suppression, RestOfAFewIsFoundBySubtractionSoThePartIsLeftOut)
{
    EXPECT_EQ(of_service(shown(table({{19, 20}})), 0).counted, std::nullopt);
    EXPECT_EQ(of_service(shown(table({{16, 20}})), 0).counted, std::nullopt);
    EXPECT_EQ(of_service(shown(table({{15, 20}})), 0).counted, 15U);
    EXPECT_EQ(of_service(shown(table({{20, 20}})), 0).counted, 20U) << "100 % may be reported";
}

TEST(Suppression, PartOfAWholeThatIsLeftOutIsLeftOut)
{
    ShownFigure const figure = of_service(shown(table({{3, 3}})), 0);

    EXPECT_EQ(figure.of, std::nullopt);
    EXPECT_EQ(figure.counted, std::nullopt);
}

TEST(Suppression, OneServiceLeftOutTakesTheSmallestOtherWithIt)
{
    auto const result = shown(table({{10, 20}, {2, 12}, {30, 60}, {6, 18}}));

    EXPECT_EQ(of_service(result, 1).counted, std::nullopt);
    EXPECT_EQ(of_service(result, 3).counted, std::nullopt) << "else the total less the others gives it";
    EXPECT_EQ(of_service(result, 0).counted, 10U);
    EXPECT_EQ(result.all->measures[0].counted, 48U);
}

TEST(Suppression, TwoServicesLeftOutThatAreFewTogetherAreNotEnough)
{
    auto const result = shown(table({{1, 20}, {0, 20}, {9, 20}, {40, 60}}));

    EXPECT_EQ(of_service(result, 2).counted, std::nullopt) << "two services of one together are nought and one";
    EXPECT_EQ(of_service(result, 3).counted, 40U);
}

TEST(Suppression, WhereNoOtherServiceIsLeftTheTotalGoes)
{
    auto const result = shown(table({{1, 20}, {2, 20}}));

    EXPECT_EQ(result.all->measures[0].counted, std::nullopt);
    EXPECT_EQ(result.all->measures[0].of, 40U);
}

TEST(Suppression, OneServiceAloneHasNoTotalToSubtractFrom) { EXPECT_FALSE(shown(table({{10, 20}})).all); }

TEST(Suppression, FeedbackTellsNothingOfExitReviewsThatAreLeftOut)
{
    auto figures = table({{9, 10}}, kExitReview);
    figures.begin()->second.measures[kFeedback] = {9, 9};
    EXPECT_EQ(of_service(shown(figures), 0, kFeedback).of, std::nullopt);

    figures.begin()->second.measures[kExitReview] = {20, 30};
    figures.begin()->second.measures[kFeedback] = {9, 18};
    EXPECT_EQ(of_service(shown(figures), 0, kFeedback).of, std::nullopt) << "of two it is not known";
    figures.begin()->second.measures[kFeedback] = {9, 20};
    EXPECT_EQ(of_service(shown(figures), 0, kFeedback).of, 20U);
}

TEST(Suppression, FeedbackLeftOutOfOneServiceAloneTakesAnotherWithIt)
{
    auto figures = table({{20, 30}, {20, 30}, {20, 30}}, kExitReview);
    for (auto& [service, own] : figures)
        own.measures[kFeedback] = {10, 20};
    figures.begin()->second.measures[kFeedback] = {9, 18};
    std::next(figures.begin())->second.measures[kFeedback] = {7, 14};

    auto const result = shown(figures);

    EXPECT_EQ(of_service(result, 0, kFeedback).of, std::nullopt);
    EXPECT_EQ(of_service(result, 1, kFeedback).of, std::nullopt) << "else the total less the others gives it";
    EXPECT_EQ(of_service(result, 2, kFeedback).of, 20U);
}

TEST(Suppression, ChangeOfFewerThanFivePeopleIsLeftOut)
{
    std::map<AgencyId, Figures> figures = table({{10, 20}});
    figures.begin()->second.needs[0] = {4, 40};
    figures.begin()->second.needs[1] = {6, -10};

    auto const needs = shown(figures).services.begin()->second.needs;

    ASSERT_EQ(needs.size(), 1U);
    EXPECT_EQ(needs.front().need, 1U);
    EXPECT_EQ(needs.front().tenths, -17);
}

/// A reader who knows that services add up to the total, and that a part is no more than its whole.
class Reader {
public:
    Reader(std::vector<ShownFigure> services, ShownFigure all) : services_{std::move(services)}, all_{all} {}

    /// How many values a service's figure may have, as far as the reader can tell; many: more than anybody counts.
    std::size_t possible_wholes(std::size_t service) const
    {
        if (services_[service].of)
            return 1;
        auto const [hidden, left] = left_over(&ShownFigure::of, all_.of);
        return !left ? kMany : hidden == 1 ? 1 : *left + 1;
    }

    std::size_t possible_parts(std::size_t service) const
    {
        if (services_[service].counted)
            return 1;
        auto const [hidden, left] = left_over(&ShownFigure::counted, all_.counted);
        if (!left)
            return services_[service].of.value_or(kMany) + 1;
        std::size_t others = 0;
        for (std::size_t i = 0; i < services_.size(); ++i)
            if (i != service && !services_[i].counted)
                others += services_[i].of.value_or(kMany);
        std::size_t const least = *left > others ? *left - others : 0;
        std::size_t const most = std::min(*left, services_[service].of.value_or(kMany));
        return most - least + 1;
    }

private:
    static constexpr std::size_t kMany = 1'000'000;

    std::pair<std::size_t, Whole> left_over(Whole ShownFigure::*number, Whole total) const
    {
        std::size_t hidden = 0;
        for (ShownFigure const& service : services_) {
            hidden += service.*number ? 0U : 1U;
            if (total)
                *total -= (service.*number).value_or(0);
        }
        return {hidden, total};
    }

    std::vector<ShownFigure> services_;
    ShownFigure all_;
};

TEST(Suppression, ReaderWhoSubtractsFromTheTotalsFindsNothingThatWasLeftOut)
{
    std::mt19937 random{20261122};
    std::size_t left_out = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::vector<Figure> services(2 + random() % 6);
        std::size_t const largest = 2 + random() % 60;
        for (Figure& figure : services) {
            figure.of = random() % largest;
            figure.counted = figure.of == 0 ? 0 : random() % (figure.of + 1);
            if (random() % 3 == 0)
                figure.counted = figure.of;
        }
        auto const result = shown(table(services));
        std::vector<ShownFigure> seen;
        for (std::size_t i = 0; i < services.size(); ++i)
            seen.push_back(of_service(result, i));
        Reader const reader{seen, result.all->measures[0]};
        for (std::size_t i = 0; i < services.size(); ++i) {
            if (!seen[i].of) {
                ASSERT_GT(reader.possible_wholes(i), 4U) << "round " << round << ", service " << i;
            }
            if (!seen[i].counted) {
                ++left_out;
                ASSERT_GT(reader.possible_parts(i), 1U) << "round " << round << ", service " << i;
            }
        }
    }
    EXPECT_GT(left_out, 1'000U);
}

}  // namespace
}  // namespace micklegate::referrals
