// Checking a pack: each thing that can be done to one is found, and the file or entry is named.
#include "gateway/evidence/tlog_proof.hpp"
#include "tests/unit/pack/sample_pack.hpp"

namespace micklegate::pack {
namespace {

class VerifyTest : public testing::Test {
protected:
    void SetUp() override { crypto::initialise(); }

    [[nodiscard]] std::string complaint(Files const& files, Trust const& trust = {}) const
    {
        MemoryFolder folder{files};
        auto const verdict = verify(folder, trust);
        if (verdict)
            return "it passes";
        EXPECT_EQ(verdict.error().code, ProblemCode::kIntegrity);
        return verdict.error().detail;
    }
    void expect_named(Files const& files, std::string const& name, Trust const& trust = {}) const
    {
        EXPECT_EQ(complaint(files, trust).substr(0, name.size()), name) << complaint(files, trust);
    }
    /// Found by the manifest, and by what it hashes where whoever did it made the manifest anew.
    void expect_named_either_way(Files files, std::string const& name, std::string const& after) const
    {
        expect_named(files, name);
        make_manifest_anew(files);
        expect_named(files, after);
    }
    [[nodiscard]] Files packed(Content const& from) const
    {
        auto const files = written(from, log);
        EXPECT_TRUE(files) << one_line(files.error());
        return files.value();
    }
    void replace(Files& files, std::string const& path, std::string_view what, std::string_view with) const
    {
        std::string& text = files.at(path);
        std::size_t const found = text.find(what);
        ASSERT_NE(found, std::string::npos) << what;
        text.replace(found, what.size(), with);
    }

    SampleLog const log;
    Content const content = content_of(log);
    Files const sound = packed(content);
};

TEST_F(VerifyTest, APackHoldsAndSaysWhoseKeysItWasCheckedWith)
{
    MemoryFolder folder{sound};

    auto const own = verify(folder, {});
    ASSERT_TRUE(own) << one_line(own.error());
    EXPECT_EQ(own->entries, 3U);
    EXPECT_EQ(own->policies, 1U);
    EXPECT_TRUE(own->own_log_key);
    EXPECT_TRUE(own->own_witnesses);
    EXPECT_TRUE(own->standing.witnessed());

    auto const trusted = verify(folder, trust_in(log));
    ASSERT_TRUE(trusted) << one_line(trusted.error());
    EXPECT_FALSE(trusted->own_log_key);
    EXPECT_FALSE(trusted->own_witnesses);
    EXPECT_EQ(trusted->standing.quorum.cosigned, std::vector<std::string>{"police.north-yorkshire"});
}

TEST_F(VerifyTest, AByteOfAnyFileIsFoundAndTheFileNamed)
{
    for (auto const& [path, text] : sound)
        for (std::size_t at = 0; at < text.size(); at += 1 + text.size() / 40) {
            Files files = sound;
            files[path][at] = static_cast<char>(files[path][at] ^ 1);
            expect_named(files, path);
        }
}

TEST_F(VerifyTest, AFileThatIsMissingOrAddedIsNamed)
{
    for (auto const& file : sound) {
        Files files = sound;
        files.erase(file.first);
        expect_named(files, file.first);
    }
    Files files = sound;
    files["proofs/0.tlog-proof.bak"] = "x";
    expect_named_either_way(files, "proofs/0.tlog-proof.bak", "proofs/0.tlog-proof.bak");
    files = sound;
    files["letter.txt"] = "Dear Sir";
    expect_named_either_way(files, "letter.txt", "letter.txt");
}

TEST_F(VerifyTest, AnEntryThatWasReplacedIsFound)
{
    Files files = sound;
    auto proof = evidence::parse_proof(files.at("proofs/3.tlog-proof")).value();
    proof.extra = commit::encode(SampleLog::entry_of("school.901233", commit::EntryKind::kRejected));
    files["proofs/3.tlog-proof"] = evidence::proof_text(proof);
    expect_named_either_way(files, "proofs/3.tlog-proof: It is not the file",
                            "proofs/3.tlog-proof: The proof does not");
}

TEST_F(VerifyTest, AProofOfAnotherEntryIsFound)
{
    Files files = sound;
    files["proofs/3.tlog-proof"] = files["proofs/1.tlog-proof"];
    expect_named_either_way(files, "proofs/3.tlog-proof", "proofs/3.tlog-proof: It is named after another");
}

TEST_F(VerifyTest, AnEntryThatWasTakenOutIsMissedByTheExportsOwn)
{
    Files files = sound;
    files.erase("proofs/1.tlog-proof");
    expect_named_either_way(files, "proofs/1.tlog-proof", "entry 4: The pack does not hold as many");
    files.erase("proofs/4.tlog-proof");
    make_manifest_anew(files);
    expect_named(files, "proofs: ");
}

TEST_F(VerifyTest, AnEntryOutsideTheSelectionIsFoundThoughItIsProven)
{
    Content other = content;
    other.entries.front() = log.at(2);
    auto const refused = written(other, log);
    ASSERT_FALSE(refused) << "it is not even written";
    EXPECT_EQ(refused.error().detail, "entry 2: It does not fit the selection that was exported.");
}

TEST_F(VerifyTest, ACheckpointOfAnotherLogIsFound)
{
    SampleLog const other{"other.example/log"};
    Files files = sound;
    files["checkpoint"] = other.checkpoint();
    expect_named_either_way(files, "checkpoint", "proofs/1.tlog-proof: It is under another checkpoint");

    Files const whole = written(content_of(other), other).value();
    EXPECT_EQ(complaint(whole), "it passes");
    expect_named(whole, "log.vkey", trust_in(log));
}

TEST_F(VerifyTest, ACosignatureThatWasTakenAwayIsFoundByWhoeverKnowsTheWitnesses)
{
    Files files = sound;
    std::string const alone = log.checkpoint();
    files["checkpoint"] = alone;
    for (auto& [path, text] : files)
        if (path.starts_with("proofs/"))
            text = text.substr(0, text.find("\n\n") + 2) + alone;
    expect_named_either_way(files, "checkpoint", "README.txt");
    make_manifest_anew(files);
    expect_named(files, "checkpoint: The quorum of the given witnesses", trust_in(log));
}

TEST_F(VerifyTest, APackWithoutItsQuorumSaysSoAndDoesNotSatisfyTheWitnesses)
{
    Content unwitnessed = content;
    unwitnessed.checkpoint = log.checkpoint();
    Files const files = packed(unwitnessed);

    EXPECT_NE(files.at("README.txt").find("No quorum vouches"), std::string::npos);
    EXPECT_EQ(complaint(files), "it passes");
    expect_named(files, "checkpoint: ", trust_in(log));
}

TEST_F(VerifyTest, WhatPeopleReadMustSayWhatIsProven)
{
    for (auto const& [path, what, with] : {std::tuple{"entries.csv", "school.901233", "school.901239"},
                                           {"report.html", "school.901233", "school.901239"},
                                           {"README.txt", "lawfulness", "selfishness"},
                                           {"entries.csv", "actioned", "rejected"}}) {
        Files files = sound;
        replace(files, path, what, with);
        expect_named_either_way(files, path, std::string{path} + ": It does not say what the proven entries say");
    }
}

TEST_F(VerifyTest, APolicyTextMustBeTheOneThatDecided)
{
    std::string const path = policy_path(content.policies.begin()->first, "agreements/demo.toml");
    Files files = sound;
    replace(files, path, "2027-12-31", "2037-12-31");
    expect_named_either_way(files, path, policy_path(content.policies.begin()->first, {}));

    Content without = content;
    without.policies.clear();
    EXPECT_EQ(written(without, log).error().detail, "policies: They are not those that the entries name.");
    without.lost = {content.policies.begin()->first};
    EXPECT_EQ(complaint(packed(without)), "it passes");
}

TEST_F(VerifyTest, ALayoutOfLaterIsNotCalledDamage)
{
    Files files = sound;
    replace(files, "manifest.json", "pack/1", "pack/2");
    EXPECT_EQ(complaint(files), "manifest.json: It is not as it was written.") << "a flip is no later version";

    std::string& text = files.at("manifest.json");
    std::size_t const self = text.rfind("\"this\": \"") + 9;
    text.erase(self, 64);
    text.insert(self, hex(crypto::sha256(as_bytes(text))));
    MemoryFolder folder{files};
    EXPECT_EQ(verify(folder, {}).error().code, ProblemCode::kInvalidValue);
}

}  // namespace
}  // namespace micklegate::pack
