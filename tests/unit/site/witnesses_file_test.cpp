// witnesses.policy is read strictly: what a site believes about its witnesses is what the file says, or nothing.
#include "gateway/site/witnesses_file.hpp"

#include "tests/support/tmp_folder.hpp"
#include "tests/support/witnesses.hpp"

#include <fstream>

namespace micklegate::site {
namespace {

class WitnessesFileTest : public testing::Test {
protected:
    [[nodiscard]] auto read(std::string const& text) const
    {
        std::ofstream{file, std::ios::binary} << text;
        return read_witnesses(file, log.key());
    }
    void expect_refused(std::string const& text, std::string_view why)
    {
        auto const policy = read(text);
        ASSERT_FALSE(policy) << text;
        EXPECT_EQ(policy.error().code, ProblemCode::kConfiguration);
        EXPECT_NE(policy.error().detail.find(why), std::string::npos) << policy.error().detail;
        EXPECT_NE(policy.error().detail.find(file.string()), std::string::npos) << policy.error().detail;
    }

    test::TmpFolder folder;
    std::filesystem::path file = folder.path() / "witnesses.policy";
    test::SignedLog log;
    test::Partnership are;
    std::string own = "log " + evidence::vkey_text(log.key()) + "\n";
};

TEST_F(WitnessesFileTest, AQuorumOfPoliceAndCourtsIsRead)
{
    auto const policy =
        read(are.policy_text(log.key(), [](auto const& name) { return "http://" + name + ".example:8080/log"; }));

    ASSERT_TRUE(policy) << one_line(policy.error());
    ASSERT_TRUE(*policy);
    EXPECT_EQ((*policy)->witnesses.size(), 4U);
    EXPECT_EQ((*policy)->quorum, "both");
}

TEST_F(WitnessesFileTest, NoFileOrNoQuorumAsksNobody)
{
    EXPECT_EQ(read_witnesses(file, log.key()).value(), nullptr);
    EXPECT_EQ(read(own + are.police.policy_line() + "quorum none\n").value(), nullptr);
}

TEST_F(WitnessesFileTest, WhatIsNotSoundIsRefusedWithItsPlace)
{
    test::TestWitness const other{"other"};
    std::string const quorum = "quorum " + are.police.name + "\n";
    expect_refused(own + "witnes x y\n" + quorum, "Line 2");
    expect_refused(are.police.policy_line() + quorum, "one log line");
    expect_refused(own + are.police.policy_line(), "no quorum");
    expect_refused("log " + evidence::vkey_text(evidence::note_key(test::SignedLog::kOrigin, other.key.verify_key())) +
                       "\n" + are.police.policy_line() + quorum,
                   "log.vkey");
    for (char const* const url : {"https://witness.example", "witness.example:80", "http://witness.example/?a"})
        expect_refused(own + are.police.policy_line(url) + quorum, "http://host:8080");
}

}  // namespace
}  // namespace micklegate::site
