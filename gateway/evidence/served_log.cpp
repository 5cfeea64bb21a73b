#include "gateway/evidence/served_log.hpp"

#include <algorithm>

namespace micklegate::evidence {

Problem integrity_problem(std::string const& what, std::string const& detail)
{
    return problem(ProblemCode::kIntegrity, what + ": " + detail);
}

TileName ServedLog::tile_name(unsigned level, std::uint64_t index) const
{
    std::uint64_t const hashes = size_ >> (kTileHeight * level);
    return TileName{false, level, index, std::min(kTileWidth, hashes - index * kTileWidth)};
}

TileName ServedLog::bundle_name(std::uint64_t index) const
{
    TileName name = tile_name(0, index);
    name.entries = true;
    return name;
}

Result<EntryBundle> ServedLog::bundle(std::uint64_t index) const
{
    TileName const name = bundle_name(index);
    auto fetched = fetch(name);
    if (!fetched)
        return fetched.error();
    auto entries = decode_bundle(fetched->bytes);
    if (!entries)
        return integrity_problem(tile_path(fetched->name), entries.error().detail);
    if (entries->size() > fetched->name.width)
        return integrity_problem(tile_path(fetched->name), "It holds more entries than the log has there.");
    entries->resize(std::min(entries->size(), name.width));
    return EntryBundle{std::move(fetched->bytes), *std::move(entries)};
}

Result<std::vector<Digest>> ServedLog::tile(unsigned level, std::uint64_t index) const
{
    TileName const name = tile_name(level, index);
    auto const fetched = fetch(name);
    if (!fetched)
        return fetched.error();
    if (fetched->bytes.size() != fetched->name.width * Digest{}.size())
        return integrity_problem(tile_path(fetched->name), "It does not have the length of its hashes.");
    std::vector<Digest> hashes(name.width);
    auto from = fetched->bytes.begin();
    for (Digest& hash : hashes) {
        std::copy_n(from, hash.size(), hash.begin());
        from += static_cast<std::ptrdiff_t>(hash.size());
    }
    return hashes;
}

Result<std::vector<Digest>> ServedLog::read(unsigned level, std::uint64_t first, std::size_t count) const
{
    auto hashes = tile(level, first / kTileWidth);
    if (!hashes)
        return hashes;
    auto const from = hashes->begin() + static_cast<std::ptrdiff_t>(first % kTileWidth);
    return std::vector<Digest>{from, from + static_cast<std::ptrdiff_t>(count)};
}

Result<ServedLog::Fetched> ServedLog::fetch(TileName const& name) const
{
    TileName found = name;
    auto bytes = source_.fetch(tile_path(name));
    if (!bytes && bytes.error().code == ProblemCode::kNotFound && name.width != kTileWidth) {
        found.width = kTileWidth;
        bytes = source_.fetch(tile_path(found));
    }
    if (bytes)
        return Fetched{found, std::move(*bytes)};
    if (bytes.error().code == ProblemCode::kNotFound)
        return integrity_problem(tile_path(name), "It is not there.");
    if (bytes.error().code == ProblemCode::kIntegrity)
        return integrity_problem(tile_path(name), bytes.error().detail);
    return bytes.error();
}

}  // namespace micklegate::evidence
