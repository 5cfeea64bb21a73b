#include "gateway/commit/log_resources.hpp"

#include "gateway/crypto/hash.hpp"

namespace micklegate::commit {
namespace {

Problem not_there() { return problem(ProblemCode::kNotFound, "The log has no such resource."); }

Result<Bytes> bundle(Ledger const& ledger, Sequence first, std::size_t width)
{
    std::vector<std::string> entries;
    entries.reserve(width);
    for (Sequence index = first; index < first + width; ++index) {
        auto entry = ledger.entry(index);
        if (!entry)
            return not_there();
        entries.push_back(*std::move(entry));
    }
    return evidence::encode_bundle(entries);
}

Result<Bytes> hash_tile(Ledger const& ledger, evidence::TileName const& tile)
{
    auto const hashes = ledger.tile_hashes().read(tile.level, tile.index * evidence::kTileWidth, tile.width);
    if (!hashes)
        return not_there();
    Bytes bytes;
    bytes.reserve(hashes->size() * sizeof(evidence::Digest));
    for (evidence::Digest const& hash : *hashes)
        bytes.insert(bytes.end(), hash.begin(), hash.end());
    return bytes;
}

}  // namespace

Result<Bytes> log_resource(Ledger const& ledger, std::string_view path)
{
    if (path == "checkpoint") {
        std::string const note = ledger.checkpoint();
        return note.empty() ? Result<Bytes>{not_there()} : Result<Bytes>{Bytes{note.begin(), note.end()}};
    }
    auto const tile = evidence::parse_tile_path(path);
    if (!tile)
        return not_there();
    return tile->entries ? bundle(ledger, tile->index * evidence::kTileWidth, tile->width) : hash_tile(ledger, *tile);
}

Result<Bytes> LedgerSource::fetch(std::string const& path) { return log_resource(ledger_, path); }

Result<evidence::Digest> LedgerSource::sealed_digest(std::uint64_t index)
{
    auto const sealed = ledger_.sealed(index);
    if (!sealed)
        return sealed.error();
    return crypto::sha256(*sealed);
}

}  // namespace micklegate::commit
