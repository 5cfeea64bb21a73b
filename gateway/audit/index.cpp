#include "gateway/audit/index.hpp"

#include "gateway/base/bytes.hpp"
#include "gateway/crypto/short_hash.hpp"

#include <algorithm>

namespace micklegate::audit {
namespace {

constexpr std::size_t kValueBytes = 8;
constexpr std::size_t kDetailBytes = 4;
constexpr std::size_t kIndexBytes = 8;

/// Spreads values, and hides none: whoever reads the index may read the entries.
void append_hash(std::string& key, std::string_view text, std::size_t bytes)
{
    constexpr crypto::ShortHashKey kPublic{};
    key += as_text(crypto::short_hash(kPublic, text)).substr(0, bytes);
}

/// In base 128, the lowest digits first; the high bit says that more follow (LEB128).
void append_number(std::string& out, std::uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        out += static_cast<char>(0x80 | (number & 0x7F));
    out += static_cast<char>(number);
}

std::uint64_t take_number(std::string_view& text)
{
    std::uint64_t number = 0;
    for (unsigned shift = 0; !text.empty(); shift += 7) {
        auto const digit = static_cast<unsigned char>(text.front());
        text.remove_prefix(1);
        number |= static_cast<std::uint64_t>(digit & 0x7F) << shift;
        if (digit < 0x80)
            break;
    }
    return number;
}

std::string_view without_index(std::string_view text) { return text.substr(0, text.size() - kIndexBytes); }

std::uint64_t index_of(std::string_view text) { return read_be64(as_bytes(text.substr(text.size() - kIndexBytes))); }

}  // namespace

void IndexRows::add(Sequence index, commit::Entry const& entry)
{
    for (Place const& place : places_of(entry))
        append_be64(places_.emplace_back(keys_of(place)), index);
}

void IndexRows::write(commit::KeyValueWriter& out)
{
    std::ranges::sort(places_);
    for (auto at = places_.begin(); at != places_.end();) {
        std::string_view const keys = without_index(*at);
        Sequence last = index_of(*at);
        std::string const key = first_key(std::string{keys}, last);
        std::string others;
        for (++at; at != places_.end() && without_index(*at) == keys; ++at)
            if (Sequence const index = index_of(*at); index != last) {
                append_number(others, index - last);
                last = index;
            }
        out.put(key, others);
    }
    places_.clear();
}

std::string keys_of(Dimension dimension, std::string_view value)
{
    std::string key{kIndexKeys};
    key += static_cast<char>(dimension);
    append_hash(key, value, kValueBytes);
    return key;
}

std::string keys_of(Place const& place)
{
    std::string key = keys_of(place.dimension, place.value);
    if (has_detail(place.dimension))
        append_hash(key, place.detail, kDetailBytes);
    return key;
}

Result<std::vector<std::string>> details_of(commit::KeyValueReader const& reader, Dimension dimension,
                                            std::string_view value)
{
    std::string const prefix = keys_of(dimension, value);
    std::vector<std::string> found;
    for (std::string from = prefix; !from.empty();) {
        std::string next;
        auto const read = reader.scan(prefix, from, [&](std::string_view key, std::string_view) {
            next = key.substr(0, prefix.size() + kDetailBytes);
            return false;
        });
        if (!read)
            return read.error();
        from = next;
        if (next.empty())
            break;
        // Past the oldest entry there can be at this one.
        from.append(kIndexBytes + 1, '\xFF');
        found.push_back(std::move(next));
    }
    return found;
}

std::string first_key(std::string keys, Sequence bound)
{
    append_be64(keys, ~bound);
    return keys;
}

std::vector<Sequence> entries_of_row(std::string_view key, std::string_view value)
{
    std::vector<Sequence> entries{~index_of(key)};
    while (!value.empty())
        entries.push_back(entries.back() + take_number(value));
    return entries;
}

}  // namespace micklegate::audit
