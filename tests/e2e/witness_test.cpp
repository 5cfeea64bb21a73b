// Witnesses as agencies run them: a server that is killed and damaged, and one that asks the gateway.
#include "gateway/evidence/cosignature.hpp"
#include "tests/component/receive/raw_client.hpp"
#include "tests/e2e/sample_events.hpp"
#include "tests/unit/witness/sample_log.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace micklegate::e2e {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using witness::SampleLog;

class WitnessTest : public SiteTest {
protected:
    [[nodiscard]] fs::path state() const { return folder_.path() / "state"; }
    [[nodiscard]] fs::path held_of(std::string const& origin) const
    {
        return state() / (evidence::origin_hash(origin) + ".checkpoint");
    }

    [[nodiscard]] std::string log_file(SampleLog const& log) const
    {
        fs::path const file = folder_.path() / (evidence::origin_hash(log.origin()) + ".vkey");
        write(file, evidence::vkey_text(log.key()) + "\n");
        return file.string();
    }

    /// Ends with the test at the latest.
    [[nodiscard]] std::unique_ptr<ChildProcess> witness(std::vector<std::string> const& more)
    {
        std::vector<std::string> words{
            kExecutable,      "log",      "witness",     "serve", "--as", identity(kForce).string(), "--state",
            state().string(), "--listen", "127.0.0.1:0", "--json"};
        words.insert(words.end(), more.begin(), more.end());
        auto child = start(words);
        object const told = json_of(child->next_line().value_or(""));
        ready_ = json::flag_at(told, "ready");
        port_ = static_cast<std::uint16_t>(json::whole_number_at(told, "port", 0));
        return child;
    }

    [[nodiscard]] std::string ask(std::string const& head, std::string const& body = {}) const
    {
        test::PlainClient client{port_};
        client.send(head + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: " +
                    std::to_string(body.size()) + "\r\n\r\n" + body);
        return client.rest().value_or("");
    }
    [[nodiscard]] std::string post(std::string const& body) const { return ask("POST /add-checkpoint", body); }

    [[nodiscard]] Ran pulled(std::string const& agency = kForce) const
    {
        return as(agency, "log", "witness", "pull", "--state", state().string(), "--json");
    }

    /// The gateway counts one agency's witness, which needs no URL because it hands in by itself.
    void name_in_the_policy(std::string const& agency) const
    {
        std::string const key = cli("log", "witness", "key", "--as", identity(agency).string()).out;
        write(site() / "witnesses.policy",
              "log " + bytes_of(site() / "log.vkey") + "witness one " + key + "quorum one\n");
    }

    std::uint16_t port_ = 0;
    bool ready_ = false;
};

std::string last_line(std::string const& answer) { return answer.substr(answer.find("\r\n\r\n") + 4); }

TEST_F(WitnessTest, ItsKeyIsTheAgencysUnderANameOfItsOwn)
{
    Ran const shown = cli("log", "witness", "key", "--as", identity(kForce).string());
    ASSERT_EQ(shown.code, 0) << shown.err;
    auto const key = evidence::parse_vkey(shown.out.substr(0, shown.out.size() - 1), evidence::KeyType::kCosignature);
    ASSERT_TRUE(key);
    EXPECT_EQ(key->name, kForce + "/witness");
    EXPECT_EQ(key->key, gateway_client::load_identity(identity(kForce))->signing.verify_key());
}

TEST_F(WitnessTest, CosignsTheGatewaysLogAndStopsWhenTold)
{
    serve();
    auto const checkpoint = session(kForce)->get_text("/log/checkpoint");
    ASSERT_TRUE(checkpoint);
    auto const process = witness({});
    ASSERT_TRUE(ready_) << process->err();

    std::string const answer = post("old 0\n\n" + *checkpoint);

    ASSERT_THAT(answer, StartsWith("HTTP/1.1 200 ")) << answer;
    auto const note = evidence::parse_note(*checkpoint + last_line(answer));
    ASSERT_TRUE(note);
    auto const key = gateway_client::load_identity(identity(kForce));
    EXPECT_TRUE(
        evidence::cosigned_at(*note, witness::witness_key(key->agency, key->signing.verify_key())).value().has_value());
    process->signal(SIGTERM);
    EXPECT_EQ(process->wait(), 0) << process->err();
}

TEST_F(WitnessTest, KilledAtAnyMomentItTakesBackNothingItCosigned)
{
    SampleLog log;
    std::string const vkey = log_file(log);
    std::size_t acknowledged = 0;
    for (int round = 0; round < 12; ++round) {
        auto const process = witness({"--log", vkey});
        ASSERT_TRUE(ready_) << process->err();
        auto const held = ask("GET /" + evidence::origin_hash(log.origin()) + "/checkpoint");
        std::size_t held_size = 0;
        if (held.starts_with("HTTP/1.1 200 "))
            held_size = evidence::open_checkpoint(last_line(held), log.key()).value().size;
        ASSERT_GE(held_size, acknowledged);
        ASSERT_LE(held_size, log.size());
        // Killed while it answers: early rounds before it remembers, late ones after, and some in between.
        std::jthread const killer{[&, round] {
            for (int spin = 0; spin < round * 40; ++spin)
                std::this_thread::yield();
            process->signal(SIGKILL);
        }};
        std::size_t old_size = held_size;
        for (int i = 0; i < 200; ++i) {
            log.grow(1);
            if (!post(log.request(old_size)).starts_with("HTTP/1.1 200 "))
                break;
            acknowledged = old_size = log.size();
        }
        process->wait();
    }
}

TEST_F(WitnessTest, DoesNotStartOnAStateThatDoesNotProveItself)
{
    SampleLog log;
    std::string const vkey = log_file(log);
    {
        auto const process = witness({"--log", vkey});
        ASSERT_THAT(post(log.grow(3).request(0)), StartsWith("HTTP/1.1 200 "));
        process->signal(SIGTERM);
        EXPECT_EQ(process->wait(), 0);
    }
    std::string held = bytes_of(held_of(log.origin()));
    held[held.find("\n3\n") + 1] = '2';
    write(held_of(log.origin()), held);

    auto const process = witness({"--log", vkey});

    EXPECT_FALSE(ready_);
    EXPECT_EQ(process->wait(), 3);
    EXPECT_THAT(process->err(), HasSubstr("a witness that forgets can cosign a fork"));
}

TEST_F(WitnessTest, WantsAnAddressItCanListenOn)
{
    for (std::string const& place : std::vector<std::string>{"7380", "localhost:7380", "127.0.0.1", "127.0.0.1:70000",
                                                             "127.0.0.1:07380", "::1:7380", "[127.0.0.1]:1", ""}) {
        Ran const ran = cli("log", "witness", "serve", "--as", identity(kForce).string(), "--state", state().string(),
                            "--listen", place);
        EXPECT_EQ(ran.code, 2) << place << ran.err;
    }
    EXPECT_FALSE(fs::exists(state()));
}

TEST_F(WitnessTest, PullsWhatTheGatewayAddsAndHandsItIn)
{
    name_in_the_policy(kForce);
    serve();
    Ran const first = pulled();
    ASSERT_EQ(first.code, 0) << first.err;
    object const begun = json_lines(first.out).front();
    EXPECT_FALSE(begun.contains("before"));
    auto const results = session(kForce)->submit(lines_of(notifications(1, 300)), 300);
    ASSERT_TRUE(results);

    Ran const second = pulled();

    ASSERT_EQ(second.code, 0) << second.err;
    object const grown = json_lines(second.out).front();
    EXPECT_EQ(grown.at("before"), begun.at("size"));
    EXPECT_GE(json::whole_number_at(grown, "size", 0), json::whole_number_at(begun, "size", 0) + 300);
    auto const receipt = session(kForce)->get_text("/v1/receipts/" + json::text_at(results->front(), "message"));
    ASSERT_TRUE(receipt) << one_line(receipt.error());
    EXPECT_THAT(*receipt, HasSubstr("\n— " + kForce + "/witness "));
}

TEST_F(WitnessTest, OfAnAgencyThatThePolicyDoesNotNameRemembersAndSaysThatNobodyCountsIt)
{
    serve();
    Ran const ran = pulled();
    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, HasSubstr("The cosignature was not handed in: "));
    EXPECT_TRUE(fs::exists(held_of(json::text_at(verified(), "origin"))));
}

TEST_F(WitnessTest, NamesALogThatWasPutBackToAnOlderStateAndKeepsTheEvidence)
{
    name_in_the_policy(kForce);
    fs::path const backup = folder_.path() / "backup";
    serve();
    stop();
    fs::copy(site(), backup, fs::copy_options::recursive);
    serve();
    ASSERT_TRUE(session(kForce)->submit(lines_of(notifications(1, 5)), 5));
    ASSERT_EQ(pulled().code, 0);
    std::string const origin = json::text_at(verified(), "origin");
    std::string const held = bytes_of(held_of(origin));
    stop();
    fs::remove_all(site());
    fs::copy(backup, site(), fs::copy_options::recursive);
    serve();

    Ran const refused = pulled();

    EXPECT_EQ(refused.code, 3);
    EXPECT_EQ(refused.out, "");
    EXPECT_THAT(refused.err, HasSubstr("and this witness has cosigned it with"));
    EXPECT_THAT(refused.err, HasSubstr("ask the operator whether an old backup was restored"));
    EXPECT_THAT(refused.err, HasSubstr("The gateway was shown what is held."));
    EXPECT_EQ(bytes_of(held_of(origin)), held);
    fs::path const pair = fs::directory_iterator { state() / "evidence" } -> path();
    EXPECT_EQ(bytes_of(pair / "held.note"), held);
    EXPECT_TRUE(evidence::parse_note(bytes_of(pair / "seen.note")));
}

TEST_F(WitnessTest, GoesOnPullingWhereItsCosignaturesAreNotTakenYet)
{
    serve();
    auto const watching = start({kExecutable, "log", "witness", "pull", "--as", identity(kForce).string(), "--gateway",
                                 gateway_->url(), "--state", state().string(), "--every", "1", "--json"});
    EXPECT_TRUE(watching->next_line()) << watching->err();
    EXPECT_TRUE(watching->next_line()) << "the policy does not name it: " << watching->err();
    watching->signal(SIGTERM);
    EXPECT_EQ(watching->wait(), 1);
}

TEST_F(WitnessTest, PullsAgainAndAgainUntilItIsToldToStop)
{
    name_in_the_policy(kForce);
    serve();
    auto const watching = start({kExecutable, "log", "witness", "pull", "--as", identity(kForce).string(), "--gateway",
                                 gateway_->url(), "--state", state().string(), "--every", "1", "--json"});
    EXPECT_TRUE(watching->next_line()) << watching->err();
    EXPECT_TRUE(watching->next_line()) << watching->err();
    gateway_->kill();
    watching->signal(SIGTERM);
    int const code = watching->wait();
    EXPECT_TRUE(code == 0 || code == 1) << "as the gateway was there or not the last time it was asked";
}

}  // namespace
}  // namespace micklegate::e2e
