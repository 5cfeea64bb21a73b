#include "gateway/storage/file_check.hpp"

#include "gateway/crypto/hash.hpp"
#include "gateway/files/descriptor.hpp"
#include "gateway/storage/database.hpp"
#include "gateway/storage/record_file.hpp"

#include <rocksdb/file_checksum.h>
#include <rocksdb/sst_file_reader.h>
#include <rocksdb/write_batch.h>

#include <fcntl.h>

#include <algorithm>
#include <fstream>
#include <map>

namespace micklegate::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kIdentity = "IDENTITY";
constexpr std::string_view kSmallFilesKey = "files";
constexpr std::size_t kBuffer = std::size_t{256} << 10U;

using Digests = std::map<std::string, std::string>;  ///< SHA-256 in hex, by file name

Problem unreadable(fs::path const& file)
{
    return problem(ProblemCode::kUnavailable, file.string() + " cannot be read.",
                   "If a gateway serves the site it may have rewritten the file meanwhile; try again.");
}

/// Calls `take` with the file's next bytes, `width` of them but for the last.
template <class Take>
Result<void> read_by(std::size_t width, fs::path const& file, Take const& take)
{
    std::ifstream in{file, std::ios::binary};
    Bytes buffer(width);
    while (in && in.peek() != std::ifstream::traits_type::eof()) {
        in.read(reinterpret_cast<char*>(buffer.data()), static_cast<std::streamsize>(width));
        if (in.bad() || !take(ByteView{buffer}.first(static_cast<std::size_t>(in.gcount()))))
            break;
    }
    return in.is_open() && !in.bad() ? Result<void>{} : unreadable(file);
}

bool is_gone(fs::path const& file)
{
    std::error_code error;
    return fs::status(file, error).type() == fs::file_type::not_found;
}

Result<void> check_records(fs::path const& file, bool served)
{
    RecordFileCheck check;
    std::optional<RecordFault> fault;
    auto const read = read_by(RecordFileCheck::kBlock, file, [&](ByteView block) {
        fault = check.take(block);
        return !fault;
    });
    if (!read && served && is_gone(file))  // what it held is in tables and a newer manifest
        return {};
    if (!read)
        return read;
    if (!fault)
        fault = check.end();
    if (!fault || (fault->cut_off && served))  // a gateway is writing it
        return {};
    std::string const place = "at byte " + std::to_string(fault->at);
    if (!fault->cut_off)
        return damaged_file(file, "A record " + place + " is damaged.");
    Problem cut = damaged_file(file, "Its last record, " + place + ", is damaged or was cut off by a crash.");
    cut.next =
        "After a crash, start the gateway once: it takes off what it never acknowledged. Then verify again. If "
        "there was none, keep a copy and restore from a backup.";
    return cut;
}

Result<void> check_current(fs::path const& folder, bool served)
{
    std::string name;
    auto const read = read_by(kBuffer, folder / "CURRENT", [&name](ByteView bytes) {
        name += as_text(bytes);
        return true;
    });
    if (!read)
        return read;
    std::error_code error;
    bool const named = name.starts_with("MANIFEST-") && name.ends_with('\n');
    if (named && served && is_gone(folder / name.substr(0, name.size() - 1)))
        return rewritten_meanwhile();
    if (!named || !fs::exists(folder / name.substr(0, name.size() - 1), error))
        return damaged_file(folder / "CURRENT", "It does not name a manifest that is there.");
    return {};
}

bool is_small(std::string const& name) { return name == kIdentity || name.starts_with("OPTIONS-"); }

Result<std::vector<fs::path>> files_in(fs::path const& folder)
{
    std::vector<fs::path> files;
    std::error_code error;
    fs::directory_iterator file{folder, error};
    for (; !error && file != fs::directory_iterator{}; file.increment(error))
        files.push_back(file->path());
    std::sort(files.begin(), files.end());
    return error ? Result<std::vector<fs::path>>{unreadable(folder)} : std::move(files);
}

Result<std::string> digest_of(fs::path const& file)
{
    Bytes content;
    auto const read = read_by(kBuffer, file, [&content](ByteView bytes) {
        content.insert(content.end(), bytes.begin(), bytes.end());
        return true;
    });
    return read ? Result<std::string>{hex(crypto::sha256(content))} : read.error();
}

Result<Digests> small_files(fs::path const& folder)
{
    auto const files = files_in(folder);
    if (!files)
        return files.error();
    Digests digests;
    for (fs::path const& file : *files) {
        if (!is_small(file.filename().string()))
            continue;
        auto const digest = digest_of(file);
        if (!digest)
            return digest.error();
        digests[file.filename().string()] = *digest;
    }
    return digests;
}

/// One line for each: digest, space, name.
Result<void> check_small_files(Database const& database, fs::path const& folder)
{
    auto const stored = database.get(Family::kMeta, kSmallFilesKey);
    auto const there = small_files(folder);
    if (!stored || !there)
        return stored ? there.error() : stored.error();
    std::string_view rest = stored->has_value() ? std::string_view{**stored} : std::string_view{};
    for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
        std::string_view const digest = rest.substr(0, rest.find(' '));
        std::string const name{rest.substr(digest.size() + 1, end - digest.size() - 1)};
        auto const file = there->find(name);
        bool const missing = file == there->end();  // an older OPTIONS file goes when the store is opened again
        if (missing ? name == kIdentity : file->second != digest)
            return damaged_file(folder / name, "It is not as it was when the store was last opened.");
        rest.remove_prefix(end + 1);
    }
    return {};
}

Result<void> check_table(Database const& database, rocksdb::LiveFileMetaData const& table)
{
    fs::path const file = table.db_path + table.name;
    auto const generator = table_checksums()->CreateFileChecksumGenerator({});
    auto const read = read_by(kBuffer, file, [&generator](ByteView bytes) {
        generator->Update(as_text(bytes).data(), bytes.size());
        return true;
    });
    if (!read && is_gone(file))
        return database.beside_writer() ? rewritten_meanwhile() : damaged_file(file, "It is missing.");
    if (!read)
        return read;
    generator->Finalize();
    if (generator->GetChecksum() != table.file_checksum)
        return damaged_file(file, "Its checksum is not the one in the manifest.");
    return {};
}

Result<void> check_tables(Database const& database)
{
    std::vector<rocksdb::LiveFileMetaData> tables;
    database.raw().GetLiveFilesMetaData(&tables);
    bool unsummed = false;
    for (rocksdb::LiveFileMetaData const& table : tables) {
        if (table.file_checksum_func_name == rocksdb::kUnknownFileChecksumFuncName)
            unsummed = true;
        else if (auto const sound = check_table(database, table); !sound)
            return sound;
    }
    // Written before whole files had checksums: their blocks have.
    rocksdb::Status const blocks = unsummed ? database.raw().VerifyChecksum() : rocksdb::Status::OK();
    if (blocks.ok())
        return {};
    Problem fault = database.failure(blocks);
    if (fault.code == ProblemCode::kIntegrity)
        fault.detail += " " + blocks.ToString() + ".";
    return fault;
}

}  // namespace

/// The gateway holds a lock on LOCK as long as it serves the site.
bool is_served(fs::path const& folder)
{
    files::Descriptor const file{::open((folder / "LOCK").c_str(), O_RDWR | O_CLOEXEC)};
    if (!file)
        return false;
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return ::fcntl(file.get(), F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

Problem rewritten_meanwhile()
{
    return problem(ProblemCode::kUnavailable, "The running gateway rewrote a file meanwhile.",
                   "Nothing is known to be wrong; try again.");
}

Result<void> check_tables_alone(fs::path const& folder)
{
    auto const files = files_in(folder);
    if (!files)
        return files.error();
    for (fs::path const& file : *files) {
        if (file.extension() != ".sst")
            continue;
        rocksdb::SstFileReader reader{{}};
        rocksdb::Status status = reader.Open(file.string());
        if (status.ok())
            status = reader.VerifyChecksum();
        if (status.IsCorruption())
            return damaged_file(file, status.ToString() + ".");
    }
    return {};
}

std::shared_ptr<rocksdb::FileChecksumGenFactory> table_checksums()
{
    return rocksdb::GetFileChecksumGenCrc32cFactory();
}

Problem damaged_file(fs::path const& file, std::string const& how)
{
    return problem(ProblemCode::kIntegrity, file.string() + ": " + how,
                   "Stop, keep a copy of the data folder, and restore from a backup.");
}

Result<void> check_record_files(fs::path const& folder)
{
    auto const files = files_in(folder);
    if (!files)
        return files.error();
    bool const served = is_served(folder);
    if (auto const current = check_current(folder, served); !current)
        return current;
    for (fs::path const& file : *files)
        if (file.extension() == ".log" || file.filename().string().starts_with("MANIFEST-"))
            if (auto const sound = check_records(file, served); !sound)
                return sound;
    return {};
}

Result<void> check_other_files(Database const& database, fs::path const& folder)
{
    if (auto const tables = check_tables(database); !tables)
        return tables;
    return check_small_files(database, folder);
}

Result<void> remember_small_files(Database& database, fs::path const& folder)
{
    auto const digests = small_files(folder);
    if (!digests)
        return digests.error();
    std::string lines;
    for (auto const& [name, digest] : *digests)
        lines += digest + " " + name + "\n";
    rocksdb::WriteBatch batch;
    batch.Put(database.handle(Family::kMeta), slice(kSmallFilesKey), slice(lines));
    rocksdb::Status const status = database.write(batch);
    return status.ok() ? Result<void>{} : database.failure(status);
}

}  // namespace micklegate::storage
