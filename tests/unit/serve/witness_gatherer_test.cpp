// The gateway's side of tlog-witness: who answers well is believed what it signs, and who does not costs little.
#include "gateway/serve/witness_gatherer.hpp"

#include "tests/support/manual_clock.hpp"
#include "tests/support/witnesses.hpp"

#include <gmock/gmock.h>

namespace micklegate::serve {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using witness_client::Reply;
using witness_client::Request;

/// Keeps the protocol by the letter of the specification, over a state that a test may set.
struct Served {
    explicit Served(test::TestWitness const& who) : witness{who} {}

    Reply answer(Request const& request)
    {
        if (request.method == "GET")
            return held.empty() ? Reply{404, {}} : Reply{200, held};
        auto const asked = evidence::parse_add_checkpoint(request.body).value();
        auto const note = evidence::parse_note(asked.checkpoint).value();
        auto const offered = evidence::parse_checkpoint(note.text).value();
        if (asked.old_size != seen.size)
            return {409, std::to_string(seen.size) + "\n"};
        if (!evidence::verify_consistency(seen.size, seen.root, offered.size, offered.root, asked.proof))
            return {422, {}};
        seen = offered;
        held = witness.cosigned(asked.checkpoint);
        return {200, evidence::signature_line(witness.line(note.text))};
    }

    test::TestWitness const& witness;
    evidence::Checkpoint seen{"", 0, evidence::empty_root()};
    std::string held;
};

class WitnessGathererTest : public testing::Test {
protected:
    void SetUp() override
    {
        log.grow_to(10);
        auto const url_of = [](std::string const& name) { return "http://" + name + ":8080/w"; };
        auto policy = evidence::parse_witness_policy(are.policy_text(log.key(), url_of));
        witnessed.judge_by(std::make_shared<evidence::WitnessPolicy const>(*std::move(policy)));
        for (test::TestWitness const* const each : are.all()) {
            auto served = std::make_shared<Served>(*each);
            honest.emplace(each->name, served);
            answers[each->name] = [served](Request const& request) { return served->answer(request); };
        }
    }

    void ask(std::vector<Request> const& requests, witness_client::OnReply const& on_reply)
    {
        for (std::size_t place = 0; place < requests.size(); ++place) {
            std::string const& host = requests[place].url.endpoint.host;
            asked.push_back(requests[place].method + " " + host);
            on_reply(place, answers.at(host)(requests[place]));
        }
    }
    [[nodiscard]] auto count(std::string const& what) const { return std::count(asked.begin(), asked.end(), what); }
    [[nodiscard]] bool told(std::string_view what) const
    {
        return std::ranges::any_of(lines, [what](auto const& line) { return line.find(what) != std::string::npos; });
    }

    test::Partnership are;
    test::SignedLog log;
    std::vector<std::string> contradictions;
    test::ManualClock clock{"2026-11-22T06:00:00Z"};
    commit::WitnessedLog witnessed{log,
                                   log.key(),
                                   {[](auto const&) { return Result<void>{}; },
                                    [this](std::string const& note) { contradictions.push_back(note); }},
                                   clock.clock()};
    std::map<std::string, std::shared_ptr<Served>> honest;
    std::map<std::string, std::function<Result<Reply>(Request const&)>> answers;
    std::vector<std::string> asked;
    std::vector<std::string> lines;
    receive::Log const tell = [this](receive::Severity, std::string const& line) { lines.push_back(line); };
    WitnessGatherer gatherer{log, witnessed,
                             [this](auto const& requests, auto const& on_reply) { ask(requests, on_reply); }, tell,
                             clock.clock()};
};

TEST_F(WitnessGathererTest, AllAreAskedOnceForEachCheckpointAndNeverForOneThatTheySigned)
{
    EXPECT_TRUE(gatherer.round());
    EXPECT_EQ(witnessed.witnessed_size(), 10U);
    EXPECT_FALSE(gatherer.round());
    EXPECT_EQ(asked.size(), 4U);

    log.grow_to(300);

    EXPECT_TRUE(gatherer.round());
    EXPECT_EQ(witnessed.witnessed_size(), 300U);
    EXPECT_EQ(asked.size(), 8U) << "the sizes they hold are remembered";
    EXPECT_THAT(lines, IsEmpty());
}

TEST_F(WitnessGathererTest, AGatewayThatDoesNotKnowWhatTheyHoldIsToldIt)
{
    ASSERT_TRUE(gatherer.round());
    log.grow_to(20);
    WitnessGatherer restarted{log, witnessed,
                              [this](auto const& requests, auto const& on_reply) { ask(requests, on_reply); }, tell,
                              clock.clock()};
    asked.clear();

    ASSERT_TRUE(restarted.round());

    EXPECT_EQ(witnessed.witnessed_size(), 20U);
    EXPECT_EQ(asked.size(), 8U) << "each said what it holds, and was asked once more";
    EXPECT_THAT(lines, IsEmpty());
}

TEST_F(WitnessGathererTest, AQuorumIsMadeWithoutTheCourtThatIsDown)
{
    answers["court.leeds"] = [](Request const&) -> Result<Reply> {
        return problem(ProblemCode::kUnavailable, "It cannot be reached.");
    };

    gatherer.round();

    EXPECT_EQ(witnessed.witnessed_size(), 10U);
    EXPECT_THAT(lines, ElementsAre(HasSubstr("court.leeds does not cosign: It cannot be reached.")));
}

TEST_F(WitnessGathererTest, OneThatIsDownIsAskedAfterEverLongerPausesUpToAMinuteAndToldOnce)
{
    bool down = true;
    answers["police.north-yorkshire"] = [&](Request const& request) -> Result<Reply> {
        if (down)
            return problem(ProblemCode::kUnavailable, "It cannot be reached.");
        return honest["police.north-yorkshire"]->answer(request);
    };
    for (int second = 0; second < 300; ++second, clock.advance(1s))
        gatherer.round();
    EXPECT_EQ(count("POST police.north-yorkshire"), 9) << "at 0, 2, 6, 14, 30, 62, 122, 182 and 242 seconds";
    EXPECT_EQ(count("POST court.york"), 1);
    EXPECT_THAT(lines, testing::SizeIs(1));
    EXPECT_EQ(witnessed.witnessed_size(), 0U);
    down = false;
    clock.advance(60s);

    gatherer.round();

    EXPECT_EQ(witnessed.witnessed_size(), 10U);
    EXPECT_THAT(lines.back(), HasSubstr("police.north-yorkshire cosigns again"));
}

TEST_F(WitnessGathererTest, AClockThatIsSetBackMakesNoPauseLonger)
{
    answers["court.hull"] = [](Request const&) -> Result<Reply> { return Reply{500, {}}; };
    gatherer.round();
    clock.advance(-24h);

    gatherer.round();

    EXPECT_EQ(count("POST court.hull"), 2);
}

TEST_F(WitnessGathererTest, ASlipperyWitnessIsAskedTwiceForACheckpointAndOnceForWhatItHolds)
{
    std::uint64_t size = 0;
    answers["court.york"] = [&](Request const& request) -> Result<Reply> {
        return request.method == "GET" ? Reply{404, {}} : Reply{409, std::to_string(++size) + "\n"};
    };

    gatherer.round();

    EXPECT_EQ(count("POST court.york"), 2);
    EXPECT_EQ(count("GET court.york"), 1);
    EXPECT_EQ(witnessed.witnessed_size(), 10U) << "the others are enough";
    EXPECT_FALSE(gatherer.round()) << "it has its pause";
    EXPECT_TRUE(told("court.york does not cosign"));
}

TEST_F(WitnessGathererTest, A409ThatSaysNoNumberOrAnImpossibleOneIsNotFollowed)
{
    for (char const* const body : {"", "x\n", "01\n", "-1\n", "5", "5\n6\n", "18446744073709551616\n"}) {
        asked.clear();
        answers["court.york"] = [&](Request const& request) -> Result<Reply> {
            return request.method == "GET" ? Reply{404, {}} : Reply{409, body};
        };
        gatherer.round();
        clock.advance(60s);
        EXPECT_EQ(count("POST court.york"), 1) << body;
    }
    EXPECT_EQ(witnessed.witnessed_size(), 10U);
}

TEST_F(WitnessGathererTest, LiesAreNotKept)
{
    test::TestWitness const stranger{"stranger"};
    test::SignedLog other{"forged"};
    std::string const other_note = other.grow_to(10);
    std::string const other_text = evidence::parse_note(other_note)->text;
    auto const honest_line = [&](Request const& request, test::TestWitness const& by) {
        auto const asked_for = evidence::parse_add_checkpoint(request.body).value();
        return by.line(evidence::parse_note(asked_for.checkpoint)->text);
    };
    auto in_anothers_name = [&](Request const& request) {
        auto line = honest_line(request, are.york);
        line.name = are.police.note_key().name;
        line.id = are.police.note_key().id;
        return evidence::signature_line(honest_line(request, are.york)) + evidence::signature_line(line);
    };
    std::map<std::string, std::function<std::string(Request const&)>> const lies{
        {"another root", [&](auto const&) { return evidence::signature_line(are.york.line(other_text)); }},
        {"another origin",
         [&](auto const&) { return evidence::signature_line(are.york.line("other.example/log\n10\nAAAA\n")); }},
        {"a key that is not its own",
         [&](auto const& request) { return evidence::signature_line(honest_line(request, stranger)); }},
        {"a forged line in another's name", in_anothers_name},
        {"another's true line alone",
         [&](auto const& request) { return evidence::signature_line(honest_line(request, are.police)); }},
        {"nothing", [](auto const&) { return ""; }},
        {"prose", [](auto const&) { return "certainly\n"; }},
        {"the log's own line, damaged",
         [&](auto const&) {
             auto line = evidence::parse_note(log.checkpoint().value())->signatures.front();
             line.signature.back() ^= 1U;
             return evidence::signature_line(line);
         }},
    };
    auto const down = [](Request const&) -> Result<Reply> { return problem(ProblemCode::kUnavailable, "Down."); };
    answers["police.north-yorkshire"] = answers["court.hull"] = answers["court.leeds"] = down;
    for (auto const& [name, lie] : lies) {
        answers["court.york"] = [&, &told_lie = lie](Request const& request) -> Result<Reply> {
            return request.method == "GET" ? Reply{404, {}} : Reply{200, told_lie(request)};
        };
        gatherer.round();
        clock.advance(60s);
        EXPECT_THAT(witnessed.missing(), testing::SizeIs(4)) << name;
        EXPECT_EQ(witnessed.pending()->signatures.size(), 1U) << name;
    }
    EXPECT_THAT(contradictions, IsEmpty()) << "only our own signature can contradict us";
    EXPECT_TRUE(told("court.york does not cosign: Its answer holds no line of its key."));
}

TEST_F(WitnessGathererTest, AWitnessThatWasShownAnotherHistoryUnderOurKeyProvesIt)
{
    test::SignedLog other{"forged"};
    Served& york = *honest["court.york"];
    york.held = are.york.cosigned(other.grow_to(7));
    york.seen = evidence::parse_checkpoint(evidence::parse_note(york.held)->text).value();

    gatherer.round();

    EXPECT_THAT(contradictions, ElementsAre(york.held));
}

TEST_F(WitnessGathererTest, AWitnessThatHoldsMoreThanWeHaveProvesThatWeLostOurEnd)
{
    test::SignedLog longer;
    Served& york = *honest["court.york"];
    york.held = are.york.cosigned(longer.grow_to(11));
    york.seen = evidence::parse_checkpoint(evidence::parse_note(york.held)->text).value();

    gatherer.round();

    EXPECT_THAT(contradictions, ElementsAre(york.held));
}

TEST_F(WitnessGathererTest, AWitnessThatIsAheadAndCannotBeDoneWithoutMovesThePendingCheckpointAndIsNotBlamed)
{
    answers["court.york"] = [](Request const&) -> Result<Reply> { return problem(ProblemCode::kUnavailable, "Down."); };
    ASSERT_TRUE(witnessed.take(are.hull.cosigned(evidence::note_text(witnessed.pending().value()))));
    Served& police = *honest["police.north-yorkshire"];
    police.held = are.police.cosigned(log.grow_to(20));
    police.seen = evidence::parse_checkpoint(evidence::parse_note(police.held)->text).value();
    log.grow_to(30);

    gatherer.round();

    EXPECT_EQ(evidence::parse_checkpoint(witnessed.pending()->text)->size, 20U);
    EXPECT_FALSE(told("police.north-yorkshire does not cosign"));
    EXPECT_THAT(contradictions, IsEmpty());
}

/// The police and court.hull cosign 10 entries, court.york holds 20 and court.leeds is down: two courts of three are
/// needed.
class OneAheadAndOneSilent : public WitnessGathererTest {
protected:
    void SetUp() override
    {
        WitnessGathererTest::SetUp();
        answers["court.leeds"] = [](Request const&) -> Result<Reply> {
            return problem(ProblemCode::kUnavailable, "It cannot be reached.");
        };
        before = evidence::note_text(witnessed.pending().value());
        for (test::TestWitness const* const each : {&are.police, &are.hull})
            ASSERT_TRUE(witnessed.take(each->cosigned(before)));
        Served& york = *honest["court.york"];
        york.held = are.york.cosigned(log.grow_to(20));
        york.seen = evidence::parse_checkpoint(evidence::parse_note(york.held)->text).value();
        log.grow_to(30);
    }
    void ask_for(std::chrono::seconds time)
    {
        for (; time > 0s; time -= 1s, clock.advance(1s))
            gatherer.round();
    }

    std::string before;
};

TEST_F(OneAheadAndOneSilent, AreNoReasonToWaitForever)
{
    ask_for(commit::Gathering::kPatience);
    EXPECT_EQ(witnessed.witnessed_size(), 0U);

    ask_for(2s);

    EXPECT_EQ(witnessed.witnessed_size(), 30U) << "the one it holds first, and then the newest";
    EXPECT_FALSE(told("court.york does not cosign"));
}

TEST_F(OneAheadAndOneSilent, TheOneAheadNeedNotShowWhatItHoldsButIsNotBelievedSoon)
{
    answers["court.york"] = [this](Request const& request) {
        return request.method == "GET" ? Reply{404, {}} : honest["court.york"]->answer(request);
    };

    ask_for(commit::Gathering::kPatience + WitnessGatherer::kLongestPause);
    EXPECT_EQ(witnessed.witnessed_size(), 0U);

    clock.advance(commit::Gathering::kLongPatience);
    ask_for(WitnessGatherer::kLongestPause);
    EXPECT_EQ(witnessed.witnessed_size(), 30U);
}

TEST_F(WitnessGathererTest, WithoutAPolicyNobodyIsAsked)
{
    witnessed.judge_by(nullptr);
    EXPECT_FALSE(gatherer.round());
    EXPECT_THAT(asked, IsEmpty());
}

}  // namespace
}  // namespace micklegate::serve
