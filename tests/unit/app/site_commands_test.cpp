// Commands that keep a site read their arguments before they touch anything.
#include "gateway/app/command_line.hpp"
#include "gateway/files/files.hpp"
#include "tests/support/tmp_folder.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace micklegate::app {
namespace {

constexpr char const* kPolicies = MICKLEGATE_SOURCE_DIR "/policies";

class SiteCommands : public testing::Test {
protected:
    int run(std::vector<std::string> arguments)
    {
        err_.str("");
        terminal::Console console{out_, err_, false, false};
        return run_command_line(std::move(arguments), console);
    }

    [[nodiscard]] std::string site() const { return (folder_.path() / "site").string(); }

    test::TmpFolder const folder_;
    std::ostringstream out_;
    std::ostringstream err_;
};

TEST_F(SiteCommands, UnreadableArgumentsAreUsageAndMakeNothing)
{
    std::vector<std::vector<std::string>> const slips{
        {"init", site(), "--port", "9000", "--local-port", "9000"},
        {"init", site(), "--port", "8444"},
        {"init", site(), "--port", "70000"},
        {"init", site(), "--name", "gate.example,URI:urn:micklegate:agency:la.815"},
        {"serve", site(), "--address", "localhost"},
        {"agency", "enrol", site(), "School 1", "--kind", "school", "--name", "A school"},
        {"agency", "enrol", site(), "school.901233", "--kind", "schol", "--name", "A school"},
        {"agency", "enrol", site(), "school.901233", "--kind", "school", "--name", "two\nlines"},
        {"agency", "suspend", site(), "../la"},
        {"agency", "reader-add", site(), "la.815", "--name", "Farrar", "--role", "Head"},
        {"agency", "reader-add", site(), "la.815", "--name", "Imogen Farrar", "--role", "two\nlines"},
        {"agency", "reader-add", site(), "la.815", "--name", "Imogen Farrar"},
        {"agency", "reader-remove", site(), "la.815"},
        {"agency", "alternate", site(), "la.815"},
        {"agency", "alternate", site(), "la.815", "../la"},
        {"agency", "alternate", site(), "la.815", "la.816", "--none"},
        {"schools", "import", site()},
        {"certificate", "renew", site(), "--name", "a b"},
    };
    for (std::vector<std::string> const& slip : slips) {
        EXPECT_EQ(run(slip), 2) << slip[0] << ' ' << slip[1] << ": " << err_.str();
        std::string const said = err_.str();
        EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
    }
    EXPECT_FALSE(std::filesystem::exists(site()));
    EXPECT_TRUE(out_.str().empty());
}

TEST_F(SiteCommands, EveryChangeOfAMemberIsToldAsJson)
{
    ASSERT_EQ(run({"init", site(), "--policies", kPolicies}), 0) << err_.str();
    std::string const bundle = site() + "/identities/la.815";
    std::vector<std::pair<std::vector<std::string>, std::string>> const changes{
        {{"enrol", site(), "la.815", "--kind", "la_childrens", "--name", "A council"},
         R"("status":"active","certificates":1,"bundle":")" + bundle + '"'},
        {{"suspend", site(), "la.815"}, R"("status":"suspended","certificates":1)"},
        {{"resume", site(), "la.815"}, R"("status":"active","certificates":1)"},
        {{"revoke", site(), "la.815"}, R"("status":"revoked","certificates":0)"},
        {{"rotate", site(), "la.815"}, R"("status":"suspended","certificates":1,"bundle":")" + bundle + '"'},
    };
    for (auto const& [words, told] : changes) {
        out_.str("");
        std::vector<std::string> arguments{"agency"};
        arguments.insert(arguments.end(), words.begin(), words.end());
        arguments.emplace_back("--json");
        EXPECT_EQ(run(arguments), 0) << err_.str();
        EXPECT_EQ(out_.str(), R"({"id":"la.815","kind":"la_childrens","name":"A council",)" + told + "}\n");
    }
}

TEST_F(SiteCommands, NamedReadersAreListedByRoleAndNeverByName)
{
    ASSERT_EQ(run({"init", site(), "--policies", kPolicies}), 0) << err_.str();
    for (char const* const id : {"school.901233", "school.901233.head"})
        ASSERT_EQ(run({"agency", "enrol", site(), id, "--kind", "school", "--name", "A school"}), 0) << err_.str();
    std::vector<std::pair<std::vector<std::string>, std::string>> const steps{
        {{"readers"}, R"("readers":[])"},
        {{"reader-add", "--name", "Imogen Farrar", "--role", "Lead"}, R"("readers":[{"role":"Lead"}])"},
        {{"alternate", "school.901233.head"}, R"("readers":[{"role":"Lead"}],"alternate":"school.901233.head")"},
        {{"readers"}, R"("readers":[{"role":"Lead"}],"alternate":"school.901233.head")"},
        {{"alternate", "--none"}, R"("readers":[{"role":"Lead"}])"},
        {{"reader-remove", "--name", "Imogen Farrar"}, R"("readers":[])"},
    };
    for (auto const& [words, told] : steps) {
        out_.str("");
        std::vector<std::string> arguments{"agency", words.front(), site(), "school.901233"};
        arguments.insert(arguments.end(), words.begin() + 1, words.end());
        arguments.emplace_back("--json");
        EXPECT_EQ(run(arguments), 0) << err_.str();
        EXPECT_EQ(out_.str(), R"({"id":"school.901233",)" + told + "}\n");
    }
}

TEST_F(SiteCommands, AnIdOfASchoolIsForSchoolsAlone)
{
    ASSERT_EQ(run({"init", site(), "--policies", kPolicies}), 0) << err_.str();
    EXPECT_EQ(run({"agency", "enrol", site(), "school.901233", "--kind", "police", "--name", "No school"}), 1);
    EXPECT_NE(err_.str().find("--kind school"), std::string::npos) << err_.str();
    EXPECT_EQ(run({"agency", "enrol", site(), "school.901233", "--kind", "college", "--name", "A college"}), 0);
}

TEST_F(SiteCommands, AFolderThatIsNoPolicySetMakesNoSite)
{
    EXPECT_EQ(run({"init", site(), "--policies", MICKLEGATE_SOURCE_DIR "/docs"}), 1);
    EXPECT_NE(err_.str().find("no such file belongs in a policy set"), std::string::npos) << err_.str();
    EXPECT_FALSE(std::filesystem::exists(site()));
}

TEST_F(SiteCommands, ARegisterThatLacksManyOpenSchoolsIsTakenOnlyWhenSaid)
{
    std::string const samples = MICKLEGATE_SOURCE_DIR "/adapters/police/samples/";
    ASSERT_EQ(run({"init", site(), "--policies", kPolicies, "--schools", samples + "schools.csv"}), 0) << err_.str();
    std::string const part = (folder_.path() / "part.csv").string();
    std::string const whole = files::read(samples + "schools.csv").value();
    std::size_t end = 0;
    for (int line = 0; line < 20; ++line)
        end = whole.find('\n', end) + 1;
    ASSERT_TRUE(files::create(part, as_bytes(whole.substr(0, end))));

    EXPECT_EQ(run({"schools", "import", site(), "--schools", part}), 1);
    EXPECT_NE(err_.str().find("add --fewer"), std::string::npos) << err_.str();
    EXPECT_EQ(files::read(site() + "/registers/schools.csv").value(), whole);
    EXPECT_EQ(run({"schools", "import", site(), "--schools", samples + "schools.csv"}), 0) << err_.str();
    EXPECT_EQ(run({"schools", "import", site(), "--schools", part, "--fewer"}), 0) << err_.str();
    EXPECT_EQ(files::read(site() + "/registers/schools.csv").value(), whole.substr(0, end));
}

TEST_F(SiteCommands, EqualPortsAreRefusedByTheirOptions)
{
    run({"init", site(), "--port", "9000", "--local-port", "9000"});
    EXPECT_NE(err_.str().find("--port and --local-port"), std::string::npos) << err_.str();
}

TEST_F(SiteCommands, AMisspeltKindIsGuessed)
{
    run({"agency", "enrol", site(), "school.901233", "--kind", "schol", "--name", "A school"});
    EXPECT_NE(err_.str().find("Did you mean school?"), std::string::npos) << err_.str();
}

}  // namespace
}  // namespace micklegate::app
