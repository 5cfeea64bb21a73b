#include "gateway/commit/known_values.hpp"

#include "gateway/commit/packed_text.hpp"
#include "gateway/crypto/hash.hpp"

#include <optional>

namespace micklegate::commit {
namespace {

// One letter for the projection and the link: that there is anything, which costs a look and no walk. Behind it the
// agency that told and the one that was told, each ended by NUL, and a digest, so that what is said again is one row.
std::string link_key(std::string_view link) { return "v" + std::string{link}; }
std::string link_prefix(std::string_view link) { return link_key(link) + '\0'; }

constexpr std::size_t kDigestBytes = 16;

/// The parts of a key behind its link.
struct Told {
    std::string_view from;
    std::string_view told;
};

Told read_key(std::string_view key, std::size_t prefix)
{
    key.remove_prefix(prefix);
    auto const from = key.substr(0, key.find('\0'));
    key.remove_prefix(from.size() + 1);
    return {from, key.substr(0, key.find('\0'))};
}

/// The first key behind everything that `from` told of the link.
std::string behind(std::string key, std::string_view from)
{
    key += from;
    return key + '\1';
}

Result<std::vector<KnownValues>> decode_known(ByteView encoded)
{
    std::vector<KnownValues> rows;
    Taker taker{encoded};
    while (!taker.done()) {
        KnownValues& row = rows.emplace_back();
        for (std::string* const text : {&row.link, &row.from, &row.told})
            *text = taker.text();
        for (std::size_t left = taker.number(); left > 0 && !taker.faulty(); --left)
            row.marks.emplace_back(taker.text());
    }
    if (taker.faulty())
        return problem(ProblemCode::kIntegrity, "What an entry says of known values cannot be read.");
    return rows;
}

}  // namespace

std::string known_link(crypto::SiteKeys const& keys, std::string_view what)
{
    return crypto::pseudonym(keys.pseudonyms, "known-link", what);
}

Bytes encode_known(std::vector<KnownValues> const& values)
{
    std::string out;
    for (KnownValues const& row : values) {
        put_text(out, row.link);
        put_text(out, row.from);
        put_text(out, row.told);
        put_number(out, row.marks.size());
        for (std::string const& mark : row.marks)
            put_text(out, mark);
    }
    return Bytes{out.begin(), out.end()};
}

Result<void> fold_known(ByteView encoded, KeyValueWriter& out)
{
    auto const rows = decode_known(encoded);
    if (!rows)
        return rows.error();
    std::string_view link;
    for (KnownValues const& row : *rows) {
        std::string marks;
        for (std::string const& mark : row.marks)
            put_text(marks, mark);
        auto const digest = crypto::sha256(as_bytes(marks));
        if (row.link != link)
            out.put(link_key(row.link), "");
        link = row.link;
        out.put(link_prefix(row.link) + row.from + '\0' + row.told + '\0' +
                    std::string{as_text(ByteView{digest}.first(kDigestBytes))},
                marks);
    }
    return {};
}

Result<Bytes> known_without(ByteView encoded, std::string_view link)
{
    auto rows = decode_known(encoded);
    if (!rows)
        return rows.error();
    std::erase_if(*rows, [&](KnownValues const& row) { return row.link == link; });
    return encode_known(*rows);
}

void forget_known(std::string_view link, KeyValueWriter& out) { out.erase_all(link_key(link)); }

Result<std::vector<KnownValues>> known_values(KeyValueReader const& reader, std::string_view link,
                                              std::size_t most_of_each)
{
    std::vector<KnownValues> found;
    auto const any = reader.get(link_key(link));
    if (!any)
        return any.error();
    if (!*any)
        return found;
    std::string const prefix = link_prefix(link);
    std::optional<std::string> next = prefix;
    while (next) {
        std::string const from_key = *std::exchange(next, std::nullopt);
        std::size_t count = 0;
        auto const read = reader.scan(prefix, from_key, [&](std::string_view key, std::string_view marks) {
            Told const row = read_key(key, prefix.size());
            if (!found.empty() && found.back().from != row.from)
                count = 0;
            if (count >= most_of_each) {
                next = behind(prefix, row.from);
                return false;
            }
            KnownValues& known =
                found.emplace_back(KnownValues{std::string{link}, std::string{row.from}, std::string{row.told}, {}});
            for (Taker taker{as_bytes(marks)}; !taker.done(); ++count)
                known.marks.emplace_back(taker.text());
            return true;
        });
        if (!read)
            return read.error();
    }
    return found;
}

}  // namespace micklegate::commit
