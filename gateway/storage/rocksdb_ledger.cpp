#include "gateway/storage/rocksdb_ledger.hpp"

#include <algorithm>

namespace micklegate::storage {
namespace {

constexpr std::size_t kTileHashKey = 9;
constexpr std::size_t kReadAhead = std::size_t{128} << 10U;

Problem lacks_entry(Sequence index)
{
    return problem(ProblemCode::kIntegrity, "The journal lacks entry " + std::to_string(index) + ".");
}

}  // namespace

std::string tile_hash_key(unsigned level, std::uint64_t index)
{
    std::string key(1, static_cast<char>(level));
    append_be64(key, index);
    return key;
}

std::string sequence_key(Sequence index)
{
    std::string key;
    append_be64(key, index);
    return key;
}

Result<std::optional<std::string>> FamilyReader::get(std::string_view key) const { return database_.get(family_, key); }

Result<void> FamilyReader::scan(std::string_view prefix, std::string_view from,
                                std::function<bool(std::string_view, std::string_view)> const& visit) const
{
    auto const at = database_.iterate(family_);
    for (at->Seek(slice(from)); at->Valid(); at->Next()) {
        std::string_view const key = at->key().ToStringView();
        if (!key.starts_with(prefix) || !visit(key, at->value().ToStringView()))
            return {};
    }
    return at->status().ok() ? Result<void>{} : database_.failure(at->status());
}

Result<void> FamilyReader::scan_until(std::string_view prefix, std::string_view from, std::string_view until,
                                      std::function<bool(std::string_view, std::string_view)> const& visit) const
{
    rocksdb::Slice const bound = slice(until);
    rocksdb::ReadOptions options;
    options.iterate_upper_bound = &bound;
    auto const at = database_.iterate(family_, options);
    for (at->Seek(slice(from)); at->Valid(); at->Next())
        if (std::string_view const key = at->key().ToStringView();
            !key.starts_with(prefix) || !visit(key, at->value().ToStringView()))
            return {};
    return at->status().ok() ? Result<void>{} : database_.failure(at->status());
}

Result<std::vector<evidence::Digest>> StoredTileHashes::read(unsigned level, std::uint64_t first,
                                                             std::size_t count) const
{
    std::vector<evidence::Digest> hashes;
    hashes.reserve(count);
    auto const at = database_.iterate(Family::kTree);
    for (at->Seek(slice(tile_hash_key(level, first))); at->Valid() && hashes.size() < count; at->Next()) {
        std::string_view const key = at->key().ToStringView();
        if (key.size() != kTileHashKey || static_cast<unsigned char>(key.front()) != level ||
            read_be64(as_bytes(key.substr(1))) != first + hashes.size() ||
            at->value().size() != sizeof(evidence::Digest))
            break;
        evidence::Digest& hash = hashes.emplace_back();
        std::ranges::copy(as_bytes(at->value().ToStringView()), hash.begin());
    }
    if (!at->status().ok())
        return database_.failure(at->status());
    if (hashes.size() < count)
        return problem(ProblemCode::kIntegrity, "The tree lacks a hash at level " + std::to_string(level) + ", index " +
                                                    std::to_string(first + hashes.size()) + ".");
    return hashes;
}

Result<Sequence> RocksLedger::size() const
{
    auto const next = database_.get(Family::kMeta, kNextKey);
    if (!next)
        return next.error();
    return *next ? read_be64(as_bytes(**next)) : 0;
}

Result<std::string> RocksLedger::entry(Sequence index) const
{
    auto text = database_.get(Family::kEntries, sequence_key(index));
    if (!text)
        return text.error();
    if (!*text)
        return lacks_entry(index);
    return **std::move(text);
}

/// Past the block cache: whoever visits many reads each once.
Result<void> RocksLedger::visit_entries(Sequence first, std::size_t count,
                                        std::function<void(std::string_view)> const& visit) const
{
    std::string const end = sequence_key(first + count);
    rocksdb::Slice const bound = slice(end);
    rocksdb::ReadOptions options;
    options.fill_cache = false;
    options.readahead_size = kReadAhead;
    options.iterate_upper_bound = &bound;
    auto const at = database_.iterate(Family::kEntries, options);
    Sequence index = first;
    for (at->Seek(slice(sequence_key(first))); at->Valid() && read_be64(as_bytes(at->key().ToStringView())) == index;
         at->Next(), ++index)
        visit(at->value().ToStringView());
    if (!at->status().ok())
        return database_.failure(at->status());
    return index == first + count ? Result<void>{} : lacks_entry(index);
}

Result<Bytes> RocksLedger::companion(Family family, Sequence index) const
{
    auto const bytes = database_.get(family, sequence_key(index));
    if (!bytes)
        return bytes.error();
    if (!*bytes)
        return problem(ProblemCode::kNotFound, "Entry " + std::to_string(index) + " has no such companion.");
    return Bytes{(*bytes)->begin(), (*bytes)->end()};
}

Result<Bytes> RocksLedger::sealed(Sequence index) const { return companion(Family::kSealed, index); }
Result<Bytes> RocksLedger::actor_opening(Sequence index) const { return companion(Family::kActors, index); }
Result<Bytes> RocksLedger::reason_opening(Sequence index) const { return companion(Family::kReasons, index); }
Result<Bytes> RocksLedger::change(Sequence index) const { return companion(Family::kChanges, index); }
Result<Bytes> RocksLedger::known(Sequence index) const { return companion(Family::kKnown, index); }

Result<std::string> RocksLedger::checkpoint() const
{
    auto note = database_.get(Family::kMeta, kCheckpointKey);
    if (!note)
        return note.error();
    return std::move(*note).value_or("");
}

}  // namespace micklegate::storage
