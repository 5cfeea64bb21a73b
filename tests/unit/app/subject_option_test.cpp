// Whom a command is about, where no list of processes shows it: in a file, or on standard input.
#include "gateway/app/commands/subject_option.hpp"
#include "tests/support/tmp_folder.hpp"

#include <gtest/gtest.h>
#include <boost/json/serialize.hpp>

#include <fstream>
#include <iostream>
#include <sstream>

namespace micklegate::app {
namespace {

constexpr char const* kNamed = R"({"type":"encompass.notification","data":{"child_upn":"A123456789012"}})";

/// What is read while standard input holds `text`.
Result<boost::json::object> read(SubjectOption const& option, std::string const& text = {})
{
    std::istringstream input{text};
    auto* const before = std::cin.rdbuf(input.rdbuf());
    auto named = option.read();
    std::cin.rdbuf(before);
    std::cin.clear();
    return named;
}

TEST(SubjectOption, NamesTheSameInAllThreeWays)
{
    test::TmpFolder const folder;
    std::string const file = folder.path() / "subject.json";
    std::ofstream{file} << kNamed;
    SubjectFields const fields{{"child_upn", "A123456789012"}};
    for (SubjectOption const& option :
         {SubjectOption{"encompass.notification", fields, ""}, {"", {}, file}, {"", {}, "-"}}) {
        auto const named = read(option, kNamed);
        ASSERT_TRUE(named) << one_line(named.error());
        EXPECT_EQ(boost::json::serialize(*named), kNamed);
    }
}

TEST(SubjectOption, IsGivenInOneWay)
{
    EXPECT_FALSE(SubjectOption{}.given());
    for (SubjectOption const& option : {SubjectOption{},
                                        {"t", {}, ""},
                                        {"", {{"a", "b"}}, ""},
                                        {"t", {}, "-"},
                                        {"", {{"a", "b"}}, "-"},
                                        {"t", {{"a", "b"}}, "-"}}) {
        EXPECT_FALSE(option.sound());
        EXPECT_FALSE(read(option, kNamed));
    }
}

TEST(SubjectOption, WhatCannotBeReadIsNotQuoted)
{
    for (std::string const& text : {std::string{}, std::string{"Quibble"}, std::string{R"(["Quibble"])"},
                                    std::string{R"({"Quibble")"}, std::string(70'000, ' ') + kNamed}) {
        auto const named = read({"", {}, "-"}, text);
        ASSERT_FALSE(named);
        EXPECT_EQ(one_line(named.error()).find("Quibble"), std::string::npos) << one_line(named.error());
    }
    EXPECT_FALSE(read({"", {}, "/nonexistent/subject.json"}));
}

}  // namespace
}  // namespace micklegate::app
