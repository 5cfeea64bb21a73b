#include "gateway/evidence/signed_note.hpp"

#include "gateway/base/invariant.hpp"
#include "gateway/base/utf8.hpp"
#include "gateway/crypto/hash.hpp"
#include "gateway/evidence/lines.hpp"

#include <algorithm>

namespace micklegate::evidence {
namespace {

constexpr std::uint8_t kEd25519 = 1;
constexpr std::string_view kSignaturePrefix = "\u2014 ";  // an em dash and a space
constexpr std::size_t kIdBytes = 4;
/// Unicode's White_Space beyond the control characters.
constexpr std::string_view kSpaces[] = {" ",      "\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002",
                                        "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009",
                                        "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};
constexpr std::size_t kMostSignatures = 100;  ///< as Go's x/mod; the format asks for 16

struct SignatureLine {
    std::string_view name;
    std::uint32_t id = 0;
    Bytes signature;
};

struct NoteParts {
    std::string_view text;
    std::vector<SignatureLine> signatures;
};

std::uint32_t read_id(ByteView bytes) noexcept
{
    return static_cast<std::uint32_t>(bytes[0]) << 24U | static_cast<std::uint32_t>(bytes[1]) << 16U |
           static_cast<std::uint32_t>(bytes[2]) << 8U | static_cast<std::uint32_t>(bytes[3]);
}

std::array<std::uint8_t, kIdBytes> id_bytes(std::uint32_t id) noexcept
{
    return {static_cast<std::uint8_t>(id >> 24U), static_cast<std::uint8_t>(id >> 16U & 255U),
            static_cast<std::uint8_t>(id >> 8U & 255U), static_cast<std::uint8_t>(id & 255U)};
}

Bytes typed_key(crypto::VerifyKey const& key)
{
    Bytes typed{kEd25519};
    typed.insert(typed.end(), key.begin(), key.end());
    return typed;
}

bool well_formed(std::string_view note) noexcept
{
    return valid_utf8(note) && std::none_of(note.begin(), note.end(),
                                            [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
}

Problem malformed(std::string detail) { return problem(ProblemCode::kInvalidValue, std::move(detail)); }

Result<SignatureLine> parse_signature(std::string_view line)
{
    auto const not_a_signature = [] { return malformed("A line under the signed note is not a signature."); };
    if (!line.starts_with(kSignaturePrefix))
        return not_a_signature();
    line.remove_prefix(kSignaturePrefix.size());
    std::size_t const space = line.find(' ');
    if (space == std::string_view::npos || !valid_key_name(line.substr(0, space)))
        return not_a_signature();
    auto const payload = from_base64(line.substr(space + 1));
    if (!payload || payload->size() <= kIdBytes)
        return not_a_signature();
    return SignatureLine{line.substr(0, space), read_id(*payload), Bytes{payload->begin() + kIdBytes, payload->end()}};
}

Result<NoteParts> split_note(std::string_view note)
{
    if (!well_formed(note))
        return malformed("The signed note is not UTF-8 without control characters.");
    std::size_t const gap = note.rfind("\n\n");
    if (gap == std::string_view::npos || !note.ends_with('\n') || gap + 2 == note.size())
        return malformed("The signed note lacks an empty line with signature lines under it.");
    NoteParts parts{note.substr(0, gap + 1), {}};
    std::string_view rest = note.substr(gap + 2);
    while (auto const line = take_line(rest)) {
        auto signature = parse_signature(*line);
        if (!signature)
            return signature.error();
        if (parts.signatures.size() == kMostSignatures)
            return malformed("The signed note has too many signatures.");
        parts.signatures.push_back(std::move(*signature));
    }
    return parts;
}

}  // namespace

bool valid_key_name(std::string_view name) noexcept
{
    return !name.empty() && name.find_first_of("+\n") == std::string_view::npos && well_formed(name) &&
           std::none_of(std::begin(kSpaces), std::end(kSpaces),
                        [name](std::string_view space) { return name.find(space) != std::string_view::npos; });
}

NoteKey note_key(std::string name, crypto::VerifyKey const& key)
{
    invariant(valid_key_name(name), "a note key's name is allowed");
    crypto::Digest const hash = crypto::sha256({as_bytes(name), as_bytes("\n"), typed_key(key)});
    return NoteKey{std::move(name), read_id(hash), key};
}

std::string vkey_text(NoteKey const& key)
{
    return key.name + "+" + hex(id_bytes(key.id)) + "+" + base64(typed_key(key.key));
}

Result<NoteKey> parse_vkey(std::string_view text)
{
    std::size_t const name_end = text.find('+');
    std::size_t const id_end = name_end == std::string_view::npos ? name_end : text.find('+', name_end + 1);
    if (id_end == std::string_view::npos)
        return malformed("A verifier key has a name, an id and a key, joined by '+'.");
    if (!valid_key_name(text.substr(0, name_end)))
        return malformed("The verifier key's name is empty or holds a space.");
    auto const typed = from_base64(text.substr(id_end + 1));
    if (!typed || typed->size() != 1 + crypto::VerifyKey{}.size() || typed->front() != kEd25519)
        return malformed("The verifier key is not an Ed25519 key in base64.");
    crypto::VerifyKey key;
    std::copy(typed->begin() + 1, typed->end(), key.begin());
    NoteKey parsed = note_key(std::string{text.substr(0, name_end)}, key);
    if (vkey_text(parsed) != text)
        return malformed("The verifier key's id does not belong to its name and key.");
    return parsed;
}

std::string sign_note(std::string_view text, std::string_view name, crypto::SigningKey const& key)
{
    invariant(text.ends_with('\n') && well_formed(text), "a note's text is UTF-8 lines");
    NoteKey const signer = note_key(std::string{name}, key.verify_key());
    auto const id = id_bytes(signer.id);
    crypto::Signature const signature = key.sign(as_bytes(text));
    Bytes payload{id.begin(), id.end()};
    payload.insert(payload.end(), signature.begin(), signature.end());
    std::string note{text};
    note.append("\n").append(kSignaturePrefix).append(name).append(" ").append(base64(payload)).append("\n");
    return note;
}

Result<std::string> open_note(std::string_view note, NoteKey const& key)
{
    auto const parts = split_note(note);
    if (!parts)
        return parts.error();
    bool signed_by_key = false;
    for (SignatureLine const& line : parts->signatures) {
        if (line.id != key.id || line.name != key.name)
            continue;
        if (!crypto::verify(key.key, as_bytes(parts->text), line.signature))
            return problem(ProblemCode::kIntegrity, "The note's signature does not verify.");
        signed_by_key = true;
    }
    if (!signed_by_key)
        return problem(ProblemCode::kIntegrity, "The note is not signed by the expected key.");
    return std::string{parts->text};
}

}  // namespace micklegate::evidence
