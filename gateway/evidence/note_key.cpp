#include "gateway/evidence/note_key.hpp"

#include "gateway/base/invariant.hpp"
#include "gateway/base/utf8.hpp"
#include "gateway/crypto/hash.hpp"

#include <algorithm>

namespace micklegate::evidence {
namespace {

constexpr std::size_t kIdBytes = 4;
/// Unicode's White_Space beyond the control characters.
constexpr std::string_view kSpaces[] = {" ",      "\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002",
                                        "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009",
                                        "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};

Bytes typed_key(NoteKey const& key)
{
    Bytes typed;
    typed.reserve(1 + key.key.size());
    typed.push_back(static_cast<std::uint8_t>(key.type));
    typed.insert(typed.end(), key.key.begin(), key.key.end());
    return typed;
}

Problem malformed(std::string detail) { return problem(ProblemCode::kInvalidValue, std::move(detail)); }

}  // namespace

bool valid_key_name(std::string_view name) noexcept
{
    return !name.empty() && name.find('+') == std::string_view::npos && valid_utf8(name) &&
           std::none_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }) &&
           std::none_of(std::begin(kSpaces), std::end(kSpaces),
                        [name](std::string_view space) { return name.find(space) != std::string_view::npos; });
}

NoteKey note_key(std::string name, crypto::VerifyKey const& key, KeyType type)
{
    invariant(valid_key_name(name), "a note key's name is allowed");
    NoteKey made{std::move(name), 0, key, type};
    crypto::Digest const hash = crypto::sha256({as_bytes(made.name), as_bytes("\n"), typed_key(made)});
    for (std::uint8_t const byte : ByteView{hash}.first(kIdBytes))
        made.id = made.id << 8U | byte;
    return made;
}

std::string vkey_text(NoteKey const& key)
{
    std::string id;
    append_be64(id, key.id);
    return key.name + "+" + hex(as_bytes(id).last(kIdBytes)) + "+" + base64(typed_key(key));
}

Result<NoteKey> parse_vkey(std::string_view text, KeyType expected)
{
    std::size_t const name_end = text.find('+');
    std::size_t const id_end = name_end == std::string_view::npos ? name_end : text.find('+', name_end + 1);
    if (id_end == std::string_view::npos)
        return malformed("A verifier key has a name, an id and a key, joined by '+'.");
    if (!valid_key_name(text.substr(0, name_end)))
        return malformed("The verifier key's name is empty or holds a space.");
    auto const typed = from_base64(text.substr(id_end + 1));
    if (!typed || typed->size() != 1 + crypto::VerifyKey{}.size() ||
        typed->front() != static_cast<std::uint8_t>(expected))
        return malformed(expected == KeyType::kEd25519
                             ? "The verifier key is not an Ed25519 key in base64."
                             : "The verifier key is not one for cosignatures (Ed25519, type 0x04) in base64.");
    crypto::VerifyKey key;
    std::copy(typed->begin() + 1, typed->end(), key.begin());
    NoteKey parsed = note_key(std::string{text.substr(0, name_end)}, key, expected);
    if (vkey_text(parsed) != text)
        return malformed("The verifier key's id does not belong to its name and key.");
    return parsed;
}

}  // namespace micklegate::evidence
