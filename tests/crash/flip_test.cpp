// One byte flipped anywhere in any file of a store: verification says so, and names the record or the file.
#include "gateway/commit/commit_loop.hpp"
#include "gateway/commit/log_resources.hpp"
#include "gateway/crypto/site_keys.hpp"
#include "gateway/crypto/uuid.hpp"
#include "gateway/storage/store.hpp"
#include "tests/support/submit.hpp"
#include "tests/support/tmp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <random>

namespace micklegate::crash {
namespace {

namespace fs = std::filesystem;

constexpr char const* kOrigin = "gate.example/log";
constexpr std::size_t kShortestRecord = 7;  ///< bytes; its header

std::string read_file(fs::path const& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void write_file(fs::path const& file, std::string const& content)
{
    std::ofstream{file, std::ios::binary | std::ios::trunc} << content;
}

class Flip : public testing::Test {
protected:
    static void SetUpTestSuite() { crypto::initialise(); }

    /// Three starts, so that there are table files of several, and a write-ahead log that is not yet in any.
    void SetUp() override
    {
        for (int start = 0; start < 3; ++start) {
            auto const store = storage::Store::open({data(), kOrigin, {}}, keys.log).value();
            commit::CommitLoop loop{store->journal(), store->ledger(), system_now, [] { return Result<void>{}; }, {}};
            for (int group = 0; group < 6; ++group)
                ASSERT_TRUE(test::commit_all(loop, messages(40)).front());
        }
        ASSERT_EQ(verdict(), "sound");
        for (auto const& file : fs::directory_iterator{data()})
            if (file.is_regular_file() && file.file_size() != 0)
                files[file.path()] = read_file(file.path());
    }

    static std::vector<commit::Intent> messages(std::size_t count)
    {
        std::vector<commit::Intent> intents;
        for (std::size_t i = 0; i < count; ++i) {
            std::string const id = crypto::uuid_v7(system_now());
            intents.push_back({id, 512, [id](commit::Ledger const&) -> commit::Proposal {
                                   commit::Append append;
                                   append.entry.kind = commit::EntryKind::kAccepted;
                                   append.entry.recipient = "school.901233";
                                   append.entry.message = id;
                                   append.sealed = Bytes(200, 's');
                                   return append;
                               }});
        }
        return intents;
    }

    fs::path data() const { return folder.path() / "data"; }

    /// What `micklegate log verify SITE` does with a store.
    std::string verdict() const
    {
        if (auto const sound = storage::Store::check_record_files(data()); !sound)
            return one_line(sound.error());
        auto const store = storage::Store::open_read_only({data(), kOrigin, {}});
        if (!store)
            return one_line(store.error());
        commit::SubjectKeys const subjects{keys};
        commit::LedgerSource source{(*store)->ledger(), &subjects};
        evidence::VerifyOptions options;
        options.sealed = true;
        auto const report = evidence::verify_log(source, evidence::note_key(kOrigin, keys.log.verify_key()), options);
        auto const checked = (*store)->check_files();
        if (!report)
            return one_line(report.error()) + (checked ? "" : " " + one_line(checked.error()));
        return checked ? "sound" : one_line(checked.error());
    }

    crypto::SiteKeys const keys = crypto::SiteKeys::derive(crypto::Secret::copy_of(Bytes(32, 7)));
    test::TmpFolder folder;
    std::map<fs::path, std::string> files;
};

/// Either names an entry or a tile of the log, or the file that was damaged.
void expect_named(std::string const& verdict, fs::path const& file, std::size_t at)
{
    EXPECT_THAT(verdict, testing::AnyOf(testing::HasSubstr(file.filename().string()), testing::HasSubstr("CURRENT: "),
                                        testing::ContainsRegex("entry [0-9]+: |tile/")))
        << file.filename() << " byte " << at;
}

TEST_F(Flip, OfOneByteAnywhereIsFound)
{
    std::vector<fs::path> names;
    std::map<std::string, int> kinds;
    for (auto const& [file, content] : files) {
        names.push_back(file);
        ++kinds[file.extension() == ".sst" || file.extension() == ".log" ? file.extension().string()
                                                                         : file.filename().string().substr(0, 3)];
    }
    for (char const* const kind : {".sst", ".log", "MAN", "CUR", "OPT", "IDE"})
        ASSERT_TRUE(kinds.contains(kind)) << kind << " is missing: the store is not like a real one";
    std::mt19937 random{2026};
    for (int i = 0; i < 1'000 && !HasFailure(); ++i) {
        fs::path const& file = names[random() % names.size()];
        std::string damaged = files[file];
        std::size_t const at = random() % damaged.size();
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << random() % 8));
        write_file(file, damaged);
        expect_named(verdict(), file, at);
        write_file(file, files[file]);
    }
    EXPECT_EQ(verdict(), "sound");
}

TEST_F(Flip, OfAnyBitOfTheLastRecordsIsFoundThoughACrashCouldCutThemOff)
{
    for (auto const& [file, content] : files) {
        bool const records = file.extension() == ".log" || file.filename().string().starts_with("MANIFEST");
        for (std::size_t back = 1; records && back <= 60 && back <= content.size(); ++back) {
            std::string damaged = content;
            damaged[content.size() - back] = static_cast<char>(damaged[content.size() - back] ^ 1);
            write_file(file, damaged);
            EXPECT_THAT(verdict(), testing::HasSubstr(file.filename().string())) << back;
            if (back > kShortestRecord)
                continue;  // a cut between two records leaves a store that was once whole
            write_file(file, content.substr(0, content.size() - back));
            EXPECT_THAT(verdict(), testing::HasSubstr(file.filename().string())) << back << " bytes cut off";
        }
        write_file(file, content);
    }
}

TEST_F(Flip, AFileThatIsMissingIsNamed)
{
    for (auto const& [file, content] : files) {
        if (file.extension() == ".log" || file.filename().string().starts_with("OPTIONS"))
            continue;  // the first leaves a store that once was, and nothing is lost with the second
        fs::remove(file);
        EXPECT_NE(verdict(), "sound") << file.filename();
        write_file(file, content);
    }
}

}  // namespace
}  // namespace micklegate::crash
