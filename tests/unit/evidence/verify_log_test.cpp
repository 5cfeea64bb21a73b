// The whole-log check: a sound log passes, and each single fault is named.
#include "gateway/evidence/verify_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gateway/base/moment.hpp"
#include "gateway/evidence/tiles.hpp"
#include "tests/unit/evidence/sample_keys.hpp"
#include "tests/unit/evidence/sample_tree.hpp"

#include <random>
#include <thread>

namespace micklegate::evidence {
namespace {

using testing::StartsWith;

constexpr std::size_t kEntries = 600;
constexpr std::size_t kSealedEvery = 10;

NoteKey log_key() { return note_key(std::string{kSampleLog}, sample_log_key().verify_key()); }

Digest sealed_of(std::uint64_t index) { return crypto::sha256(as_bytes("sealed " + std::to_string(index))); }

std::string sample_entry(std::uint64_t index, Moment time)
{
    std::string const sealed = index % kSealedEvery == 0
                                   ? R"(,"sealed":{"bytes":9,"sha256":")" + hex(sealed_of(index)) + R"("})"
                                   : std::string{};
    return R"({"kind":"accepted","number":)" + std::to_string(index) + sealed + R"(,"time":")" + rfc3339(time) +
           R"("})";
}

std::vector<std::string> sample_entries()
{
    Moment const start = *parse_rfc3339("2026-11-21T19:37:00.000Z");
    std::vector<std::string> entries;
    for (std::uint64_t i = 0; i < kEntries; ++i)
        entries.push_back(sample_entry(i, start + std::chrono::milliseconds{i / 2}));
    return entries;
}

/// A log as files by path, as an honest gateway serves it.
class MemoryLog final : public LogSource {
public:
    explicit MemoryLog(std::vector<std::string> const& entries)
    {
        MemoryTiles tiles{{}};
        for (std::string const& entry : entries)
            tiles.append(leaf_hash(as_bytes(entry)));
        for (TileName const& name : tiles_of(entries.size()))
            files[tile_path(name)] = name.entries ? bundle(entries, name) : tile(tiles, name);
        put_checkpoint({std::string{kSampleLog}, entries.size(), tiles.tree.root()});
        for (std::uint64_t i = 0; i < entries.size(); i += kSealedEvery)
            sealed[i] = sealed_of(i);
    }

    void put_checkpoint(Checkpoint const& checkpoint)
    {
        std::string const note = sign_checkpoint(checkpoint, sample_log_key());
        files["checkpoint"] = Bytes{as_bytes(note).begin(), as_bytes(note).end()};
    }

    Result<Bytes> fetch(std::string const& path) override
    {
        if (path == unreachable)
            return problem(ProblemCode::kUnavailable, "The source does not answer.");
        auto const file = files.find(path);
        return file == files.end() ? Result<Bytes>{problem(ProblemCode::kNotFound, "It is not there.")} : file->second;
    }

    Result<Digest> sealed_digest(std::uint64_t index) override
    {
        auto const digest = sealed.find(index);
        return digest == sealed.end() ? LogSource::sealed_digest(index) : digest->second;
    }

    Result<Digest> change_digest(std::uint64_t index) override
    {
        auto const digest = changes.find(index);
        return digest == changes.end() ? LogSource::change_digest(index) : digest->second;
    }

    bool concurrent() const override { return true; }

    std::map<std::string, Bytes> files;
    std::map<std::uint64_t, Digest> sealed;
    std::map<std::uint64_t, Digest> changes;
    std::string unreachable;

private:
    static Bytes bundle(std::vector<std::string> const& entries, TileName const& name)
    {
        auto const from = entries.begin() + static_cast<std::ptrdiff_t>(name.index * kTileWidth);
        return encode_bundle({from, from + static_cast<std::ptrdiff_t>(name.width)});
    }

    static Bytes tile(MemoryTiles const& tiles, TileName const& name)
    {
        Bytes bytes;
        auto const hashes = tiles.read(name.level, name.index * kTileWidth, name.width);
        for (Digest const& hash : *hashes)
            bytes.insert(bytes.end(), hash.begin(), hash.end());
        return bytes;
    }
};

class VerifyLog : public testing::Test {
protected:
    /// On one thread and on several, which must find the same.
    [[nodiscard]] std::string fault_of(MemoryLog& log, bool sealed = false) const
    {
        std::string const fault = fault_on(1, log, sealed);
        EXPECT_EQ(fault_on(3, log, sealed), fault);
        return fault;
    }

    [[nodiscard]] std::string fault_on(unsigned threads, MemoryLog& log, bool sealed) const
    {
        VerifyOptions options;
        options.sealed = sealed;
        options.threads = threads;
        auto const report = verify_log(log, log_key(), options);
        if (report)
            return "sound";
        EXPECT_EQ(report.error().code, ProblemCode::kIntegrity);
        return report.error().detail;
    }

    /// What is said when the bundle that holds entries from 256 on is replaced, tiles and checkpoint staying as they
    /// are.
    [[nodiscard]] std::string fault_with_second_bundle(std::vector<std::string> const& entries)
    {
        log_.files["tile/entries/001"] = encode_bundle(entries);
        return fault_of(log_);
    }

    [[nodiscard]] std::vector<std::string> second_bundle() const
    {
        return {entries_.begin() + 256, entries_.begin() + 512};
    }

    /// What is said of a log that was made with `entry` at `index`: everything else in it is consistent.
    [[nodiscard]] std::string fault_of_log_with(std::size_t index, std::string entry)
    {
        entries_[index] = std::move(entry);
        MemoryLog log{entries_};
        return fault_of(log);
    }

    std::vector<std::string> entries_ = sample_entries();
    MemoryLog log_{entries_};
};

TEST_F(VerifyLog, ASoundLogPassesAndIsCounted)
{
    std::vector<std::uint64_t> progress;
    VerifyOptions options;
    options.sealed = true;
    options.progress = [&progress](std::uint64_t done, std::uint64_t of) {
        progress.push_back(done);
        EXPECT_EQ(of, kEntries);
    };
    auto const report = verify_log(log_, log_key(), options);
    ASSERT_TRUE(report) << one_line(report.error());
    EXPECT_EQ(report->checkpoint.size, kEntries);
    EXPECT_EQ(report->entries, kEntries);
    EXPECT_EQ(report->sealed_checked, kEntries / kSealedEvery);
    EXPECT_EQ(report->tiles, 4U);
    EXPECT_EQ(progress, (std::vector<std::uint64_t>{256, 512, 600}));
}

TEST_F(VerifyLog, EverySizeAroundATileBorderPasses)
{
    for (std::size_t const size : {0U, 1U, 2U, 255U, 256U, 257U, 511U, 512U, 513U}) {
        MemoryLog log{{entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(size)}};
        EXPECT_EQ(fault_of(log), "sound") << size;
    }
}

TEST_F(VerifyLog, ALogWithATileOnTheThirdLevelPassesAndAFaultThereIsNamed)
{
    std::string const entry = sample_entry(1, Moment{});
    MemoryLog log{std::vector<std::string>(65'536 + 259, entry)};
    ASSERT_EQ(fault_of(log), "sound");
    log.files["tile/2/000.p/1"][31] ^= 1U;
    EXPECT_THAT(fault_of(log), StartsWith("tile/2/000.p/1: "));
}

TEST_F(VerifyLog, PartialTilesThatWereReplacedByFullOnesAreTakenFromThose)
{
    std::vector<std::string> more = entries_;
    while (more.size() < 768)
        more.push_back(more.back());
    MemoryLog grown{more};
    grown.files["checkpoint"] = log_.files["checkpoint"];
    grown.files["tile/1/000.p/2"] = log_.files["tile/1/000.p/2"];
    EXPECT_EQ(fault_of(grown), "sound");
}

TEST_F(VerifyLog, AFlippedByteInAnyPartOfAnEntryNamesTheEntry)
{
    Bytes const sound = log_.files["tile/entries/001"];
    std::size_t const third = 2 + entries_[256].size() + 2 + entries_[257].size();
    for (std::size_t at = 2; at < 2 + entries_[258].size(); ++at) {
        log_.files["tile/entries/001"][third + at] ^= 1U;
        ASSERT_THAT(fault_of(log_), StartsWith("entry 258: ")) << at;
        log_.files["tile/entries/001"] = sound;
    }
}

TEST_F(VerifyLog, AFlippedByteInAnyTileNamesTheTile)
{
    for (TileName const& name : tiles_of(kEntries)) {
        if (name.entries)
            continue;
        std::string const path = tile_path(name);
        Bytes const sound = log_.files[path];
        for (std::size_t const at : {std::size_t{0}, sound.size() / 2, sound.size() - 1}) {
            log_.files[path][at] ^= 0x80U;
            ASSERT_THAT(fault_of(log_), StartsWith(path + ": ")) << at;
            log_.files[path] = sound;
        }
    }
}

TEST_F(VerifyLog, AFlippedByteInTheCheckpointNamesTheCheckpoint)
{
    Bytes const sound = log_.files["checkpoint"];
    for (std::size_t at = 0; at < sound.size(); ++at) {
        log_.files["checkpoint"][at] ^= 1U;
        ASSERT_THAT(fault_of(log_), StartsWith("checkpoint: ")) << at;
        log_.files["checkpoint"] = sound;
    }
}

TEST_F(VerifyLog, AFlippedBitAnywhereInAnExportNamesTheEntryOrTheFile)
{
    std::vector<std::string> paths;
    for (auto const& [path, bytes] : log_.files)
        paths.push_back(path);
    std::mt19937 random{2026};
    for (int i = 0; i < 1'000; ++i) {
        std::string const& path = paths[random() % paths.size()];
        Bytes& bytes = log_.files[path];
        std::uint8_t& byte = bytes[random() % bytes.size()];
        auto const bit = static_cast<std::uint8_t>(1U << random() % 8);
        byte ^= bit;
        EXPECT_THAT(fault_of(log_), testing::AnyOf(StartsWith(path + ": "), StartsWith("entry "))) << path;
        byte ^= bit;
    }
    EXPECT_EQ(fault_of(log_), "sound");
}

TEST_F(VerifyLog, ADroppedEntryIsNamed)
{
    auto bundle = second_bundle();
    bundle.erase(bundle.begin() + 40);
    EXPECT_THAT(fault_with_second_bundle(bundle), StartsWith("entry 296: "));
}

TEST_F(VerifyLog, ADroppedLastEntryIsNamed)
{
    auto bundle = second_bundle();
    bundle.pop_back();
    EXPECT_THAT(fault_with_second_bundle(bundle), StartsWith("entry 511: "));
}

TEST_F(VerifyLog, SwappedEntriesAreNamed)
{
    auto bundle = second_bundle();
    std::swap(bundle[7], bundle[8]);
    EXPECT_THAT(fault_with_second_bundle(bundle), StartsWith("entry 263: "));
}

TEST_F(VerifyLog, AnInsertedEntryIsNamed)
{
    auto& partial = log_.files["tile/entries/002.p/88"];
    Bytes const more = encode_bundle({entries_.back()});
    partial.insert(partial.end(), more.begin(), more.end());
    EXPECT_THAT(fault_of(log_), StartsWith("tile/entries/002.p/88: "));
}

TEST_F(VerifyLog, TruncatedAndLengthenedResourcesAreNamed)
{
    for (std::string const& path : std::vector<std::string>{"tile/entries/001", "tile/entries/002.p/88", "tile/0/000",
                                                            "tile/0/002.p/88", "tile/1/000.p/2"}) {
        MemoryLog log{entries_};
        Bytes const sound = log.files[path];
        log.files[path].pop_back();
        EXPECT_THAT(fault_of(log), StartsWith(path + ": "));
        log.files[path] = sound;
        log.files[path].push_back(0);
        EXPECT_THAT(fault_of(log), StartsWith(path + ": "));
    }
}

TEST_F(VerifyLog, MissingResourcesAreNamed)
{
    for (auto const& [path, bytes] : log_.files) {
        MemoryLog log{entries_};
        log.files.erase(path);
        EXPECT_THAT(fault_of(log), StartsWith(path + ": "));
    }
}

TEST_F(VerifyLog, TreeAloneIsVerifiedWithoutReadingAnEntry)
{
    VerifyOptions options;
    options.entries = false;
    MemoryLog tree{sample_entries()};
    std::erase_if(tree.files, [](auto const& file) { return file.first.starts_with("tile/entries/"); });

    auto const report = verify_log(tree, log_key(), options);
    ASSERT_TRUE(report) << one_line(report.error());
    EXPECT_EQ(report->entries, 0U);
    EXPECT_EQ(report->tiles, 4U);
    for (auto const& [path, sound] : std::map{tree.files}) {
        tree.files[path].at(sound.size() / 2) ^= 1U;
        auto const faulty = verify_log(tree, log_key(), options);
        ASSERT_FALSE(faulty) << path;
        EXPECT_EQ(faulty.error().code, ProblemCode::kIntegrity) << path;
        tree.files[path] = sound;
    }
}

TEST_F(VerifyLog, ASourceThatFailsIsNotCalledUnsound)
{
    for (auto const& [path, bytes] : log_.files) {
        log_.unreachable = path;
        auto const report = verify_log(log_, log_key());
        ASSERT_FALSE(report);
        EXPECT_EQ(report.error().code, ProblemCode::kUnavailable) << path;
    }
}

TEST_F(VerifyLog, ALogOfAnotherKeyIsRefused)
{
    auto const report = verify_log(log_, note_key("other.example/log", sample_log_key().verify_key()));
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ProblemCode::kIntegrity);
}

TEST_F(VerifyLog, AHistoryRewrittenWithAllItsTilesIsRefusedByTheCheckpoint)
{
    auto rewritten = entries_;
    rewritten[5] = sample_entry(6, *parse_rfc3339("2026-11-21T19:37:00.002Z"));
    MemoryLog forged{rewritten};
    forged.files["checkpoint"] = log_.files["checkpoint"];
    EXPECT_THAT(fault_of(forged), StartsWith("checkpoint: "));
}

TEST_F(VerifyLog, AnEntryThatIsNotCanonicalIsNamed)
{
    std::string const time = R"("time":"2026-11-21T19:37:00.200Z")";
    for (std::string const& entry : std::vector<std::string>{
             "{ " + time + "}", "{" + time + R"(,"kind":"accepted"})", "{" + time + "}\n",
             R"({"a":1,"a":1,)" + time + "}", R"({"a":1.0,)" + time + "}", R"({"a":1e2,)" + time + "}",
             R"({"a":-0,)" + time + "}", R"({"a":"\/",)" + time + "}", R"({"a":"\u0041",)" + time + "}",
             "{\"a\":\"\xc3\x28\"," + time + "}", "[{" + time + "}]", "1", "", "not JSON"})
        EXPECT_THAT(fault_of_log_with(400, entry), StartsWith("entry 400: ")) << entry;
}

TEST_F(VerifyLog, AnEntryWithoutASoundTimeIsNamed)
{
    for (char const* const entry :
         {"{}", R"({"time":null})", R"({"time":1795289820})", R"({"time":"2026-11-21T19:37:00Z"})",
          R"({"time":"2026-11-21T19:37:00.2000Z"})", R"({"time":"2026-11-21T20:37:00.200+01:00"})",
          R"({"time":"2026-11-21t19:37:00.200z"})"})
        EXPECT_THAT(fault_of_log_with(400, entry), StartsWith("entry 400: ")) << entry;
}

TEST_F(VerifyLog, TimeThatGoesBackIsNamed)
{
    EXPECT_THAT(fault_of_log_with(400, sample_entry(1, *parse_rfc3339("2026-11-21T19:37:00.198Z"))),
                StartsWith("entry 400: "));
    entries_ = sample_entries();
    EXPECT_EQ(fault_of_log_with(400, sample_entry(1, *parse_rfc3339("2026-11-21T19:37:00.199Z"))), "sound");
}

TEST_F(VerifyLog, TimeThatGoesBackBetweenTwoBundlesIsNamed)
{
    EXPECT_EQ(
        fault_of_log_with(512, sample_entry(1, *parse_rfc3339("2026-11-21T19:37:00.254Z"))),
        "entry 512: Its time is before that of the entry above it. The 512 entries before it fit the log's tree.");
}

TEST_F(VerifyLog, AMalformedCommitmentIsNamed)
{
    std::string const time = R"(,"time":"2026-11-21T19:37:00.200Z"})";
    std::string const digest = hex(sealed_of(400));
    std::string upper = digest;
    upper[digest.find_first_of("abcdef")] = 'A';
    for (std::string const& sealed :
         std::vector<std::string>{"null", "{}", R"({"sha256":7})", R"({"sha256":""})",
                                  R"({"sha256":")" + digest.substr(2) + R"("})", R"({"sha256":")" + upper + R"("})"})
        EXPECT_THAT(fault_of_log_with(400, R"({"sealed":)" + sealed + time), StartsWith("entry 400: ")) << sealed;
    EXPECT_EQ(fault_of_log_with(400, R"({"sealed":{"sha256":")" + digest + R"("})" + time), "sound");
}

TEST_F(VerifyLog, OtherSealedBytesNameTheirEntryWhenAskedFor)
{
    log_.sealed[520][0] ^= 1U;
    EXPECT_THAT(fault_of(log_, true), StartsWith("entry 520: "));
    EXPECT_EQ(fault_of(log_, false), "sound");
}

TEST_F(VerifyLog, MissingSealedBytesNameTheirEntryWhenAskedFor)
{
    log_.sealed.erase(590);
    log_.sealed.erase(300);
    EXPECT_EQ(fault_of(log_, true),
              "entry 300: Its sealed message is missing. The 300 entries before it fit the log's tree.");
    EXPECT_EQ(fault_of(log_, false), "sound");
}

/// A log in which the entry at `by` lists others as destroyed.
std::string destroying(std::string const& indexes, std::uint64_t by)
{
    return R"({"destroyed":[)" + indexes + R"(],"number":)" + std::to_string(by) + R"(,"time":"2026-11-21T19:37:00.)" +
           std::to_string(by / 2) + R"(Z"})";
}

TEST_F(VerifyLog, SealedBytesThatALaterEntryListsAsDestroyedMayBeMissing)
{
    entries_[501] = destroying("300,10", 501);
    entries_[599] = destroying("590,10,11", 599);
    MemoryLog log{entries_};
    for (std::uint64_t const destroyed : {10U, 300U, 590U})
        log.sealed.erase(destroyed);
    EXPECT_EQ(fault_of(log, true), "sound");
    EXPECT_EQ(fault_of(log, false), "sound");
    log.sealed.erase(20);
    EXPECT_EQ(fault_of(log, true),
              "entry 20: Its sealed message is missing. The 20 entries before it fit the log's tree.");
}

TEST_F(VerifyLog, SealedBytesThatAreListedAsDestroyedAndStillThereNameTheirEntry)
{
    entries_[501] = destroying("10,300", 501);
    MemoryLog log{entries_};
    log.sealed.erase(10);
    EXPECT_EQ(fault_of(log, true),
              "entry 300: Its sealed message is said to be destroyed and is still there. The 300 entries before it fit "
              "the log's tree.");
    EXPECT_EQ(fault_of(log, false), "sound");
}

/// A log whose entry 7 commits to a change of a register, and that says at 501 what was struck.
std::vector<std::string> with_change(std::vector<std::string> entries, Digest const& change, std::string const& struck)
{
    entries[7] = R"({"change":")" + hex(change) + R"(","number":7,"time":"2026-11-21T19:37:00.003Z"})";
    if (!struck.empty())
        entries[501] = R"({"number":501,"struck":[)" + struck + R"(],"time":"2026-11-21T19:37:00.250Z"})";
    return entries;
}

TEST_F(VerifyLog, AChangeToARegisterIsHeldAgainstItsEntry)
{
    Digest const change = crypto::sha256(as_bytes("what was changed"));
    MemoryLog log{with_change(entries_, change, "")};
    EXPECT_EQ(fault_of(log, true),
              "entry 7: Its change to a register is missing. The 7 entries before it fit the log's tree.");
    log.changes[7] = change;
    EXPECT_EQ(fault_of(log, true), "sound");
    log.changes[7][0] ^= 1U;
    EXPECT_EQ(fault_of(log, true),
              "entry 7: Its change to a register is not what it commits to. The 7 entries before it fit the log's "
              "tree.");
    EXPECT_EQ(fault_of(log, false), "sound");
}

TEST_F(VerifyLog, AChangeThatWasStruckIsGone)
{
    Digest const change = crypto::sha256(as_bytes("what was changed"));
    MemoryLog log{with_change(entries_, change, "7")};
    EXPECT_EQ(fault_of(log, true), "sound");
    log.changes[7] = change;
    EXPECT_EQ(fault_of(log, true),
              "entry 7: Its change to a register is said to be destroyed and is still there. The 7 entries before it "
              "fit the log's tree.");
}

TEST_F(VerifyLog, AnEntryMayListItselfAsDestroyedButNothingAfterIt)
{
    std::string itself = sample_entry(520, *parse_rfc3339("2026-11-21T19:37:00.260Z"));
    entries_[520] = itself.replace(1, 0, R"("destroyed":[520],)");
    MemoryLog log{entries_};
    log.sealed.erase(520);
    EXPECT_EQ(fault_of(log, true), "sound");
    EXPECT_THAT(fault_of_log_with(501, destroying("502", 501)),
                StartsWith("entry 501: It lists as destroyed what came"));
}

/// Damage of every kind at once: whatever is done by several threads at a time, the lowest record is named.
TEST_F(VerifyLog, OfSeveralFaultsTheLowestIsNamed)
{
    std::vector<std::string> many;
    Moment const start = *parse_rfc3339("2026-11-21T19:37:00.000Z");
    for (std::uint64_t i = 0; i < 40 * kTileWidth + 7; ++i)
        many.push_back(sample_entry(i, start + std::chrono::milliseconds{i}));
    MemoryLog log{many};
    for (std::uint64_t bundle = 39; bundle > 2; bundle -= 3)
        log.files[tile_path({true, 0, bundle, kTileWidth})][1000] ^= 1U;
    std::string const named = fault_of(log);
    for (int again = 0; again < 20; ++again)
        ASSERT_EQ(fault_on(4, log, false), named);
    EXPECT_THAT(named, StartsWith("entry 7"));  // in bundle 3, entries 768 to 1023
    log.files["tile/0/001"][5] ^= 1U;
    EXPECT_THAT(fault_of(log), StartsWith("tile/0/001: "));
    log.sealed.erase(20);
    log.files["tile/0/001"][5] ^= 1U;
    log.sealed[10][0] ^= 1U;
    EXPECT_THAT(fault_of(log, true), StartsWith("entry 10: "));
}

TEST_F(VerifyLog, ASourceThatIsNotConcurrentIsReadOnTheCallingThreadAlone)
{
    struct OneThread final : LogSource {
        explicit OneThread(LogSource& of) : log{of} {}
        Result<Bytes> fetch(std::string const& path) override
        {
            EXPECT_EQ(std::this_thread::get_id(), caller);
            return log.fetch(path);
        }
        LogSource& log;
        std::thread::id caller = std::this_thread::get_id();
    };
    OneThread source{log_};
    VerifyOptions options;
    options.threads = 8;
    EXPECT_TRUE(verify_log(source, log_key(), options));
}

}  // namespace
}  // namespace micklegate::evidence
