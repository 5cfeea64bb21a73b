// Witness policies: the specification's example with keys put in, every rule it gives, and the quorums it means.
#include "gateway/evidence/witness_policy.hpp"

#include "gateway/evidence/cosignature.hpp"

#include <gtest/gtest.h>

#include "tests/unit/evidence/sample_keys.hpp"

namespace micklegate::evidence {
namespace {

using Names = std::vector<std::string>;

constexpr std::string_view kText = "tlogverify.example/log\n3\npkvybgkSj2/i/m+LLYyAHhZrV8BHp82bK4Ceepai8cs=\n";

crypto::SigningKey signing_key(std::string_view witness) { return key_of_sentence(witness); }

NoteKey key_of(std::string const& witness)
{
    return note_key(witness + ".example/witness", signing_key(witness).verify_key(), KeyType::kCosignature);
}

std::string vkey(std::string const& witness) { return vkey_text(key_of(witness)); }
std::string log_vkey(std::string const& name = "a")
{
    return vkey_text(note_key(name, signing_key(name).verify_key()));
}

std::string witness(std::string const& name) { return "witness " + name + " " + vkey(name) + "\n"; }

Note cosigned_by(Names const& witnesses)
{
    Note note{std::string{kText}, {}};
    for (std::string const& name : witnesses)
        note.signatures.push_back(
            cosign(kText, key_of(name), signing_key(name), std::chrono::sys_seconds{std::chrono::seconds{1767139200}}));
    return note;
}

/// C2SP tlog-policy.md, "Example policy".
WitnessPolicy example()
{
    std::string text = "log " + log_vkey() + "\n\n";
    for (char const* const name : {"X1", "X2", "X3"})
        text += witness(name);
    text += "group X-witnesses 2 X1 X2 X3\n\n";
    for (char const* const name : {"Y1", "Y2", "Y3"})
        text += witness(name);
    text +=
        "group Y-witnesses any Y1 Y2 Y3\n\n"
        "group X-and-Y all X-witnesses Y-witnesses\n"
        "quorum X-and-Y\n";
    return *parse_witness_policy(text);
}

TEST(WitnessPolicy, ReadsTheSpecificationsExample)
{
    WitnessPolicy const policy = example();
    ASSERT_EQ(policy.logs.size(), 1U);
    EXPECT_EQ(vkey_text(policy.logs[0].key), log_vkey());
    ASSERT_EQ(policy.witnesses.size(), 6U);
    EXPECT_EQ(policy.witnesses[3].name, "Y1");
    EXPECT_EQ(policy.witnesses[3].key, key_of("Y1"));
    ASSERT_EQ(policy.groups.size(), 3U);
    EXPECT_EQ(policy.groups[0].threshold, 2U);
    EXPECT_EQ(policy.groups[1].threshold, 1U);
    EXPECT_EQ(policy.groups[2].threshold, 2U);
    EXPECT_EQ(policy.groups[2].members, (Names{"X-witnesses", "Y-witnesses"}));
    EXPECT_EQ(policy.quorum, "X-and-Y");
}

struct Case {
    Names cosigned;
    bool met;
    Names missing;
};

TEST(WitnessPolicy, CountsTheSpecificationsExample)
{
    for (Case const& expected :
         {Case{{}, false, {"X1", "X2", "X3", "Y1", "Y2", "Y3"}}, Case{{"X1", "X2"}, false, {"X3", "Y1", "Y2", "Y3"}},
          Case{{"X1", "Y1"}, false, {"X2", "X3", "Y2", "Y3"}}, Case{{"Y1", "Y2", "Y3"}, false, {"X1", "X2", "X3"}},
          Case{{"X1", "X2", "Y3"}, true, {"X3", "Y1", "Y2"}}, Case{{"X1", "X2", "X3", "Y1", "Y2", "Y3"}, true, {}}}) {
        auto const state = quorum_of(example(), cosigned_by(expected.cosigned));
        ASSERT_TRUE(state);
        EXPECT_EQ(state->met, expected.met) << expected.cosigned.size();
        EXPECT_EQ(state->cosigned, expected.cosigned);
        EXPECT_EQ(state->missing, expected.missing);
    }
}

TEST(WitnessPolicy, OneWitnessCosigningTwiceCountsOnce)
{
    EXPECT_FALSE(quorum_of(example(), cosigned_by({"X1", "X1", "X1", "Y1"}))->met);
}

TEST(WitnessPolicy, AnotherKeyUnderAWitnesssNameCountsForNothing)
{
    Note note = cosigned_by({"X1", "Y1"});
    NoteKey const false_key =
        note_key("X2.example/witness", signing_key("stranger").verify_key(), KeyType::kCosignature);
    note.signatures.push_back(cosign(kText, false_key, signing_key("stranger"), std::chrono::sys_seconds{}));
    EXPECT_FALSE(quorum_of(example(), note)->met);
}

TEST(WitnessPolicy, AFailingLineOfAWitnessRejectsTheNote)
{
    Note note = cosigned_by({"X1", "X2", "Y1"});
    note.signatures[1].signature[20] ^= 1U;
    auto const state = quorum_of(example(), note);
    ASSERT_FALSE(state);
    EXPECT_EQ(state.error().code, ProblemCode::kIntegrity);
}

TEST(WitnessPolicy, WitnessesOutsideTheQuorumAreShownAndNotMissed)
{
    auto const policy = parse_witness_policy(witness("a") + witness("b") + "quorum a\n");
    ASSERT_TRUE(policy);
    EXPECT_EQ(quorum_of(*policy, cosigned_by({"b"}))->cosigned, Names{"b"});
    EXPECT_EQ(quorum_of(*policy, cosigned_by({"b"}))->missing, Names{"a"});
    EXPECT_TRUE(quorum_of(*policy, cosigned_by({"a"}))->met);
    EXPECT_TRUE(quorum_of(*policy, cosigned_by({"a"}))->missing.empty());
}

TEST(WitnessPolicy, WithoutAQuorumIsMetByNothing)
{
    for (std::string const& text : {std::string{"quorum none\n"}, witness("a") + "quorum none\n"}) {
        auto const policy = parse_witness_policy(text);
        ASSERT_TRUE(policy);
        auto const state = quorum_of(*policy, cosigned_by({}));
        EXPECT_TRUE(state->met);
        EXPECT_TRUE(state->missing.empty());
    }
}

TEST(WitnessPolicy, TakesBlanksCommentsUrlsAndOpaqueNames)
{
    auto const policy =
        parse_witness_policy("# who counts\n \t \n\t# more\n  log\t" + log_vkey() + "  https://log.example/ \n" +
                             "witness \xe2\x84\xaa " + vkey("a") + " http://[::1]:7380/x\nquorum \xe2\x84\xaa\n");
    ASSERT_TRUE(policy);
    EXPECT_EQ(policy->logs[0].url, "https://log.example/");
    EXPECT_EQ(policy->witnesses[0].url, "http://[::1]:7380/x");
    EXPECT_EQ(policy->witnesses[0].name, "\xe2\x84\xaa");
}

std::string policy_of(std::string_view kind, std::size_t count)
{
    std::string text = kind == "group" ? witness("n") : "";
    std::string last = "n";
    for (std::size_t i = 0; i < count; ++i) {
        std::string const name = "n" + std::to_string(i);
        text += kind == "log"       ? "log " + log_vkey(name) + "\n"
                : kind == "witness" ? witness(name)
                                    : "group " + name + " any " + last + "\n";
        last = name;
    }
    return text + "quorum none\n";
}

TEST(WitnessPolicy, HoldsThirtyTwoOfAKindAndNoMore)
{
    for (char const* const kind : {"log", "witness", "group"}) {
        EXPECT_TRUE(parse_witness_policy(policy_of(kind, kMostPolicyLines))) << kind;
        EXPECT_FALSE(parse_witness_policy(policy_of(kind, kMostPolicyLines + 1))) << kind;
    }
}

TEST(WitnessPolicy, LargerThanItsBoundIsRefused)
{
    std::string const text = "quorum none\n#\n";
    std::size_t const room = kLargestWitnessPolicy - text.size();
    EXPECT_TRUE(parse_witness_policy("#" + std::string(room - 2, 'x') + "\n" + text));
    EXPECT_FALSE(parse_witness_policy("#" + std::string(room - 1, 'x') + "\n" + text));
}

struct Unsound {
    char const* name;
    std::string text;
    char const* where;
};

class WitnessPolicyRefuses : public testing::TestWithParam<Unsound> {};

TEST_P(WitnessPolicyRefuses, WhatTheFormatDoesNotAllowAndNamesTheLine)
{
    auto const policy = parse_witness_policy(GetParam().text);
    ASSERT_FALSE(policy);
    EXPECT_EQ(policy.error().code, ProblemCode::kConfiguration);
    EXPECT_TRUE(policy.error().detail.starts_with(GetParam().where)) << policy.error().detail;
}

std::string const kAB = witness("a") + witness("b");

INSTANTIATE_TEST_SUITE_P(
    Policies, WitnessPolicyRefuses,
    testing::Values(
        Unsound{"empty", "", "The witness policy has no quorum"},
        Unsound{"no_quorum", kAB, "The witness policy has no quorum"},
        Unsound{"second_quorum", "quorum none\nquorum none\n", "Line 2 "},
        Unsound{"quorum_of_the_unknown", "quorum a\n", "Line 1 "},
        Unsound{"quorum_before_its_witness", "quorum a\n" + kAB, "Line 1 "},
        Unsound{"quorum_of_two", kAB + "quorum a b\n", "Line 3 "}, Unsound{"quorum_of_nothing", "quorum\n", "Line 1 "},
        Unsound{"no_last_newline", "quorum none", "Line 1 "}, Unsound{"carriage_return", "quorum none\r\n", "Line 1 "},
        Unsound{"delete_character", "# \x7f\nquorum none\n", "Line 1 "},
        Unsound{"null", std::string{"# \0\nquorum none\n", 17}, "Line 1 "},
        Unsound{"unknown_word", "quorum none\nmonitor a\n", "Line 2 "}, Unsound{"capital", "Quorum none\n", "Line 1 "},
        Unsound{"log_with_a_witnesss_key", "log " + vkey("a") + "\nquorum none\n", "Line 1 "},
        Unsound{"witness_with_a_logs_key", "witness a " + log_vkey() + "\nquorum none\n", "Line 1 "},
        Unsound{"log_twice", "log " + log_vkey() + "\nlog " + log_vkey() + " x\nquorum none\n", "Line 2 "},
        Unsound{"witness_key_twice", witness("a") + "witness b " + vkey("a") + "\nquorum none\n", "Line 2 "},
        Unsound{"witness_key_under_another_name",
                witness("a") + "witness b " +
                    vkey_text(note_key("other", signing_key("a").verify_key(), KeyType::kCosignature)) +
                    "\nquorum none\n",
                "Line 2 "},
        Unsound{"name_twice", witness("a") + "witness a " + vkey("b") + "\nquorum none\n", "Line 2 "},
        Unsound{"witness_none", "witness none " + vkey("a") + "\nquorum none\n", "Line 1 "},
        Unsound{"group_none", kAB + "group none any a\nquorum none\n", "Line 3 "},
        Unsound{"group_named_as_a_witness", kAB + "group a any b\nquorum none\n", "Line 3 "},
        Unsound{"group_of_itself", kAB + "group g any g\nquorum none\n", "Line 3 "},
        Unsound{"group_of_none", kAB + "group g any none\nquorum none\n", "Line 3 "},
        Unsound{"group_of_nobody", kAB + "group g all\nquorum none\n", "Line 3 "},
        Unsound{"group_threshold_zero", kAB + "group g 0 a b\nquorum none\n", "Line 3 "},
        Unsound{"group_threshold_too_high", kAB + "group g 3 a b\nquorum none\n", "Line 3 "},
        Unsound{"group_threshold_with_a_zero", kAB + "group g 01 a b\nquorum none\n", "Line 3 "},
        Unsound{"group_threshold_negative", kAB + "group g -1 a b\nquorum none\n", "Line 3 "},
        Unsound{"member_twice", kAB + "group g all a a\nquorum none\n", "Line 3 "},
        Unsound{"member_of_two_groups", kAB + "group g any a\ngroup h any a b\nquorum none\n", "Line 4 "},
        Unsound{"log_of_three", "log " + log_vkey() + " x y\nquorum none\n", "Line 1 "},
        Unsound{"witness_without_key", "witness a\nquorum none\n", "Line 1 "}),
    [](auto const& row) { return row.param.name; });

}  // namespace
}  // namespace micklegate::evidence
