// A court's case system hands in an order and, a day later, who was served: from the files of the sample folder to the
// officer on the doorstep.
#include "tests/e2e/site_test.hpp"

#include <gmock/gmock.h>

namespace micklegate::e2e {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string const kCourt = "court.york";
std::string const kSamples = MICKLEGATE_SOURCE_DIR "/adapters/courts/samples/";

class CourtsTest : public SiteTest {
protected:
    /// A sample as of today: the newest of its days is yesterday, and its orders end in half a year.
    std::string sample(std::string const& name)
    {
        std::string text = bytes_of(kSamples + name);
        auto const replace = [&](std::string const& before, std::string const& after) {
            for (std::size_t at = 0; (at = text.find(before, at)) != std::string::npos; at += after.size())
                text.replace(at, before.size(), after);
        };
        Moment const now = system_now();
        auto const in_days = [&](int days) { return iso_date(london_date(now + std::chrono::hours{24} * days)); };
        for (char const* const end : {"2027-05-19", "2027-05-20", "2027-06-30"})
            replace(end, in_days(180));
        replace("2026-12-03", in_days(12));
        // The newest first, so that none is moved twice.
        for (int const day : {20, 19, 18, 16}) {
            replace("2026-11-" + std::to_string(day), in_days(day - 21));
            replace(std::to_string(day) + " Nov 2026", in_days(day - 21));
        }
        fs::path const file = folder_.path() / name;
        write(file, text);
        return file.string();
    }

    template <class... Words>
    Ran orders(std::string const& file, Words const&... more)
    {
        return as(kCourt, "courts", "orders", file, more...);
    }

    Ran look_up()
    {
        return as(kForce, "police", "lookup", "--by", "Ada Lythe, response officer", "--forename", "Callum",
                  "--surname", "Raskelf", "--born", "1989-02-28");
    }
};

std::vector<std::string> outcomes(std::string const& out)
{
    std::vector<std::string> words;
    for (object const& line : json_lines(out))
        words.push_back(json::text_at(line, "outcome") + " " + json::text_at(line, "type") + " " +
                        json::text_at(line, "code"));
    return words;
}

TEST_F(CourtsTest, AnOrderIsNoCrimeToBreakUntilTheStatementOfServiceComes)
{
    serve();
    Ran const made = orders(sample("orders.ndjson"), "--json");
    EXPECT_EQ(made.code, 0) << made.err;
    EXPECT_THAT(
        outcomes(made.out),
        ElementsAre("sent nmo.order ", "sent nmo.order ", "sent nmo.order ", "skipped  ", "sent nmo.service-statement ",
                    "sent nmo.order ", "sent nmo.varied ", "sent nmo.extended ", "sent nmo.discharged ",
                    "refused nmo.order not_sealed", "refused  invalid_value", "refused nmo.order invalid_value"))
        << made.out;
    Ran const before = look_up();
    EXPECT_EQ(before.code, 0) << before.err;
    EXPECT_THAT(before.out, StartsWith("1. In force; a breach is NO crime yet."));

    Ran const served = orders(sample("served.ndjson"), "--json");
    EXPECT_THAT(outcomes(served.out), ElementsAre("duplicate nmo.order ", "sent nmo.service-statement ")) << served.out;
    Ran const after = look_up();
    EXPECT_EQ(after.code, 0) << after.err;
    EXPECT_THAT(after.out, StartsWith("1. BREACH IS A CRIME NOW."));
    EXPECT_THAT(after.out, AllOf(HasSubstr("Callum Raskelf, born 1989-02-28"), HasSubstr("Except through solicitors."),
                                 Not(HasSubstr("Larkmoor Terrace")), Not(HasSubstr("YO98 2QT"))));
}

TEST_F(CourtsTest, WhatTheCourtDidSinceIsInTheRegisterAsItStands)
{
    serve();
    ASSERT_EQ(orders(sample("orders.ndjson")).code, 0);
    Ran const told = as(kForce, "police", "lookup", "--by", "Ada Lythe, response officer", "--forename", "Ged",
                        "--surname", "Arkle", "--born", "1975-03-03");
    EXPECT_THAT(told.out, AllOf(StartsWith("1. Not in force."), HasSubstr("discharged"))) << told.err;
    Ran const one = as(kForce, "police", "lookup", "--by", "Ada Lythe, response officer", "--forename", "Dewi",
                       "--surname", "O'Hara-Pike", "--born", "1990-10-25");
    EXPECT_THAT(one.out, AllOf(StartsWith("1. In force; a breach is NO crime yet."), Not(HasSubstr("Łukasz"))))
        << "the other respondent was told in court, he was not";
}

TEST_F(CourtsTest, TheSameFileAgainChangesNothing)
{
    serve();
    std::string const file = sample("orders.ndjson");
    ASSERT_EQ(orders(file).code, 0);
    std::size_t const before = inbox(kForce).size();
    Ran const again = orders(file);
    EXPECT_EQ(again.code, 0) << again.err;
    EXPECT_THAT(again.out, HasSubstr("12 rows: 8 duplicate, 3 refused, 1 skipped."));
    EXPECT_EQ(inbox(kForce).size(), before);
}

TEST_F(CourtsTest, ABadRowIsToldByItsLineAndFieldAndNoValue)
{
    serve();
    Ran const told = orders(sample("orders.ndjson"));
    EXPECT_THAT(told.out, AllOf(HasSubstr("line 5 of the file, /familymanCaseNumber has a letter O"),
                                HasSubstr("line 6 of the file"), HasSubstr("fl404bDateOrderEndTime"),
                                Not(HasSubstr("YO26FO0451")), Not(HasSubstr("Nesta"))));
}

TEST_F(CourtsTest, DryRunAsksNoGateway)
{
    // None serves: an address that nobody listens at.
    Ran const told = run({kExecutable, "courts", "orders", sample("orders.ndjson"), "--dry-run", "--as",
                          identity(kCourt).string(), "--gateway", "https://127.0.0.1:1"});
    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_THAT(told.out, HasSubstr("12 rows: 9 would_send, 2 refused, 1 skipped."));
}

TEST_F(CourtsTest, FileWithoutCasesSaysSo)
{
    serve();
    fs::path const file = folder_.path() / "quiet.ndjson";
    write(file, "\n");
    EXPECT_EQ(orders(file.string()).out, "The file tells of no order, so nothing was sent.\n");
    EXPECT_EQ(orders(file.string(), "--json").out, "[]\n");
}

}  // namespace
}  // namespace micklegate::e2e
