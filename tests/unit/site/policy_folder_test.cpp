#include "gateway/site/policy_folder.hpp"

#include "tests/support/tmp_folder.hpp"
#include "tests/support/unattended_pipe.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace micklegate::site {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

void put(fs::path const& file, std::string_view text)
{
    fs::create_directories(file.parent_path());
    std::ofstream{file} << text;
}

TEST(PolicyFolder, FilesAreNamedByTheirPathBelowTheFolder)
{
    test::TmpFolder const folder;
    put(folder.path() / "messages" / "a.json", "{}");
    put(folder.path() / "README.md", "read");

    EXPECT_THAT(read_policy_folder(folder.path()).value(),
                ElementsAre(Pair("README.md", "read"), Pair("messages/a.json", "{}")));
}

TEST(PolicyFolder, HiddenFilesAndFoldersAreNoPolicy)
{
    test::TmpFolder const folder;
    put(folder.path() / ".git" / "HEAD", "x");
    put(folder.path() / "messages" / ".a.json.swp", "x");

    EXPECT_TRUE(read_policy_folder(folder.path()).value().empty());
}

TEST(PolicyFolder, LinkOutOfTheFolderIsRefused)
{
    test::TmpFolder const folder;
    test::TmpFolder const elsewhere;
    put(elsewhere.path() / "a.json", "{}");
    fs::create_directory_symlink(elsewhere.path(), folder.path() / "messages");

    EXPECT_FALSE(read_policy_folder(folder.path()));
}

TEST(PolicyFolder, PipeIsRefusedByItsNameAndNobodyWaitsForIt)
{
    test::TmpFolder const folder;
    put(folder.path() / "messages" / "a.json", "{}");
    test::UnattendedPipe const pipe{folder.path() / "messages" / "b.json"};

    auto const files = pipe.without_waiting([&] { return read_policy_folder(folder.path()); });
    auto const listing = list_policy_folder(folder.path());

    ASSERT_TRUE(files);
    ASSERT_FALSE(*files);
    EXPECT_THAT(files->error().detail, HasSubstr(pipe.path().string() + " is not a file"));
    ASSERT_FALSE(listing);
    EXPECT_EQ(listing.error().detail, files->error().detail);
}

TEST(PolicyFolder, FolderThatIsNotThereIsAProblemThatNamesIt)
{
    auto const files = read_policy_folder("/nonexistent/policies");

    ASSERT_FALSE(files);
    EXPECT_THAT(files.error().detail, HasSubstr("/nonexistent/policies"));
}

TEST(PolicyFolder, PoliciesThatComeWithTheProgramAreSound)
{
    auto const policy = load_policy_folder(MICKLEGATE_SOURCE_DIR "/policies");
    EXPECT_TRUE(policy) << one_line(policy.error());
}

}  // namespace
}  // namespace micklegate::site
