// A gateway and its witnesses: what a receipt waits for, what a missing witness costs, and a past that cannot be
// changed.
#include "gateway/evidence/cosignature.hpp"
#include "gateway/evidence/tlog_proof.hpp"
#include "gateway/evidence/witness_policy.hpp"
#include "gateway/receive/plain_server.hpp"
#include "tests/component/receive/raw_client.hpp"
#include "tests/e2e/sample_events.hpp"

#include <gmock/gmock.h>

namespace micklegate::e2e {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr char const* kYork = "court.york";
constexpr char const* kScarborough = "court.scarborough";
constexpr char const* kHull = "prison.hull";  // stands for a third court
std::string const kPoliceAndTwoCourts =
    "group courts 2 court.york court.scarborough prison.hull\n"
    "group both all police.north-yorkshire courts\nquorum both\n";

/// A port that nobody listens on, and one whose listener takes connections and never says a word.
class SilentPort {
public:
    explicit SilentPort(bool listens) : socket_{::socket(AF_INET, SOCK_STREAM, 0)}
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        void* const place = &address;
        ::bind(socket_, static_cast<sockaddr*>(place), size);
        ::getsockname(socket_, static_cast<sockaddr*>(place), &size);
        port_ = ntohs(address.sin_port);
        if (listens)
            ::listen(socket_, 16);
    }
    ~SilentPort() { ::close(socket_); }
    SilentPort(SilentPort const&) = delete;
    SilentPort& operator=(SilentPort const&) = delete;
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

private:
    int socket_;
    std::uint16_t port_ = 0;
};

/// Answers every checkpoint with 409 and a size that it makes up anew.
class SlipperyWitness {
public:
    SlipperyWitness()
        : server_{{},
                  receive::Routes{{{"POST", "/add-checkpoint", receive::Access::kAnyoneWithoutCertificate,
                                    receive::Handler{[this](receive::HttpRequest&) { return answer(); }}}}},
                  [](auto, auto const&) {}}
    {
        server_.start().value();
    }
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(server_.port()); }
    [[nodiscard]] int asked() const { return asked_; }

private:
    boost::asio::awaitable<receive::HttpResponse> answer()
    {
        receive::HttpResponse response{409, "text/x.tlog.size", std::to_string(++asked_ % 2) + "\n", {}};
        co_return response;
    }

    std::atomic<int> asked_ = 0;
    receive::PlainServer server_;
};

class WitnessingTest : public SiteTest {
protected:
    struct Line {
        std::string agency;
        std::string url{};
    };

    [[nodiscard]] std::string vkey_of_witness(std::string const& agency) const
    {
        Ran const shown = cli("log", "witness", "key", "--as", identity(agency).string());
        return shown.out.substr(0, shown.out.find('\n'));
    }
    [[nodiscard]] std::string policy(std::vector<Line> const& lines, std::string const& rest) const
    {
        std::string text = "log " + bytes_of(site() / "log.vkey");
        for (auto const& [agency, url] : lines)
            text += "witness " + agency + " " + vkey_of_witness(agency) + (url.empty() ? "" : " " + url) + "\n";
        return text + rest;
    }
    void ask_witnesses(std::vector<Line> const& lines, std::string const& rest) const
    {
        write(site() / "witnesses.policy", policy(lines, rest));
    }
    /// An entry that waits for longer than a second is told to the operator.
    void be_impatient() const
    {
        std::string settings = bytes_of(site() / "micklegate.toml");
        std::string const line = "# witnessed_within_ms = 60000";
        settings.replace(settings.find(line), line.size(), "witnessed_within_ms = 1000");
        write(site() / "micklegate.toml", settings);
    }

    [[nodiscard]] fs::path state_of(std::string const& agency) const { return folder_.path() / ("state-" + agency); }
    /// Its URL; it serves until the test ends.
    std::string serve_witness(std::string const& agency)
    {
        auto& child =
            witnesses_.emplace_back(start({kExecutable, "log", "witness", "serve", "--as", identity(agency).string(),
                                           "--state", state_of(agency).string(), "--listen", "127.0.0.1:0", "--json"}));
        object const told = json_of(child->next_line().value_or(""));
        EXPECT_TRUE(json::flag_at(told, "ready")) << child->err();
        return "http://127.0.0.1:" + std::to_string(json::whole_number_at(told, "port", 0));
    }
    [[nodiscard]] Ran pull(std::string const& agency) const
    {
        return as(agency, "log", "witness", "pull", "--state", state_of(agency).string());
    }

    [[nodiscard]] std::string send(unsigned number)
    {
        auto const results = session(kForce)->submit(lines_of(notifications(number, 1)), 1);
        EXPECT_TRUE(results) << one_line(results.error());
        return results ? json::text_at(results->front(), "message") : std::string{};
    }
    [[nodiscard]] Ran proof(std::string const& message, std::vector<std::string> const& more = {}) const
    {
        std::vector<std::string> words{kExecutable, "log",          "proof", message, "--as", identity(kForce).string(),
                                       "--gateway", gateway_->url()};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }
    [[nodiscard]] static evidence::Note note_in(Ran const& proof)
    {
        auto const parsed = evidence::parse_proof(proof.out);
        EXPECT_TRUE(parsed) << proof.out << proof.err;
        return evidence::parse_note(parsed.value().checkpoint).value();
    }
    [[nodiscard]] gateway_client::Reply ask(std::string const& target) const
    {
        return client(kForce)->request("GET", target).value();
    }
    [[nodiscard]] std::string local(std::string const& path) const
    {
        test::PlainClient asking{gateway_->local_port()};
        asking.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        return asking.rest().value_or("");
    }
    /// What the operator is told within ten seconds.
    void expect_told(std::string_view what) const
    {
        auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
        while (gateway_->err().find(what) == std::string::npos)
            ASSERT_LT(std::chrono::steady_clock::now(), end) << what << "\n" << gateway_->err();
    }
    void expect_metric(std::string const& line) const
    {
        auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
        while (local("/metrics").find("micklegate_" + line + "\n") == std::string::npos)
            ASSERT_LT(std::chrono::steady_clock::now(), end) << line << "\n" << local("/metrics");
    }

    void put_aside_a_copy_of_the_store() const { fs::copy(site() / "data", old(), fs::copy_options::recursive); }
    void put_the_copy_back() const
    {
        fs::rename(site() / "data", newest());
        fs::copy(old(), site() / "data", fs::copy_options::recursive);
    }
    void put_the_newest_back() const
    {
        fs::remove_all(site() / "data");
        fs::rename(newest(), site() / "data");
    }
    [[nodiscard]] fs::path old() const { return folder_.path() / "old"; }
    [[nodiscard]] fs::path newest() const { return folder_.path() / "newest"; }
    void expect_start_refused(std::string_view why) const
    {
        GatewayProcess refused{site()};
        EXPECT_FALSE(refused.ready()) << why;
        EXPECT_EQ(refused.wait(), 3) << refused.err();
        EXPECT_THAT(refused.err(), HasSubstr(why));
        EXPECT_THAT(refused.err(), HasSubstr("Restored from a backup"));
    }

    std::vector<std::unique_ptr<ChildProcess>> witnesses_;
};

TEST_F(WitnessingTest, AReceiptHoldsThePoliceAndTwoOfThreeCourtsThoughOneIsDown)
{
    SilentPort const down{false};
    std::vector<Line> const lines{{kForce, serve_witness(kForce)},
                                  {kYork, serve_witness(kYork)},
                                  {kScarborough, serve_witness(kScarborough)},
                                  {kHull, down.url()}};
    ask_witnesses(lines, kPoliceAndTwoCourts);
    serve();

    Ran const proven = proof(send(1), {"--witnesses", (site() / "witnesses.policy").string()});

    ASSERT_EQ(proven.code, 0) << proven.err;
    auto const own = evidence::parse_witness_policy(policy(lines, kPoliceAndTwoCourts)).value();
    EXPECT_THAT(evidence::quorum_of(own, note_in(proven))->cosigned, ElementsAre(kForce, kYork, kScarborough));
    auto const kept = evidence::parse_note(bytes_of(site() / "log.witnessed"));
    ASSERT_TRUE(kept);
    EXPECT_TRUE(evidence::quorum_of(own, *kept)->met) << "on disk before it is served";
    EXPECT_EQ(ask("/log/witnessed").body, bytes_of(site() / "log.witnessed"));
    EXPECT_EQ(evidence::parse_note(ask("/log/checkpoint").body)->signatures.size(), 4U) << "its own and three";
    expect_metric("log_quorum_met 1");
    expect_metric("log_unwitnessed_seconds 0");
    stop();
}

TEST_F(WitnessingTest, AMissingQuorumStopsNoTrafficAndIsToldOnceAndAgainWhenItIsBack)
{
    be_impatient();
    std::vector<Line> const lines{
        {kForce}, {kYork, serve_witness(kYork)}, {kScarborough, serve_witness(kScarborough)}, {kHull}};
    ask_witnesses(lines, kPoliceAndTwoCourts);
    serve();
    std::string const message = send(1);

    auto const waiting = ask("/v1/receipts/" + message);

    EXPECT_EQ(waiting.status, 202U);
    EXPECT_THAT(waiting.headers, testing::Contains(testing::Pair("Retry-After", "1")));
    object const told = json_of(waiting.body);
    EXPECT_EQ(json::text_at(told, "state"), "durable");
    EXPECT_EQ(json::whole_number_at(told, "witnessed_size", -1), 0);
    EXPECT_EQ(json::whole_number_at(told, "index", -1), json::whole_number_at(told, "size", -1) - 1);
    EXPECT_THAT(boost::json::serialize(told.at("missing")), HasSubstr(kForce));
    expect_told("the log's witnesses are no quorum");
    expect_metric("log_quorum_met 0");
    std::string const later = send(2);
    EXPECT_FALSE(later.empty()) << "traffic goes on";
    Ran const impatient = proof(message, {"--wait", "0"});
    EXPECT_EQ(impatient.code, 1);
    EXPECT_THAT(impatient.err, HasSubstr("Missing: "));
    EXPECT_EQ(proof(message, {"--durable"}).code, 0);
    Ran const unproven = proof(message, {"--durable", "--witnesses", (site() / "witnesses.policy").string()});
    EXPECT_EQ(unproven.code, 3);
    EXPECT_EQ(unproven.out, "");
    EXPECT_EQ(ask("/v1/receipts/" + message + "?state=witnessed").status, 422U);
    EXPECT_EQ(ask("/log/witnessed").status, 404U);

    Ran const pulled = pull(kForce);

    ASSERT_EQ(pulled.code, 0) << pulled.err;
    EXPECT_EQ(proof(later).code, pull(kForce).code) << "a later checkpoint needs the police once more";
    EXPECT_EQ(proof(message).code, 0);
    expect_told("The log's witnesses are a quorum again.");
    expect_metric("log_quorum_met 1");
    stop();
}

TEST_F(WitnessingTest, WitnessesThatComeAtDifferentTimesMakeAQuorumWhileMessagesFlow)
{
    ask_witnesses({{kForce}, {kYork}}, "group all all police.north-yorkshire court.york\nquorum all\n");
    serve();
    std::string const message = send(1);
    ASSERT_EQ(pull(kForce).code, 0);
    ASSERT_FALSE(send(2).empty());
    EXPECT_EQ(ask("/v1/receipts/" + message).status, 202U);

    Ran const pulled = pull(kYork);

    ASSERT_EQ(pulled.code, 0) << pulled.err;
    EXPECT_EQ(ask("/v1/receipts/" + message).status, 200U);
    stop();
}

TEST_F(WitnessingTest, WhatIsHandedInIsBelievedAsFarAsItProvesItself)
{
    ask_witnesses({{kForce}, {kYork}}, "group all all police.north-yorkshire court.york\nquorum all\n");
    serve();
    std::string const older = ask("/log/checkpoint").body;
    std::string const message = send(1);
    auto const hand_in = [this](std::string const& agency, std::string const& type, std::string const& note) {
        return client(agency)->request("POST", "/v1/log/cosignatures", type, note)->status;
    };
    auto const line_of = [this](std::string const& agency, std::string const& text) {
        auto const own = gateway_client::load_identity(identity(agency));
        auto const key = evidence::parse_vkey(vkey_of_witness(agency), evidence::KeyType::kCosignature).value();
        return evidence::signature_line(
            evidence::cosign(text, key, own->signing, std::chrono::floor<std::chrono::seconds>(system_now())));
    };
    std::string const text = evidence::parse_note(older)->text;
    std::string damaged = line_of(kForce, text);
    damaged.replace(damaged.size() - 4, 1, damaged[damaged.size() - 4] == 'A' ? "B" : "A");

    EXPECT_EQ(hand_in(kSchool, "text/plain", older + line_of(kForce, text)), 404U) << "the school is no witness";
    EXPECT_EQ(hand_in(kForce, "application/json", older), 415U);
    EXPECT_EQ(hand_in(kForce, "text/plain", "no note"), 422U);
    EXPECT_EQ(hand_in(kForce, "text/plain", older + std::string(70'000, 'x')), 413U);
    EXPECT_EQ(hand_in(kForce, "text/plain", older + damaged), 422U);
    EXPECT_EQ(ask("/log/witnessed").status, 404U);
    EXPECT_EQ(hand_in(kForce, "text/plain", older + line_of(kForce, text)), 200U) << "an older checkpoint of ours";
    EXPECT_EQ(hand_in(kYork, "text/plain", older + line_of(kYork, text)), 200U);
    EXPECT_EQ(evidence::parse_note(ask("/log/witnessed").body)->text, text);
    EXPECT_EQ(ask("/v1/receipts/" + message).status, 202U) << "it does not cover the message";
    EXPECT_TRUE(local("/readyz").starts_with("HTTP/1.1 200 "));
    stop();
}

TEST_F(WitnessingTest, WitnessesThatLieOrNeverAnswerHoldUpNobody)
{
    SilentPort const slow{true};
    SlipperyWitness const slippery;
    ask_witnesses({{kForce, serve_witness(kForce)}, {kYork, slow.url()}, {kScarborough, slippery.url()}},
                  "quorum police.north-yorkshire\n");
    serve();
    for (unsigned number = 1; number <= 3; ++number)
        EXPECT_EQ(proof(send(number)).code, 0);
    expect_told("court.york does not cosign: It did not answer in time.");
    expect_told("court.scarborough does not cosign");
    EXPECT_LE(slippery.asked(), 2 * 6) << "twice in each of its turns, which become rarer";
    stop();
}

TEST_F(WitnessingTest, APolicyIsTakenOverWhileTheGatewayServes)
{
    serve();
    std::string const message = send(1);
    EXPECT_EQ(ask("/v1/receipts/" + message).status, 200U) << "without a policy what is durable is final";
    EXPECT_EQ(ask("/log/pending").status, 404U);

    ask_witnesses({{kForce}}, "quorum police.north-yorkshire\n");
    expect_told("A changed witness policy is in force.");
    EXPECT_EQ(ask("/v1/receipts/" + message).status, 202U);
    std::string const sound = bytes_of(site() / "witnesses.policy");
    write(site() / "witnesses.policy", sound + "quorum somebody\n");
    expect_told("the witness policy stays as it was");
    EXPECT_EQ(ask("/v1/receipts/" + message).status, 202U);
    ASSERT_EQ(pull(kForce).code, 0);
    EXPECT_EQ(ask("/v1/receipts/" + message).status, 200U);
    stop();

    GatewayProcess refused{site()};
    EXPECT_FALSE(refused.ready()) << "an unsound policy is no policy";
    EXPECT_EQ(refused.wait(), 1) << refused.err();
    EXPECT_THAT(refused.err(), HasSubstr("witnesses.policy"));
}

TEST_F(WitnessingTest, ARestoredOldBackupIsRefusedByTheSiteFolderAndWithoutItByTheWitness)
{
    ask_witnesses({{kForce, serve_witness(kForce)}}, "quorum police.north-yorkshire\n");
    serve();
    ASSERT_EQ(proof(send(1)).code, 0);
    stop();
    put_aside_a_copy_of_the_store();
    serve();
    ASSERT_EQ(proof(send(2)).code, 0);
    stop();
    put_the_copy_back();
    std::string const before = bytes_of(site() / "log.witnessed");

    expect_start_refused("log.witnessed remembers");
    Ran const verified = cli("log", "verify", site().string());
    EXPECT_EQ(verified.code, 3) << verified.out;
    EXPECT_THAT(verified.err, HasSubstr("log.witnessed remembers"));
    fs::remove(site() / "log.witnessed");
    expect_start_refused("The witness police.north-yorkshire holds");
    EXPECT_FALSE(fs::exists(site() / "log.witnessed"));

    put_the_newest_back();
    serve();
    ASSERT_EQ(proof(send(3)).code, 0);
    stop();
    EXPECT_NE(bytes_of(site() / "log.witnessed"), before);
}

TEST_F(WitnessingTest, AWitnessThatWasShownAnotherHistoryStopsTheGatewayUntilTheHistoryIsBack)
{
    ask_witnesses({{kForce}}, "quorum police.north-yorkshire\n");
    serve();
    put_aside_a_copy_of_the_store();  // of a store that rests: nothing was sent yet
    ASSERT_FALSE(send(1).empty());
    ASSERT_EQ(pull(kForce).code, 0);
    stop();
    put_the_copy_back();
    fs::remove(site() / "log.witnessed");
    serve();  // nobody who could know better can be asked

    Ran const pulled = pull(kForce);

    EXPECT_EQ(pulled.code, 3) << pulled.err;
    expect_told("nothing is taken any more");
    std::string const ready = local("/readyz");
    EXPECT_TRUE(ready.starts_with("HTTP/1.1 503 ")) << ready;
    EXPECT_NE(ready.find("docs/operations.md"), std::string::npos) << ready;
    EXPECT_EQ(ready.find("Start the gateway again"), std::string::npos) << "that cannot help";
    auto const results = session(kForce)->submit(lines_of(notifications(2, 1)), 1);
    EXPECT_FALSE(results && json::text_at(results->front(), "outcome") == "accepted");
    EXPECT_EQ(gateway_->terminate(), 0);
    gateway_.reset();
    expect_start_refused("log.contradicted remembers");
    Ran const verified = cli("log", "verify", site().string());
    EXPECT_EQ(verified.code, 3) << verified.out;
    EXPECT_THAT(verified.err, HasSubstr("log.contradicted remembers"));

    put_the_newest_back();
    serve();
    ASSERT_EQ(pull(kForce).code, 0);
    stop();
}

TEST_F(WitnessingTest, TwoGatewaysUnderOneKeyCannotBothBeWitnessed)
{
    ask_witnesses({{kForce, serve_witness(kForce)}}, "quorum police.north-yorkshire\n");
    serve();
    ASSERT_EQ(proof(send(1)).code, 0);
    stop();
    fs::path const twin = folder_.path() / "twin";
    fs::copy(site(), twin, fs::copy_options::recursive);
    serve();
    ASSERT_EQ(proof(send(2)).code, 0);

    GatewayProcess refused{twin};

    EXPECT_FALSE(refused.ready());
    EXPECT_EQ(refused.wait(), 3) << refused.err();
    stop();
}

TEST_F(WitnessingTest, ASplitViewIsProvenByTheWitnessThatWasShownTheOtherOne)
{
    std::string const url = serve_witness(kForce);
    ask_witnesses({{kForce, url}}, "quorum police.north-yorkshire\n");
    serve();
    ASSERT_EQ(proof(send(1)).code, 0);
    stop();
    fs::path const twin = folder_.path() / "twin";
    fs::copy(site(), twin, fs::copy_options::recursive);
    write(twin / "witnesses.policy", policy({{kForce}}, "quorum police.north-yorkshire\n"));
    GatewayProcess other{twin};  // shows its history to the agencies alone
    ASSERT_TRUE(other.ready()) << other.err();
    serve();
    ASSERT_EQ(proof(send(2)).code, 0);
    {
        auto const there = agency::GatewaySession::open(identity(kForce), endpoint_of(other.url()).value());
        auto asking = there ? Result<void>{} : there.error();
        ASSERT_TRUE(asking);
    }
    Ran const pulled = run({kExecutable, "log", "witness", "pull", "--state", state_of(kForce).string(), "--as",
                            identity(kForce).string(), "--gateway", other.url()});

    EXPECT_EQ(pulled.code, 3) << pulled.err;
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (other.err().find("nothing is taken any more") == std::string::npos)
        ASSERT_LT(std::chrono::steady_clock::now(), end) << other.err();
    EXPECT_EQ(other.terminate(), 0);
    EXPECT_TRUE(fs::exists(twin / "log.contradicted"));
    EXPECT_EQ(proof(send(3)).code, 0) << "the one that the witness knows goes on";
    stop();
}

TEST_F(WitnessingTest, WithAllWitnessesOutOfReachItStartsAndSaysSo)
{
    SilentPort const down{false};
    SilentPort const slow{true};
    ask_witnesses({{kForce, down.url()}, {kYork, slow.url()}},
                  "group any any police.north-yorkshire court.york\n"
                  "quorum any\n");
    serve();
    EXPECT_THAT(gateway_->err(), HasSubstr("police.north-yorkshire was not compared with: It cannot be reached."));
    EXPECT_THAT(gateway_->err(), HasSubstr("court.york was not compared with: It did not answer in time."));
    EXPECT_FALSE(send(1).empty());
    stop();
}

}  // namespace
}  // namespace micklegate::e2e
