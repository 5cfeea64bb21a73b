// The log, asked by an auditor, carried away as files, and tampered with.
#include "gateway/evidence/tiles.hpp"
#include "gateway/evidence/tlog_proof.hpp"
#include "gateway/storage/database.hpp"
#include "tests/e2e/sample_events.hpp"

#include <gmock/gmock.h>

namespace micklegate::e2e {
namespace {

constexpr char const* kAuditor = "auditor.partnership";

class LogTest : public SiteTest {
protected:
    /// More entries than one tile holds, so that full and partial ones are served.
    void SetUp() override
    {
        SiteTest::SetUp();
        serve();
        sign_in(kAuditor);
        sign_in(kSchool);
        auto const results = session(kForce)->submit(lines_of(notifications(1, kMessages)), kMessages);
        ASSERT_TRUE(results) << one_line(results.error());
        message_ = json::text_at(results->front(), "message");
        size_ = static_cast<unsigned>(json::whole_number_at(results->back(), "index", -1)) + 1;
        ASSERT_EQ(entries().size(), size_);
        ASSERT_EQ(recorded().size(), kMessages);
        ASSERT_NE(size_ % 256, 0U) << "the last tile is to be a partial one";
    }

    [[nodiscard]] unsigned tiles_of_leaves() const { return (size_ + 255) / 256; }
    [[nodiscard]] fs::path copy() const { return folder_.path() / "copy"; }

    void export_log()
    {
        Ran const exported = cli("log", "export", site().string(), copy().string());
        ASSERT_EQ(exported.code, 0) << exported.err;
    }

    static void flip_a_byte_in_the_middle_of(fs::path const& file)
    {
        std::string content = bytes_of(file);
        content.at(content.size() / 2) = static_cast<char>(content.at(content.size() / 2) ^ 1);
        write(file, content);
    }

    void expect_blamed(std::string const& what, int code = 3)
    {
        Ran const verified = cli("log", "verify", copy().string());
        EXPECT_EQ(verified.code, code) << what;
        EXPECT_EQ(verified.out, "");
        EXPECT_NE(verified.err.find(what), std::string::npos) << verified.err;
    }

    static constexpr unsigned kMessages = 300;
    std::string message_;
    unsigned size_ = 0;  ///< entries, whatever the gateway wrote of itself before the messages
};

TEST_F(LogTest, VerifiesWhileTheGatewayServesAndAfter)
{
    object const serving = verified();
    EXPECT_EQ(json::whole_number_at(serving, "size", 0), size_);
    EXPECT_EQ(json::whole_number_at(serving, "sealed_checked", 0), kMessages);

    stop();

    EXPECT_EQ(verified(), serving);
}

TEST_F(LogTest, VerifiesOverTheNetworkForAnAuditor)
{
    Ran const whole = cli("log", "verify", gateway_->url(), "--as", identity(kAuditor).string(), "--json");

    EXPECT_EQ(whole.code, 0) << whole.err;
    EXPECT_EQ(json::whole_number_at(json_lines(whole.out).front(), "entries", 0), size_);
    EXPECT_EQ(cli("log", "verify", gateway_->url()).code, 1);
}

TEST_F(LogTest, ASchoolVerifiesTheTreeAndIsToldThatEntriesAreForAuditors)
{
    Ran const tree = cli("log", "verify", gateway_->url(), "--as", identity(kSchool).string());

    EXPECT_EQ(tree.code, 1) << "not all was verified, and nothing is damaged";
    EXPECT_NE(tree.out.find("The tree of the log"), std::string::npos) << tree.out;
    EXPECT_NE(tree.out.find(std::to_string(size_) + " leaves, " + std::to_string(tiles_of_leaves() + 1) + " tiles"),
              std::string::npos)
        << tree.out;
    EXPECT_NE(tree.err.find("to auditors only"), std::string::npos) << tree.err;
}

TEST_F(LogTest, ExportAndProofSayInJsonWhatTheyHold)
{
    Ran const exported = cli("log", "export", site().string(), copy().string(), "--json");
    object const told = json_of(exported.out.substr(0, exported.out.find('\n')));
    EXPECT_EQ(json::whole_number_at(told, "size", 0), size_) << exported.err;
    EXPECT_EQ(json::text_at(told, "folder"), copy().string());

    object const proof = json_lines(as(kForce, "log", "proof", message_, "--json").out).front();
    EXPECT_EQ(proof.at("root"), told.at("root"));
    EXPECT_TRUE(evidence::parse_proof(json::text_at(proof, "proof")));
    std::string const file = (folder_.path() / "proof").string();
    object const kept = json_lines(as(kForce, "log", "proof", message_, "--json", "--out", file).out).front();
    EXPECT_EQ(json::text_at(kept, "file"), file);
    EXPECT_EQ(bytes_of(file), json::text_at(proof, "proof"));
}

TEST_F(LogTest, ASchoolReadsTheTreeButNotTheEntries)
{
    auto school = session(kSchool);
    ASSERT_TRUE(school);
    EXPECT_TRUE(school->get_text("/log/checkpoint"));
    EXPECT_TRUE(school->get_text("/log/tile/0/000"));
    EXPECT_TRUE(school->get_text("/log/tile/0/00" + std::to_string(size_ / 256) + ".p/" + std::to_string(size_ % 256)));

    auto const entries = school->get_text("/log/tile/entries/000");

    ASSERT_FALSE(entries);
    EXPECT_EQ(entries.error().code, ProblemCode::kNotFound);
    EXPECT_TRUE(session(kAuditor)->get_text("/log/tile/entries/000"));
}

TEST_F(LogTest, AProofHoldsWithoutTheGateway)
{
    fs::path const file = folder_.path() / "proof";
    Ran const fetched = as(kSchool, "log", "proof", message_, "--out", file.string());
    ASSERT_EQ(fetched.code, 0) << fetched.err;
    stop();

    auto const proof = evidence::parse_proof(bytes_of(file));
    std::string vkey = bytes_of(site() / "log.vkey");
    vkey.pop_back();
    auto const key = evidence::parse_vkey(vkey);
    ASSERT_TRUE(proof && key);
    EXPECT_TRUE(evidence::verify_proof(*proof, as_bytes(proof->extra), *key));
    EXPECT_EQ(json::text_at(json_of(proof->extra), "message"), message_);
    std::string const altered = proof->extra + " ";
    EXPECT_FALSE(evidence::verify_proof(*proof, as_bytes(altered), *key));
}

TEST_F(LogTest, AnExportVerifiesWhereverItLiesAndCanBeBroughtUpToDate)
{
    export_log();
    EXPECT_EQ(cli("log", "verify", copy().string()).code, 0);
    ASSERT_TRUE(session(kForce)->submit(lines_of(notifications(1000, 300)), 300));

    export_log();

    Ran const again = cli("log", "verify", copy().string(), "--json");
    EXPECT_EQ(again.code, 0) << again.err;
    EXPECT_EQ(json::whole_number_at(json_lines(again.out).front(), "size", 0), size_ + 300);
}

TEST_F(LogTest, OneByteChangedInAnExportIsFoundAndNamed)
{
    export_log();
    stop();
    std::vector<fs::path> files;
    for (auto const& file : fs::recursive_directory_iterator{copy()})
        if (file.is_regular_file())
            files.push_back(file.path());
    EXPECT_EQ(files.size(), 3 + 2 * tiles_of_leaves());  // key, checkpoint, tiles of leaves, one above, their bundles
    for (fs::path const& file : files) {
        std::string const name = file.lexically_relative(copy()).generic_string();
        std::string const sound = bytes_of(file);
        flip_a_byte_in_the_middle_of(file);
        if (name == "log.vkey")
            expect_blamed("", 1);  // no key, no verdict on the log
        else
            expect_blamed(name.starts_with("tile/entries/") ? "entry " : name);
        write(file, sound);
    }
    EXPECT_EQ(cli("log", "verify", copy().string()).code, 0);
}

TEST_F(LogTest, TheKeyBesideAnExportIsTheOneThatWasGiven)
{
    export_log();
    std::string const key = (site() / "log.vkey").string();
    std::string const sound = bytes_of(copy() / "log.vkey");
    EXPECT_EQ(cli("log", "verify", copy().string(), "--key", key).code, 0);

    flip_a_byte_in_the_middle_of(copy() / "log.vkey");
    Ran const flipped = cli("log", "verify", copy().string(), "--key", key);
    fs::remove(copy() / "log.vkey");
    Ran const missing = cli("log", "verify", copy().string(), "--key", key);

    EXPECT_EQ(flipped.code, 3);
    EXPECT_NE(flipped.err.find("log.vkey: It is not the key that was given."), std::string::npos) << flipped.err;
    EXPECT_EQ(missing.code, 3);
    EXPECT_NE(missing.err.find("log.vkey: It is missing."), std::string::npos) << missing.err;
}

TEST_F(LogTest, WhatIsNoLogIsSaidToBeNoneAndWhatToGive)
{
    fs::create_directory(copy());
    for (std::string const& place : {copy().string(), (folder_.path() / "nope").string()}) {
        Ran const verified = cli("log", "verify", place);
        EXPECT_EQ(verified.code, 1);
        EXPECT_NE(verified.err.find(place + " is no site, export, evidence pack or URL. Give a site folder"),
                  std::string::npos)
            << verified.err;
    }
    EXPECT_EQ(cli("log", "verify", site().string(), "--witnesses", "known.policy").code, 2);
}

TEST_F(LogTest, AProofIsNotPutOverWhatWasKept)
{
    fs::path const kept = folder_.path() / "proof";
    write(kept, "kept");

    Ran const again = as(kForce, "log", "proof", message_, "--out", kept.string());

    EXPECT_EQ(again.code, 1);
    EXPECT_NE(again.err.find("is already there. Name another file"), std::string::npos) << again.err;
    EXPECT_EQ(bytes_of(kept), "kept");
}

TEST_F(LogTest, AWitnessesKeyIsNotTheLogs)
{
    fs::path const key = folder_.path() / "witness.vkey";
    write(key, cli("log", "witness", "key", "--as", identity(kForce).string()).out);

    Ran const verified = cli("log", "verify", site().string(), "--key", key.string());

    EXPECT_EQ(verified.code, 1);
    EXPECT_NE(verified.err.find("witness.vkey: This is a witness's key"), std::string::npos) << verified.err;
}

TEST_F(LogTest, TheCommandThatIsShownCanBeCopied)
{
    fs::path const spaced = folder_.path() / "the auditor's copy";

    Ran const exported = cli("log", "export", site().string(), spaced.string());

    std::string const quoted = "'" + folder_.path().string() + "/the auditor'\\''s copy'";
    EXPECT_NE(exported.out.find("micklegate log verify " + quoted), std::string::npos) << exported.out;
}

TEST_F(LogTest, AFolderThatHoldsSomethingElseIsNoExportAndNoEvidence)
{
    fs::create_directory(copy());
    write(copy() / "letter.txt", "Dear Sir");

    Ran const exported = cli("log", "export", site().string(), copy().string());

    EXPECT_EQ(exported.code, 1);
    EXPECT_NE(exported.err.find("holds something else"), std::string::npos) << exported.err;
    EXPECT_EQ(std::distance(fs::directory_iterator{copy()}, fs::directory_iterator{}), 1);
}

TEST_F(LogTest, OneByteChangedInATableOfTheStoreNamesTheFirstEntryThatCannotBeRead)
{
    stop();
    serve();  // opening the store again writes what its log holds to tables
    stop();
    fs::copy(site(), copy(), fs::copy_options::recursive);
    std::size_t tables = 0;
    for (auto const& file : fs::directory_iterator{copy() / "data"}) {
        if (file.path().extension() != ".sst" || bytes_of(file.path()).find("\"kind\"") == std::string::npos)
            continue;
        ++tables;
        flip_a_byte_in_the_middle_of(file.path());
    }
    ASSERT_GE(tables, 1U);

    Ran const verified = cli("log", "verify", copy().string());

    EXPECT_EQ(verified.code, 3);
    EXPECT_THAT(verified.err, testing::ContainsRegex(
                                  "entry [1-9][0-9]*: It is missing, or damaged.* The [1-9][0-9]* entries before it"));
    EXPECT_EQ(cli("log", "verify", site().string()).code, 0) << "the site itself is sound";
}

TEST_F(LogTest, SealedBytesChangedInACopyOfTheStoreAreFound)
{
    stop();
    fs::copy(site(), copy(), fs::copy_options::recursive);
    {
        auto const database = storage::Database::open({copy() / "data", {}, {}}, false);
        ASSERT_TRUE(database) << one_line(database.error());
        auto const at = (*database)->iterate(storage::Family::kSealed);
        at->SeekToLast();
        ASSERT_TRUE(at->Valid());
        std::string sealed = at->value().ToString();
        sealed.back() = static_cast<char>(sealed.back() ^ 1);
        auto* const family = (*database)->handle(storage::Family::kSealed);
        ASSERT_TRUE((*database)->raw().Put({}, family, at->key(), sealed).ok());
    }

    expect_blamed("entry " + std::to_string(size_ - 1));
    EXPECT_EQ(json::whole_number_at(verified(), "sealed_checked", 0), kMessages) << "the site itself is sound";
}

}  // namespace
}  // namespace micklegate::e2e
