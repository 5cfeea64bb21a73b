#include "gateway/commit/log_resources.hpp"

#include "gateway/crypto/hash.hpp"

#include <limits>

namespace micklegate::commit {
namespace {

Problem not_there() { return problem(ProblemCode::kNotFound, "The log has no such resource."); }

/// What could be read before a fault stays in `bundle`.
Result<void> read_bundle(Ledger const& ledger, evidence::TileName const& tile, Bytes& bundle)
{
    // An accepted message's takes 1,200 bytes; to grow would copy the whole bundle.
    constexpr std::size_t kUsualEntry = 1'536;
    bundle.reserve(tile.width * kUsualEntry);
    return ledger.visit_entries(tile.index * evidence::kTileWidth, tile.width,
                                [&bundle](std::string_view entry) { evidence::append_to_bundle(bundle, entry); });
}

Result<Bytes> whole_bundle(Ledger const& ledger, evidence::TileName const& tile)
{
    Bytes bundle;
    auto const read = read_bundle(ledger, tile, bundle);
    return read ? Result<Bytes>{std::move(bundle)} : read.error();
}

Result<Bytes> hash_tile(Ledger const& ledger, evidence::TileName const& tile)
{
    auto const hashes = ledger.tile_hashes().read(tile.level, tile.index * evidence::kTileWidth, tile.width);
    if (!hashes)
        return hashes.error();
    Bytes bytes;
    bytes.reserve(hashes->size() * sizeof(evidence::Digest));
    for (evidence::Digest const& hash : *hashes)
        bytes.insert(bytes.end(), hash.begin(), hash.end());
    return bytes;
}

/// As far as it can be read: a bundle that ends too early tells a verifier which entry is the first that cannot.
Result<Bytes> readable_bundle(Ledger const& ledger, evidence::TileName const& tile)
{
    Bytes bundle;
    auto const read = read_bundle(ledger, tile, bundle);
    return read || read.error().code == ProblemCode::kIntegrity ? Result<Bytes>{std::move(bundle)} : read.error();
}

/// Whether a log of `size` entries has filled the tile as far as its name says.
bool has(std::uint64_t size, evidence::TileName const& tile)
{
    unsigned const levels = evidence::kTileHeight * tile.level;
    std::uint64_t const hashes = levels < std::numeric_limits<std::uint64_t>::digits ? size >> levels : 0;
    return tile.index <= hashes / evidence::kTileWidth && tile.index * evidence::kTileWidth + tile.width <= hashes;
}

}  // namespace

Result<evidence::Checkpoint> newest_checkpoint(std::string const& note)
{
    if (note.empty())
        return not_there();
    return evidence::parse_checkpoint(std::string_view{note}.substr(0, note.find("\n\n") + 1));
}

Result<Bytes> log_resource(Ledger const& ledger, std::string_view path)
{
    auto const tile = evidence::parse_tile_path(path);
    if (!tile && path != "checkpoint")
        return not_there();
    auto const note = ledger.checkpoint();
    if (!note)
        return note.error();
    auto const checkpoint = newest_checkpoint(*note);
    if (!checkpoint)
        return checkpoint.error();
    if (!tile)
        return Bytes{note->begin(), note->end()};
    if (!has(checkpoint->size, *tile))
        return not_there();
    return tile->entries ? whole_bundle(ledger, *tile) : hash_tile(ledger, *tile);
}

Result<Bytes> LedgerSource::fetch(std::string const& path)
{
    auto resource = log_resource(ledger_, path);
    if (auto const tile = evidence::parse_tile_path(path);
        tile && tile->entries && !resource && resource.error().code == ProblemCode::kIntegrity)
        return readable_bundle(ledger_, *tile);
    return resource;
}

Result<evidence::Digest> LedgerSource::sealed_digest(std::uint64_t index)
{
    if (subjects_ == nullptr)
        return LogSource::sealed_digest(index);
    auto const text = ledger_.entry(index);
    auto const entry = text ? decode_entry(*text) : Result<Entry>{text.error()};
    if (!entry)
        return entry.error();
    auto sealed = subjects_->sealed_message(ledger_, index, *entry);
    // A key that is gone hides nothing: what is stored without it is there all the same.
    if (!sealed && sealed.error().code == ProblemCode::kNotFound)
        sealed = ledger_.sealed(index);
    if (!sealed)
        return sealed.error();
    return crypto::sha256(*sealed);
}

Result<evidence::Digest> LedgerSource::change_digest(std::uint64_t index)
{
    if (subjects_ == nullptr)
        return LogSource::change_digest(index);
    auto const change = ledger_.change(index);
    return change ? Result<evidence::Digest>{crypto::sha256(*change)} : change.error();
}

}  // namespace micklegate::commit
