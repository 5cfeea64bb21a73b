// Whole files: bounded reads, secrets for their owner alone, writes that are whole or absent.
#include "gateway/files/files.hpp"
#include "tests/support/no_descriptors.hpp"
#include "tests/support/tmp_folder.hpp"
#include "tests/support/unattended_pipe.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

namespace micklegate::files {
namespace {

namespace fs = std::filesystem;

class FilesTest : public testing::Test {
protected:
    fs::path at(char const* name) const { return folder_.path() / name; }

private:
    test::TmpFolder const folder_;
};

TEST_F(FilesTest, AFileLargerThanTheBoundIsNotRead)
{
    ASSERT_TRUE(create(at("five"), as_bytes("12345")));
    EXPECT_EQ(read(at("five"), 5).value(), "12345");
    EXPECT_EQ(read(at("five"), 4).error().code, ProblemCode::kConfiguration);
}

TEST_F(FilesTest, AMissingFileIsNamed)
{
    auto const missing = read(at("nothing.toml"));
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().detail.find("nothing.toml"), std::string::npos);
}

TEST_F(FilesTest, AFileTheMachineCannotReadJustNowIsNoFaultOfTheFile)
{
    ASSERT_TRUE(create(at("kept"), as_bytes("first")));
    test::NoDescriptors const flood;
    EXPECT_EQ(read(at("kept")).error().code, ProblemCode::kUnavailable);
}

TEST_F(FilesTest, APipeIsNoFileAndNobodyWaitsForIt)
{
    test::UnattendedPipe const pipe{at("pipe")};
    fs::create_symlink(at("pipe"), at("link"));
    for (char const* const name : {"pipe", "link"}) {
        auto const content = pipe.without_waiting([&] { return read(at(name)); });
        ASSERT_TRUE(content) << name;
        EXPECT_EQ(content->error().code, ProblemCode::kConfiguration) << name;
    }
}

TEST_F(FilesTest, ALinkToAFileIsRead)
{
    ASSERT_TRUE(create(at("kept"), as_bytes("first")));
    fs::create_symlink(at("kept"), at("link"));
    EXPECT_EQ(read(at("link")).value(), "first");
}

TEST_F(FilesTest, WhatExistsIsNotCreatedAgain)
{
    ASSERT_TRUE(create(at("kept"), as_bytes("first")));
    EXPECT_FALSE(create(at("kept"), as_bytes("second")));
    EXPECT_EQ(read(at("kept")).value(), "first");
}

TEST_F(FilesTest, AReplacementLeavesOneFileAndNoOther)
{
    ASSERT_TRUE(replace(at("record"), as_bytes("first")));
    ASSERT_TRUE(replace(at("record"), as_bytes("second")));
    EXPECT_EQ(read(at("record")).value(), "second");
    EXPECT_EQ(std::distance(fs::directory_iterator{at("record").parent_path()}, fs::directory_iterator{}), 1);
}

TEST_F(FilesTest, NothingButAFileIsReplaced)
{
    ASSERT_EQ(::mkfifo(at("pipe").c_str(), 0600), 0);
    fs::create_symlink(at("elsewhere"), at("link"));
    for (char const* const other : {"pipe", "link"}) {
        fs::file_type const before = fs::symlink_status(at(other)).type();
        EXPECT_FALSE(replace(at(other), as_bytes("content"))) << other;
        EXPECT_EQ(fs::symlink_status(at(other)).type(), before) << other;
    }
}

TEST_F(FilesTest, ASecretIsWrittenForItsOwnerAloneAndRefusedWhenOthersCanReadIt)
{
    ASSERT_TRUE(create(at("secret"), as_bytes("hush"), Access::kSecret));
    EXPECT_EQ(fs::status(at("secret")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_TRUE(read_secret(at("secret")));
    fs::permissions(at("secret"), fs::perms::group_read, fs::perm_options::add);
    EXPECT_FALSE(read_secret(at("secret")));
}

TEST_F(FilesTest, TwoFoldersAreExchangedInOneStep)
{
    ASSERT_TRUE(create(at("old/name"), as_bytes("old")));
    ASSERT_TRUE(create(at("new/name"), as_bytes("new")));
    ASSERT_TRUE(exchange(at("old"), at("new")));
    EXPECT_EQ(read(at("old/name")).value(), "new");
    EXPECT_EQ(read(at("new/name")).value(), "old");
}

}  // namespace
}  // namespace micklegate::files
