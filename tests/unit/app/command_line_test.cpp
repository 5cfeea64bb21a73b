// The command line: a slip gets a hint, a failure one sentence, and the exit code tells them apart.
#include "gateway/app/command_line.hpp"
#include "gateway/base/did_you_mean.hpp"
#include "tests/support/tmp_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace micklegate::app {
namespace {

class CommandLine : public testing::Test {
protected:
    int run(std::vector<std::string> arguments)
    {
        terminal::Console console{out_, err_, false, false};
        return run_command_line(std::move(arguments), console);
    }

    std::ostringstream out_;
    std::ostringstream err_;
};

TEST_F(CommandLine, GuessesAMisspeltCommand)
{
    EXPECT_EQ(run({"agenci"}), 2);
    EXPECT_NE(err_.str().find("Did you mean agency?"), std::string::npos) << err_.str();
    EXPECT_EQ(run({"agency", "enroll"}), 2);
    EXPECT_NE(err_.str().find("Did you mean enrol?"), std::string::npos) << err_.str();
}

TEST_F(CommandLine, TellsUsageFromFailure)
{
    EXPECT_EQ(run({"agency", "list", "/nonexistent/site"}), 1);
    EXPECT_EQ(err_.str().find("micklegate: /nonexistent/site is not a site folder"), 0U) << err_.str();
    EXPECT_EQ(run({"agency", "list"}), 2);
    EXPECT_EQ(run({"agency", "list", "x", "--colour"}), 2);
    EXPECT_TRUE(out_.str().empty());
}

TEST_F(CommandLine, ArgumentThatCannotBeReadIsUsageBeforeAnythingIsTouched)
{
    using Words = std::vector<std::string>;
    std::string const id = "0194a1b2-0000-7000-8000-000000000000";
    Words const open{"inbox", "open", id, "--as", "/nonexistent"};
    Words const explain{"policy", "explain", "/nonexistent", "--type", "t", "--from", "police", "--to", "school"};
    auto const with = [](Words words, Words const& more) {
        words.insert(words.end(), more.begin(), more.end());
        return words;
    };
    EXPECT_EQ(run(with(open, {"--by", "A. Reader, DSL", "--gateway", "https://gate:8443"})), 1);
    EXPECT_EQ(run(with(explain, {"--ages", "4", "16", "--at", "2026-11-22T06:00:00Z"})), 1);

    for (auto const& [words, blamed] : {
             std::pair{with(open, {"--by", "A"}), "--by"},
             {with(open, {"--by", "A. Reader, DSL", "--gateway", "foo"}), "--gateway"},
             {with(open, {"--by", "A. Reader, DSL", "--gateway", "http://gate"}), "--gateway"},
             {Words{"inbox", "ack", "42", "--by", "A. Reader, DSL", "--as", "/nonexistent"}, "MESSAGE"},
             {Words{"status", "42", "--as", "/nonexistent"}, "MESSAGE"},
             {Words{"log", "proof", "42", "--as", "/nonexistent"}, "MESSAGE"},
             {Words{"log", "verify", "https://", "--as", "/nonexistent"}, "WHERE"},
             {Words{"log", "verify", "http://gate", "--as", "/nonexistent"}, "WHERE"},
             {Words{"inbox", "ack", "0194a1b2-0000-7000-8000-000000000000", "--by", "Zo\xEB Reader, DSL", "--as",
                    "/nonexistent"},
              "--by"},
             {with(explain, {"--at", "yesterday"}), "--at"},
             {with(explain, {"--ages", "16", "4"}), "--ages"},
             {with(explain, {"--ages", "4", "banana"}), "--ages"},
             {Words{"policy", "explain", "/nonexistent", "--type", "t", "--from", "banana", "--to", "school"},
              "--from"},
         }) {
        err_.str("");
        EXPECT_EQ(run(words), 2) << err_.str();
        EXPECT_EQ(err_.str().find(std::string{"micklegate: "} + blamed + ": "), 0U) << err_.str();
    }
    EXPECT_TRUE(out_.str().empty());
}

TEST_F(CommandLine, RejectionCodesAreListedAndAMisspeltOneGetsAGuess)
{
    EXPECT_EQ(run({"inbox", "ack", "--help"}), 0);
    EXPECT_NE(out_.str().find("not_on_roll"), std::string::npos) << out_.str();

    std::vector<std::string> const ack{
        "inbox",        "ack",     "0194a1b2-0000-7000-8000-000000000000", "--by", "A. Reader, DSL", "--as",
        "/nonexistent", "--reject"};
    for (auto const& [code, said] :
         {std::pair{"not_on_rol", "Did you mean not_on_roll?"}, {"banana", "unsafe_to_contact"}, {"", "wrong_area"}}) {
        auto words = ack;
        words.emplace_back(code);
        EXPECT_EQ(run(words), 2);
        EXPECT_NE(err_.str().find(said), std::string::npos) << err_.str();
    }
}

TEST_F(CommandLine, AgesAreTwoWordsAsTheHelpSays)
{
    EXPECT_EQ(run({"policy", "explain", "--help"}), 0);
    EXPECT_NE(out_.str().find("--ages LOW HIGH"), std::string::npos) << out_.str();
    out_.str("");
    EXPECT_EQ(run({"policy", "explain", MICKLEGATE_SOURCE_DIR "/policies", "--type", "encompass.notification", "--from",
                   "police", "--to", "school", "--ages", "4", "11"}),
              0)
        << err_.str();
}

TEST_F(CommandLine, FaultOfADataFileNamesTheFileAndTheLine)
{
    test::TmpFolder const folder;
    std::string const file = folder.path() / "data.json";
    std::ofstream{file} << "{\n  \"risk\": high\n}\n";
    EXPECT_EQ(run({"policy", "explain", MICKLEGATE_SOURCE_DIR "/policies", "--type", "encompass.notification", "--from",
                   "police", "--to", "school", "--data", file}),
              1);
    EXPECT_NE(err_.str().find(file + ": "), std::string::npos) << err_.str();
    EXPECT_NE(err_.str().find("on line 2"), std::string::npos) << err_.str();
}

TEST_F(CommandLine, AnswersVersionAndHelp)
{
    EXPECT_EQ(run({"--version"}), 0);
    EXPECT_EQ(out_.str().find("micklegate "), 0U);
    EXPECT_EQ(run({"agency", "--help"}), 0);
    EXPECT_NE(out_.str().find("suspend"), std::string::npos);
    EXPECT_TRUE(err_.str().empty());
}

TEST_F(CommandLine, LostOutputIsAFailure)
{
    for (std::vector<std::string> const& words : {std::vector<std::string>{"--help"}, {"--version"}}) {
        out_.setstate(std::ios::badbit);
        EXPECT_EQ(run(words), 1);
        EXPECT_NE(err_.str().find("could not be written"), std::string::npos) << err_.str();
    }
}

TEST(DidYouMean, KnowsASlipFromAnotherWord)
{
    std::vector<std::string> const known{"serve", "init", "agency"};
    EXPECT_EQ(did_you_mean("serev", known), "serve");
    EXPECT_EQ(did_you_mean("int", known), "init");
    EXPECT_EQ(did_you_mean("banana", known), std::nullopt);
    EXPECT_EQ(did_you_mean("x", {}), std::nullopt);
}

}  // namespace
}  // namespace micklegate::app
