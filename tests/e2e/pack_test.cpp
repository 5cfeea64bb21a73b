// Evidence packs as an auditor makes them and a stranger checks them: of a subject, an agency and a period; witnessed,
// carried elsewhere, and tampered with.
#include "gateway/registers/csv_table.hpp"
#include "tests/e2e/sample_events.hpp"

#include <gmock/gmock.h>

namespace micklegate::e2e {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr char const* kAuditor = "auditor.partnership";
constexpr char const* kChild = "A815223324795";

class PackTest : public SiteTest {
protected:
    /// The night, and one of its letters opened.
    void SetUp() override
    {
        SiteTest::SetUp();
        serve();
        ASSERT_EQ(as(kForce, "police", "overnight", kNight).code, 0);
        std::string const message = json::text_at(inbox(kSchool).at(0), "message");
        ASSERT_EQ(as(kSchool, "inbox", "open", message, "--by", "Ada Lythe, designated safeguarding lead").code, 0);
    }

    [[nodiscard]] fs::path folder() const { return folder_.path() / "pack"; }

    template <class... Words>
    [[nodiscard]] Ran exported(Words const&... selection) const
    {
        return cli("log", "export", gateway_->url(), folder().string(), "--as", identity(kAuditor).string(), "--by",
                   "Vera Quibble, auditor", "--purpose", "lawfulness", "--json", selection...);
    }
    /// What the command tells of a pack that was made.
    template <class... Words>
    object made(Words const&... selection) const
    {
        Ran const ran = exported(selection...);
        EXPECT_EQ(ran.code, 0) << ran.err;
        return json_of(ran.out.substr(0, ran.out.find('\n')));
    }
    template <class... Words>
    [[nodiscard]] Ran verified_pack(Words const&... words) const
    {
        return cli("log", "verify", folder().string(), words...);
    }
    void expect_blamed(std::string const& what) const
    {
        Ran const verified = verified_pack();
        EXPECT_EQ(verified.code, 3) << what;
        EXPECT_THAT(verified.err, HasSubstr(what));
    }
    [[nodiscard]] std::vector<fs::path> files() const
    {
        std::vector<fs::path> found;
        for (auto const& file : fs::recursive_directory_iterator{folder()})
            if (file.is_regular_file())
                found.push_back(file.path());
        return found;
    }

    /// The police's witness, which hands in what it cosigned each second while it lives.
    [[nodiscard]] std::unique_ptr<ChildProcess> witnessing() const
    {
        return start({kExecutable, "log", "witness", "pull", "--as", identity(kForce).string(), "--gateway",
                      gateway_->url(), "--state", (folder_.path() / "state").string(), "--every", "1"});
    }
    [[nodiscard]] fs::path name_the_witness() const
    {
        std::string const key = cli("log", "witness", "key", "--as", identity(kForce).string()).out;
        fs::path const known = folder_.path() / "known.policy";
        write(known, "log " + bytes_of(site() / "log.vkey") + "witness police " + key + "quorum police\n");
        fs::copy_file(known, site() / "witnesses.policy");
        return known;
    }
};

TEST_F(PackTest, OfASubjectHoldsWhatWasDoneWithTheirDataAndNothingElse)
{
    object const told =
        made("--subject-type", "encompass.notification", "--subject", std::string{"child_upn="} + kChild);

    EXPECT_GE(json::whole_number_at(told, "entries", 0), 2);
    EXPECT_FALSE(json::flag_at(told, "witnessed"));
    Ran const verified = verified_pack("--key", (site() / "log.vkey").string(), "--json");
    ASSERT_EQ(verified.code, 0) << verified.err;
    object const verdict = json_lines(verified.out).front();
    EXPECT_EQ(json::whole_number_at(verdict, "entries", 0), json::whole_number_at(told, "entries", 0) + 1);
    EXPECT_EQ(json::whole_number_at(verdict, "policies", 0), 1);
    EXPECT_FALSE(json::flag_at(verdict, "own_log_key"));
}

TEST_F(PackTest, OfAPeriodIsCheckedElsewhereWithoutTheGatewayAndSaysOnWhoseWord)
{
    made("--from", "2020-01-01");
    stop();
    fs::path const elsewhere = folder_.path() / "elsewhere";
    fs::rename(folder(), elsewhere);

    Ran const verified = cli("log", "verify", elsewhere.string());

    EXPECT_EQ(verified.code, 0) << verified.err;
    EXPECT_THAT(verified.out, HasSubstr("The evidence pack holds"));
    EXPECT_THAT(verified.out, HasSubstr("proves only that the pack agrees with itself"));
    EXPECT_THAT(verified.out, HasSubstr("No quorum vouches"));
    EXPECT_THAT(verified.out, HasSubstr("It does not prove that the selection is complete"));
}

TEST_F(PackTest, OfAnAgencyIsVouchedForByTheWitnessesOnceTheyCosignedTheExportToo)
{
    stop();
    fs::path const known = name_the_witness();
    serve();
    auto const witness = witnessing();

    object const told = made("--agency", kForce);
    witness->signal(SIGTERM);
    witness->wait();

    EXPECT_TRUE(json::flag_at(told, "witnessed")) << boost::json::serialize(told) << witness->err();
    Ran const verified = verified_pack("--witnesses", known.string(), "--json");
    ASSERT_EQ(verified.code, 0) << verified.err;
    object const verdict = json_lines(verified.out).front();
    EXPECT_TRUE(json::flag_at(verdict, "witnessed"));
    EXPECT_FALSE(json::flag_at(verdict, "own_witnesses"));
    EXPECT_FALSE(json::flag_at(verdict, "own_log_key"));
    EXPECT_EQ(boost::json::serialize(verdict.at("cosigned")), "[\"police\"]");
}

TEST_F(PackTest, WithoutItsQuorumItSaysSoAndSatisfiesNobodyWhoKnowsTheWitnesses)
{
    stop();
    fs::path const known = name_the_witness();
    serve();

    object const told = made("--agency", kForce, "--wait", "0");

    EXPECT_FALSE(json::flag_at(told, "witnessed"));
    EXPECT_EQ(boost::json::serialize(told.at("missing")), "[\"police\"]");
    EXPECT_THAT(bytes_of(folder() / "README.txt"), HasSubstr("No quorum vouches for this checkpoint yet"));
    EXPECT_EQ(verified_pack().code, 0);
    Ran const refused = verified_pack("--witnesses", known.string());
    EXPECT_EQ(refused.code, 3);
    EXPECT_THAT(refused.err, HasSubstr("checkpoint: The quorum of the given witnesses"));
}

TEST_F(PackTest, AFlippedByteInAnyFileIsFoundAndTheFileNamed)
{
    made("--subject-type", "encompass.notification", "--subject", std::string{"child_upn="} + kChild);
    for (fs::path const& file : files()) {
        std::string const sound = bytes_of(file);
        std::string flipped = sound;
        flipped.at(sound.size() / 2) = static_cast<char>(flipped.at(sound.size() / 2) ^ 1);
        write(file, flipped);
        expect_blamed(file.lexically_relative(folder()).generic_string() + ": ");
        write(file, sound);
    }
    EXPECT_EQ(verified_pack().code, 0);
}

TEST_F(PackTest, WhatIsMissingAddedOrALinkIsNamed)
{
    made("--agency", kSchool);
    fs::path const table = folder() / "entries.csv";
    fs::rename(table, folder_.path() / "entries.csv");
    expect_blamed("entries.csv: ");
    fs::create_symlink(folder_.path() / "entries.csv", table);
    expect_blamed("entries.csv: ");
    fs::remove(table);
    fs::rename(folder_.path() / "entries.csv", table);
    write(folder() / "proofs" / "0.txt", "x");
    expect_blamed("proofs/0.txt: ");
    fs::remove(folder() / "proofs" / "0.txt");
    EXPECT_EQ(verified_pack().code, 0);
    fs::remove(folder() / "manifest.json");
    expect_blamed("manifest.json: ");
}

TEST_F(PackTest, AnotherLogsKeyOrWitnessesDoNotSpeakForIt)
{
    made("--agency", kSchool);
    fs::path const other = folder_.path() / "other.vkey";
    write(other, "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n");

    EXPECT_EQ(verified_pack("--key", other.string()).code, 3);
    write(other, "log example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\nquorum none\n");
    Ran const refused = verified_pack("--witnesses", other.string());
    EXPECT_EQ(refused.code, 3);
    EXPECT_THAT(refused.err, HasSubstr("log.vkey: "));
}

TEST_F(PackTest, TheLogHoldsWhoCarriedWhatAwayAndThePackProvesIt)
{
    object const told = made("--agency", kSchool);
    auto const index = std::to_string(json::whole_number_at(told, "exported", 0));

    std::string const readme = bytes_of(folder() / "README.txt");
    EXPECT_THAT(readme, HasSubstr("Vera Quibble, auditor, of auditor.partnership"));
    EXPECT_THAT(readme, HasSubstr("agency=" + kSchool));
    EXPECT_TRUE(fs::exists(folder() / "proofs" / (index + ".tlog-proof")));
    stop();
    Ran const verified = cli("log", "verify", site().string());
    EXPECT_EQ(verified.code, 0) << verified.err;
}

TEST_F(PackTest, NothingIsWrittenOverAndNothingIsLeftBehind)
{
    made("--agency", kSchool);
    std::string const before = bytes_of(folder() / "manifest.json");
    Ran const again = exported("--agency", kForce);
    EXPECT_EQ(again.code, 1);
    EXPECT_THAT(again.err, HasSubstr("is already there"));
    EXPECT_EQ(bytes_of(folder() / "manifest.json"), before);

    fs::remove_all(folder());
    Ran const none = exported("--agency", "school.999999");
    EXPECT_EQ(none.code, 1) << none.out;
    EXPECT_FALSE(fs::exists(folder()));
    EXPECT_FALSE(fs::exists(folder().string() + ".new"));
}

TEST_F(PackTest, TheCommandThatIsShownNamesWitnessesOnlyWhereThereAreSome)
{
    Ran const without = cli("log", "export", gateway_->url(), folder().string(), "--as", identity(kAuditor).string(),
                            "--by", "Vera Quibble, auditor", "--purpose", "lawfulness", "--agency", kSchool);

    EXPECT_THAT(without.out, HasSubstr("micklegate log verify " + folder().string() + "\n"));
}

TEST_F(PackTest, AFaultOfTheKnownWitnessesNamesTheirFile)
{
    made("--agency", kSchool);
    fs::path const unsound = folder_.path() / "unsound.policy";
    write(unsound, "quorum nobody\n");

    Ran const verified = verified_pack("--witnesses", unsound.string());

    EXPECT_EQ(verified.code, 1);
    EXPECT_THAT(verified.err, HasSubstr("unsound.policy: "));
}

TEST_F(PackTest, AWholeLogIsNotExportedIntoOne)
{
    made("--agency", kSchool);
    std::map<fs::path, std::string> before;
    for (fs::path const& file : files())
        before[file] = bytes_of(file);

    Ran const whole = cli("log", "export", site().string(), folder().string());

    EXPECT_EQ(whole.code, 1);
    EXPECT_THAT(whole.err, HasSubstr("holds an evidence pack. Name a new folder"));
    EXPECT_EQ(files().size(), before.size());
    for (auto const& [file, content] : before)
        EXPECT_EQ(bytes_of(file), content) << file;
    EXPECT_EQ(verified_pack().code, 0);
}

TEST_F(PackTest, OnlyAnAuditorMakesOneAndOnlyForAPurpose)
{
    Ran const school = cli("log", "export", gateway_->url(), folder().string(), "--as", identity(kSchool).string(),
                           "--by", "Ada Lythe, lead", "--purpose", "lawfulness", "--agency", kSchool);
    EXPECT_EQ(school.code, 1);
    EXPECT_FALSE(fs::exists(folder()));
    EXPECT_EQ(cli("log", "export", gateway_->url(), folder().string(), "--as", identity(kAuditor).string(), "--by",
                  "Vera Quibble, auditor", "--agency", kSchool)
                  .code,
              2);
    EXPECT_EQ(exported().code, 2) << "a whole log is no evidence pack";
    EXPECT_EQ(cli("log", "export", site().string(), folder().string(), "--agency", kSchool).code, 2);
}

TEST_F(PackTest, NoValueOfAMessageIsInIt)
{
    made("--from", "2020-01-01");
    auto const table = registers::parse_csv(bytes_of(kNight), {}).value();
    std::string all;
    for (fs::path const& file : files())
        if (file.string().find("/policies/") == std::string::npos)  // whose examples the samples are made after
            all += bytes_of(file);
    std::size_t looked = 0;
    for (auto const& cells : table.rows)
        for (std::size_t i = 0; i < cells.size(); ++i) {
            std::string const& column = table.header[i];
            // Schools are agencies, and named after places; short words are yes and no.
            if (cells[i].size() < 6 || column.starts_with("school_") || column == "location" ||
                column == "relationship" || column == "risk")
                continue;
            ++looked;
            EXPECT_EQ(all.find(cells[i]), std::string::npos) << column << ": " << cells[i];
        }
    EXPECT_GT(looked, 300U);
}

}  // namespace
}  // namespace micklegate::e2e
