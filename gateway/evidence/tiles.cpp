#include "gateway/evidence/tiles.hpp"

#include "gateway/base/invariant.hpp"
#include "gateway/evidence/lines.hpp"

#include <algorithm>
#include <charconv>

namespace micklegate::evidence {
namespace {

constexpr std::string_view kPrefix = "tile/";
constexpr std::string_view kEntries = "entries";
constexpr std::string_view kPartial = ".p/";
constexpr std::size_t kLengthBytes = 2;
constexpr std::uint64_t kHighestLevel = 63;

/// 1234067 -> "x001/x234/067".
std::string index_path(std::uint64_t index)
{
    std::string digits = std::to_string(index);
    digits.insert(0, (3 - digits.size() % 3) % 3, '0');
    std::string path;
    for (std::size_t at = 0; at < digits.size(); at += 3) {
        bool const last = at + 3 == digits.size();
        path.append(last ? "" : "x").append(digits, at, 3).append(last ? "" : "/");
    }
    return path;
}

std::optional<std::uint64_t> parse_index(std::string_view path)
{
    std::string digits;
    std::copy_if(path.begin(), path.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    std::uint64_t index = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
    return error == std::errc{} ? std::optional{index} : std::nullopt;
}

void add_level(std::vector<TileName>& names, TileName const& first, std::uint64_t hashes)
{
    TileName name = first;
    for (; name.index < hashes / kTileWidth; ++name.index)
        names.push_back(name);
    name.width = hashes % kTileWidth;
    if (name.width != 0)
        names.push_back(name);
}

}  // namespace

std::string tile_path(TileName const& name)
{
    std::string path{kPrefix};
    path.append(name.entries ? std::string{kEntries} : std::to_string(name.level))
        .append("/")
        .append(index_path(name.index));
    if (name.width != kTileWidth)
        path.append(kPartial).append(std::to_string(name.width));
    return path;
}

std::optional<TileName> parse_tile_path(std::string_view path)
{
    std::string_view rest = path;
    if (!rest.starts_with(kPrefix))
        return std::nullopt;
    rest.remove_prefix(kPrefix.size());
    std::size_t const slash = std::min(rest.find('/'), rest.size());
    std::size_t const partial = std::min(rest.find(kPartial), rest.size());

    TileName name;
    name.entries = rest.substr(0, slash) == kEntries;
    auto const level = name.entries ? std::optional<std::uint64_t>{0} : parse_decimal(rest.substr(0, slash));
    auto const index = partial > slash ? parse_index(rest.substr(slash, partial - slash)) : std::nullopt;
    auto const width = partial < rest.size() ? parse_decimal(rest.substr(partial + kPartial.size())) : kTileWidth;
    if (!level || *level > kHighestLevel || !index || !width || *width == 0 || *width > kTileWidth)
        return std::nullopt;
    name.level = static_cast<unsigned>(*level);
    name.index = *index;
    name.width = *width;
    // Reading above is generous; that the name spells the same path makes it strict.
    return tile_path(name) == path ? std::optional{name} : std::nullopt;
}

std::vector<TileName> tiles_of(std::uint64_t size)
{
    std::vector<TileName> names;
    add_level(names, TileName{true, 0, 0, kTileWidth}, size);
    for (unsigned level = 0; size != 0; ++level, size >>= kTileHeight)
        add_level(names, TileName{false, level, 0, kTileWidth}, size);
    return names;
}

void append_to_bundle(Bytes& bundle, std::string_view entry)
{
    invariant(entry.size() <= kLargestEntry, "an entry fits its bundle");
    bundle.push_back(static_cast<std::uint8_t>(entry.size() >> 8U));
    bundle.push_back(static_cast<std::uint8_t>(entry.size() & 255U));
    ByteView const bytes = as_bytes(entry);
    bundle.insert(bundle.end(), bytes.begin(), bytes.end());
}

Bytes encode_bundle(std::vector<std::string> const& entries)
{
    Bytes bundle;
    for (std::string const& entry : entries)
        append_to_bundle(bundle, entry);
    return bundle;
}

Result<std::vector<std::string_view>> decode_bundle(ByteView bundle)
{
    std::vector<std::string_view> entries;
    entries.reserve(kTileWidth);
    while (!bundle.empty()) {
        std::size_t const length =
            bundle.size() < kLengthBytes ? bundle.size() : std::size_t{bundle[0]} << 8U | bundle[1];
        if (bundle.size() < kLengthBytes + length || entries.size() == kTileWidth)
            return problem(ProblemCode::kIntegrity, "The entry bundle ends inside an entry or holds more than 256.");
        entries.push_back(as_text(bundle.subspan(kLengthBytes, length)));
        bundle = bundle.subspan(kLengthBytes + length);
    }
    return entries;
}

}  // namespace micklegate::evidence
