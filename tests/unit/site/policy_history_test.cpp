// What was kept is what is read, or nothing is.
#include "gateway/site/policy_history.hpp"

#include "gateway/files/files.hpp"
#include "tests/support/small_policies.hpp"
#include "tests/support/tmp_folder.hpp"

#include <gmock/gmock.h>

namespace micklegate::site {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

AgencyId const kPolice{"police.north-yorkshire"};

class PolicyHistoryTest : public testing::Test {
protected:
    [[nodiscard]] fs::path file_of(std::string const& digest) const { return path_ / (digest.substr(7) + ".json"); }

    test::TmpFolder const folder_;
    fs::path const path_ = folder_.path() / "policy-history";
    PolicyHistory const history_{path_};
    policy::PolicyFiles const files_ = samples::small_policies();
    std::string const digest_ = policy::digest_of(files_);
};

TEST_F(PolicyHistoryTest, KeepsWhatDecidesAndNothingElse)
{
    ASSERT_TRUE(history_.keep(files_, {}));

    EXPECT_EQ(history_.read(digest_).value(), policy::deciding_files(files_));
    EXPECT_TRUE(policy::load_policy_set(*history_.read(digest_)));
    EXPECT_TRUE(history_.holds(digest_));
}

TEST_F(PolicyHistoryTest, KeepsTheApprovalsThatCountedAndThoseOfEarlierTimes)
{
    AgencyId const council{"la.815"};
    policy::PolicyFiles first = files_;
    first[policy::approval_path(kPolice)] = "of the police";
    first[policy::approval_path(council)] = "that does not count";
    ASSERT_TRUE(history_.keep(first, {kPolice}));
    EXPECT_EQ(history_.read(digest_)->count(policy::approval_path(council)), 0U);

    policy::PolicyFiles second = files_;
    second[policy::approval_path(council)] = "of the council";
    ASSERT_TRUE(history_.keep(second, {council}));
    ASSERT_TRUE(history_.keep(files_, {}));

    auto const kept = history_.read(digest_);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->at(policy::approval_path(kPolice)), "of the police");
    EXPECT_EQ(kept->at(policy::approval_path(council)), "of the council");
}

TEST_F(PolicyHistoryTest, ASetThatWasChangedIsNotRead)
{
    ASSERT_TRUE(history_.keep(files_, {}));
    std::string text = files::read(file_of(digest_)).value();
    text.replace(text.find("OFFICIAL"), 8, "official");
    ASSERT_TRUE(files::replace(file_of(digest_), as_bytes(text)));

    auto const read = history_.read(digest_);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ProblemCode::kIntegrity);

    ASSERT_TRUE(files::replace(file_of(digest_), as_bytes("no JSON")));
    EXPECT_EQ(history_.read(digest_).error().code, ProblemCode::kIntegrity);
    ASSERT_TRUE(history_.keep(files_, {}));
    EXPECT_TRUE(history_.read(digest_)) << "what was damaged is kept anew";
}

TEST_F(PolicyHistoryTest, ASetUnderAnotherDigestIsNotRead)
{
    ASSERT_TRUE(history_.keep(files_, {}));
    std::string const other = policy::digest_of(samples::other_policies());
    fs::copy(file_of(digest_), file_of(other));

    EXPECT_EQ(history_.read(other).error().code, ProblemCode::kIntegrity);
}

TEST_F(PolicyHistoryTest, ADigestIsFoundByItsBeginning)
{
    ASSERT_TRUE(history_.keep(files_, {}));
    ASSERT_TRUE(history_.keep(samples::other_policies(), {}));

    for (std::size_t const digits : {8U, 20U, 64U}) {
        EXPECT_EQ(history_.find(parse_digest_beginning(digest_.substr(7, digits)).value()).value(), digest_);
        EXPECT_EQ(history_.find(parse_digest_beginning(digest_.substr(0, 7 + digits)).value()).value(), digest_);
    }
    fs::copy(file_of(digest_), path_ / (digest_.substr(7, 8) + ".json"));
    EXPECT_THAT(history_.find(digest_.substr(7, 8)).error().detail, HasSubstr("2 policy sets"));
}

TEST_F(PolicyHistoryTest, AnUnknownDigestSaysHowToListThem)
{
    EXPECT_FALSE(parse_digest_beginning("1234567"));
    EXPECT_FALSE(parse_digest_beginning("../../etc"));
    EXPECT_FALSE(parse_digest_beginning("sha256:"));
    auto const found = history_.find("0123456789");
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, ProblemCode::kNotFound);
    EXPECT_THAT(found.error().next, HasSubstr("micklegate policy history"));
    EXPECT_EQ(history_.read("sha256:0123456789").error().code, ProblemCode::kNotFound);
}

}  // namespace
}  // namespace micklegate::site
