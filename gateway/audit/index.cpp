#include "gateway/audit/index.hpp"

#include "gateway/base/bytes.hpp"
#include "gateway/crypto/short_hash.hpp"

namespace micklegate::audit {
namespace {

constexpr char kProjection = 'i';
constexpr std::size_t kValueBytes = 8;
constexpr std::size_t kDetailBytes = 4;
constexpr std::size_t kIndexBytes = 8;

/// Spreads values, and hides none: whoever reads the index may read the entries.
void append_hash(std::string& key, std::string_view text, std::size_t bytes)
{
    constexpr crypto::ShortHashKey kPublic{};
    key += as_text(crypto::short_hash(kPublic, text)).substr(0, bytes);
}

}  // namespace

void fold_index(Sequence index, commit::Entry const& entry, commit::KeyValueWriter& out)
{
    for (Place const& place : places_of(entry)) {
        std::string key = keys_of(place);
        append_inverted(key, index);
        out.put(key, {});
    }
}

std::string keys_of(Dimension dimension, std::string_view value)
{
    std::string key{kProjection, static_cast<char>(dimension)};
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

void append_inverted(std::string& key, Sequence index) { append_be64(key, ~index); }

Sequence index_at_end(std::string_view key) noexcept
{
    return ~read_be64(as_bytes(key.substr(key.size() - kIndexBytes)));
}

}  // namespace micklegate::audit
