#include "gateway/commit/known_values.hpp"

#include <limits>

namespace micklegate::commit {
namespace {

// One letter for the projection, the link, NUL, then the entry counted backwards, so that the latest is met first.
std::string prefix_of(std::string_view link)
{
    std::string key{"v"};
    key += link;
    key += '\0';
    return key;
}

std::string key_of(Sequence index, KnownValues const& values)
{
    std::string key = prefix_of(values.link);
    append_be64(key, std::numeric_limits<Sequence>::max() - index);
    return key + values.told;
}

void put_short(std::string& out, std::size_t number)
{
    out += static_cast<char>(number >> 8U & 0xFFU);
    out += static_cast<char>(number & 0xFFU);
}

/// Two bytes of length, then the text.
void put_text(std::string& out, std::string_view text)
{
    put_short(out, text.size());
    out += text;
}

std::optional<std::string_view> take_text(std::string_view& rest)
{
    if (rest.size() < 2)
        return std::nullopt;
    std::size_t const size =
        static_cast<std::size_t>(static_cast<unsigned char>(rest[0])) << 8U | static_cast<unsigned char>(rest[1]);
    rest.remove_prefix(2);
    if (rest.size() < size)
        return std::nullopt;
    auto const text = rest.substr(0, size);
    rest.remove_prefix(size);
    return text;
}

}  // namespace

Bytes encode_known(std::vector<KnownValues> const& values)
{
    std::string out;
    for (KnownValues const& row : values) {
        put_text(out, row.link);
        put_text(out, row.told);
        put_text(out, as_text(row.marks));
    }
    return Bytes{out.begin(), out.end()};
}

Result<void> fold_known(Sequence index, ByteView encoded, KeyValueWriter& out)
{
    std::string_view rest = as_text(encoded);
    while (!rest.empty()) {
        auto const link = take_text(rest);
        auto const told = take_text(rest);
        auto const marks = take_text(rest);
        if (!marks)
            return problem(ProblemCode::kIntegrity, "What an entry says of known values cannot be read.");
        out.put(key_of(index, {std::string{*link}, std::string{*told}, {}}), *marks);
    }
    return {};
}

Result<std::vector<KnownValues>> known_values(KeyValueReader const& reader, std::string_view link, std::size_t most)
{
    std::vector<KnownValues> found;
    std::string const prefix = prefix_of(link);
    auto const read = reader.scan(prefix, prefix, [&](std::string_view key, std::string_view marks) {
        auto const told = key.substr(prefix.size() + sizeof(Sequence));
        found.push_back({std::string{link}, std::string{told}, Bytes{marks.begin(), marks.end()}});
        return found.size() < most;
    });
    if (!read)
        return read.error();
    return found;
}

}  // namespace micklegate::commit
