// The sample night: the leak guard holds exactly the rows it must, and no other.
#include "gateway/minimise/minimise.hpp"

#include "gateway/registers/csv_table.hpp"
#include "tests/support/sample_policy.hpp"
#include "tests/support/sample_registers.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

namespace micklegate::minimise {
namespace {

using Rows = std::set<std::size_t>;

decide::Decision by_rule(std::string const& name)
{
    for (policy::Agreement const& agreement : samples::policy().agreements)
        for (policy::Rule const& rule : agreement.rules)
            if (rule.name == name)
                return {&agreement, &rule, ""};
    throw std::runtime_error{"no rule " + name};
}

boost::json::object data_of(registers::CsvTable const& table, std::vector<std::string> const& row)
{
    boost::json::object data;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (row[i] == "yes" || row[i] == "no")
            data[table.header[i]] = row[i] == "yes";
        else if (!row[i].empty())
            data[table.header[i]] = row[i];
    }
    return data;
}

Rows expected_rows()
{
    Rows rows;
    auto const lines = boost::json::parse(samples::read("overnight-expected.json"));
    for (auto const& line : lines.as_array())
        if (line.at("code") == "withheld_value_in_text")
            rows.insert(line.at("row").to_number<std::size_t>());
    return rows;
}

TEST(Overnight, HoldsExactlyTheRowsThatGiveAWithheldValueAway)
{
    auto const table = registers::parse_csv(samples::read("overnight.csv")).value();
    auto const decision = by_rule("school-under-18");
    auto message = samples::message("encompass.notification", "police", "school");
    Rows held;

    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        message.event.data = data_of(table, table.rows[i]);
        auto const release = minimise(message, decision);
        if (release)
            continue;
        EXPECT_EQ(release.error().code, "withheld_value_in_text");
        held.insert(i + 1);
    }

    EXPECT_EQ(held, expected_rows());
    EXPECT_EQ(held.size(), 9U);
}

TEST(Overnight, NoWithheldFieldIsInAnyRelease)
{
    auto const table = registers::parse_csv(samples::read("overnight.csv")).value();
    auto const decision = by_rule("school-under-18");
    auto message = samples::message("encompass.notification", "police", "school");

    for (auto const& row : table.rows) {
        message.event.data = data_of(table, row);
        auto const release = minimise(message, decision);
        if (!release)
            continue;
        EXPECT_EQ(release->data.size(), release->released.size());
        EXPECT_EQ(release->released.size() + release->withheld.size(), message.event.data.size());
        for (std::string const& name : release->withheld) {
            EXPECT_FALSE(release->data.contains(name));
            EXPECT_FALSE(decision.rule->release.contains(name));
        }
    }
}

}  // namespace
}  // namespace micklegate::minimise
