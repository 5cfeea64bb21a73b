// What a gateway is refused its start for: a checkpoint under its own key that its store does not contain.
#include "gateway/serve/known_past.hpp"

#include "tests/support/tmp_folder.hpp"
#include "tests/support/witnesses.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace micklegate::serve {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using witness_client::Reply;

class KnownPastTest : public testing::Test {
protected:
    void SetUp() override { log.grow_to(10); }

    static void write(std::filesystem::path const& file, std::string const& text)
    {
        std::ofstream{file, std::ios::binary} << text;
    }
    [[nodiscard]] auto remembered() const { return check_remembered(site, log, log.key()); }
    [[nodiscard]] Result<void> ask_all(std::map<std::string, Result<Reply>> const& answers)
    {
        auto const url_of = [](std::string const& name) { return "http://" + name + "/w"; };
        auto const policy = evidence::parse_witness_policy(are.policy_text(log.key(), url_of)).value();
        auto const ask = [&](auto const& requests, auto const& on_reply) {
            for (std::size_t place = 0; place < requests.size(); ++place) {
                EXPECT_EQ(requests[place].method, "GET");
                EXPECT_EQ(requests[place].url.path,
                          "/w/" + evidence::origin_hash(test::SignedLog::kOrigin) + "/checkpoint");
                auto const at = answers.find(requests[place].url.endpoint.host);
                on_reply(place, at == answers.end() ? Result<Reply>{Reply{404, {}}} : at->second);
            }
        };
        receive::Log const tell = [this](receive::Severity, std::string const& line) { told.push_back(line); };
        return ask_witnesses(policy, log, log.key(), ask, tell);
    }

    test::TmpFolder folder;
    site::Site site{folder.path(), {}};
    test::SignedLog log;
    test::Partnership are;
    std::vector<std::string> told;
};

TEST_F(KnownPastTest, AnEarlierCheckpointOfTheStoreIsItsPast)
{
    EXPECT_EQ(remembered().value(), std::nullopt);
    for (std::uint64_t const size : {1U, 9U, 10U}) {
        test::SignedLog past;
        write(site.witnessed_log(), past.grow_to(size));
        EXPECT_TRUE(remembered()) << size;
        write(site.contradicted_log(), past.grow_to(size));
        EXPECT_TRUE(remembered()) << size << ": the store is the right one again";
    }
}

TEST_F(KnownPastTest, AnotherPastIsRefusedInEitherFile)
{
    for (auto const& [history, size] : {std::pair{"forged", 10U}, {"forged", 3U}, {"entry", 11U}}) {
        test::SignedLog other{history};
        for (auto const& file : {site.witnessed_log(), site.contradicted_log()}) {
            write(file, other.grow_to(size));
            auto const verdict = remembered();
            ASSERT_FALSE(verdict) << history << size;
            EXPECT_EQ(verdict.error().code, ProblemCode::kIntegrity);
            EXPECT_THAT(verdict.error().next, HasSubstr("docs/operations.md"));
            std::filesystem::remove(file);
        }
    }
}

TEST_F(KnownPastTest, AFileThatIsNoCheckpointOfThisLogIsRefused)
{
    auto const stranger = test::key_named("another log's key");
    for (std::string const& text : {std::string{}, std::string{"damaged\n"},
                                    evidence::sign_checkpoint({test::SignedLog::kOrigin, 1, {}}, stranger)}) {
        write(site.witnessed_log(), text);
        EXPECT_EQ(remembered().error().code, ProblemCode::kIntegrity);
    }
}

TEST_F(KnownPastTest, OneWitnessThatHoldsAnotherPastIsEnough)
{
    test::SignedLog other{"forged"};
    Reply const held{200, are.york.cosigned(other.grow_to(4))};
    auto const verdict = ask_all({{"court.york", held}});

    ASSERT_FALSE(verdict);
    EXPECT_EQ(verdict.error().code, ProblemCode::kIntegrity);
    EXPECT_THAT(verdict.error().detail, HasSubstr("court.york holds a checkpoint of 4 entries"));
}

TEST_F(KnownPastTest, WitnessesThatSayNothingOfUseArePassedOver)
{
    test::SignedLog past;
    auto const stranger = test::key_named("another log's key");
    Reply const anothers{200, evidence::sign_checkpoint({test::SignedLog::kOrigin, 99, {}}, stranger)};
    EXPECT_TRUE(ask_all({{"police.north-yorkshire", Reply{200, are.police.cosigned(past.grow_to(9))}},
                         {"court.york", problem(ProblemCode::kUnavailable, "It cannot be reached.")},
                         {"court.leeds", Reply{500, {}}},
                         {"court.hull", anothers}}));
    EXPECT_EQ(told.size(), 3U);
    EXPECT_THAT(told.front(), HasSubstr("court.york was not compared with: It cannot be reached."));
    told.clear();
    EXPECT_TRUE(ask_all({})) << "they have seen nothing of this log yet";
    EXPECT_THAT(told, IsEmpty());
}

}  // namespace
}  // namespace micklegate::serve
