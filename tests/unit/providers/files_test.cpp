// The daily file of a force and the status file of a service, row by row.
#include "adapters/providers/daily_file.hpp"
#include "adapters/providers/status_file.hpp"

#include <gmock/gmock.h>
#include <boost/json/parse.hpp>

#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

namespace micklegate::providers {
namespace {

using testing::HasSubstr;
using testing::Not;

AgencyId const kForce{"police.north-yorkshire"};
AgencyId const kHub{"provider.victim-hub"};
AgencyId const kAdvocates{"provider.victim-advocacy"};

std::string sample(char const* name)
{
    std::ifstream stream{std::string{MICKLEGATE_SOURCE_DIR "/adapters/providers/samples/"} + name, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

std::string line(std::string const& text, std::size_t number)
{
    std::size_t begin = 0;
    for (std::size_t i = 0; i < number; ++i)
        begin = text.find("\r\n", begin) + 2;
    return text.substr(begin, text.find("\r\n", begin) + 2 - begin);
}

boost::json::object const& data_of(ReferralRow const& row) { return row.event->at("data").as_object(); }

TEST(DailyFile, RowBecomesAReferralOfTheForceToTheHub)
{
    auto const rows = read_daily_file(sample("referrals.csv"), kForce, kHub);

    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 12U);
    auto const& event = *rows->front().event;
    EXPECT_EQ(event.at("id").as_string(), "NYP-2026-300201");
    EXPECT_EQ(event.at("source").as_string(), "police.north-yorkshire");
    EXPECT_EQ(event.at("recipient").as_string(), "provider.victim-hub");
    EXPECT_EQ(event.at("type").as_string(), "victim.referral-daily");
    EXPECT_EQ(data_of(rows->front()).at("opted_out"), boost::json::value(false));
    EXPECT_EQ(data_of(rows->front()).at("safe_contact_times").as_string(), "weekday mornings, before noon");
    EXPECT_FALSE(data_of(rows->front()).contains("btp_ref"));
    EXPECT_EQ(rows->front().referral_ref, "NYP-2026-300201");
}

TEST(DailyFile, EveryColumnMustBeThereAndNoOther)
{
    std::string const file = sample("referrals.csv");
    std::string without = file;
    without.replace(without.find(",other_phone"), 12, ",shoe_size");

    auto const rows = read_daily_file(without, kForce, kHub);

    ASSERT_FALSE(rows);
    EXPECT_THAT(one_line(rows.error()), HasSubstr("\"shoe_size\", is not known. Nothing was sent."));
    EXPECT_THAT(one_line(read_daily_file(line(file, 1) + line(file, 2), kForce, kHub).error()),
                Not(HasSubstr("Barraclough")));
}

TEST(DailyFile, BadRowSpoilsOnlyItselfAndIsFoundByItsReference)
{
    std::string const file = sample("referrals.csv");

    auto const rows = read_daily_file(line(file, 0) + "NYP-2026-300299,short\r\n" + line(file, 1), kForce, kHub);

    ASSERT_TRUE(rows);
    EXPECT_FALSE(rows->front().event);
    EXPECT_EQ(rows->front().referral_ref, "NYP-2026-300299");
    EXPECT_TRUE(rows->back().event);
}

/// Names of the fields of a message type of the catalogue.
std::set<std::string> fields_of(std::string const& type)
{
    std::ifstream stream{MICKLEGATE_SOURCE_DIR "/policies/messages/" + type + ".json"};
    std::string const text{std::istreambuf_iterator<char>{stream}, {}};
    boost::json::value const schema = boost::json::parse(text);
    std::set<std::string> names;
    for (auto const& [name, field] : schema.at("properties").as_object())
        names.emplace(name);
    return names;
}

std::set<std::string> header_of(std::string const& file)
{
    std::set<std::string> names;
    std::istringstream header{line(file, 0).substr(0, line(file, 0).size() - 2)};
    for (std::string name; std::getline(header, name, ',');)
        names.insert(name);
    return names;
}

TEST(DailyFile, ColumnsAreTheFieldsOfTheMessage)
{
    EXPECT_EQ(header_of(sample("referrals.csv")), fields_of("victim.referral-daily"));
}

TEST(StatusFile, ColumnsAreTheFieldsOfTheMessageAndWhoIsTold)
{
    std::set<std::string> names = fields_of("referral.status");
    names.insert("to");
    std::string header;
    for (std::string const& name : names)
        header += (header.empty() ? "" : ",") + name;

    EXPECT_TRUE(read_status_file(header + "\n", kAdvocates, kHub));
}

TEST(StatusFile, EmptyScoreWasNotAskedAndNoughtIsAScore)
{
    auto const rows = read_status_file(sample("status.csv"), kAdvocates, kHub);

    ASSERT_TRUE(rows);
    auto const& scored = data_of(rows->at(4));
    EXPECT_EQ(scored.at("need_accommodation"), boost::json::value(0));
    EXPECT_FALSE(data_of(rows->at(5)).contains("need_accommodation"));
    EXPECT_FALSE(scored.contains("to"));
}

TEST(StatusFile, B40_ElevenGoesOnForTheGatewayToRefuse)
{
    auto const rows = read_status_file(sample("status.csv"), kAdvocates, kHub);

    ASSERT_TRUE(rows);
    EXPECT_EQ(data_of(rows->at(6)).at("need_accommodation"), boost::json::value(11));
}

TEST(StatusFile, SameChangeToldToTwoAgenciesIsTwoMessages)
{
    auto const rows = read_status_file(sample("status.csv"), kAdvocates, kHub);

    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->at(2).event->at("recipient").as_string(), "provider.victim-hub");
    EXPECT_EQ(rows->at(3).event->at("recipient").as_string(), "police.north-yorkshire");
    EXPECT_NE(rows->at(2).event->at("id"), rows->at(3).event->at("id"));
    EXPECT_EQ(data_of(rows->at(2)), data_of(rows->at(3)));
}

TEST(StatusFile, ColumnsThatAServiceDoesNotKeepMayLack)
{
    auto const rows = read_status_file(
        "referral_ref,status,status_at,scores_consent,worker,worker_contact\nA-1,received,2026-11-20T09:00:00Z,no,J,j@"
        "x\n",
        kAdvocates, kHub);

    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->front().event->at("id").as_string(), "A-1/received/2026-11-20T09:00:00Z/provider.victim-hub");
    EXPECT_FALSE(read_status_file("referral_ref,status,status_at,scores_consent,worker\n", kAdvocates, kHub));
}

}  // namespace
}  // namespace micklegate::providers
