#include "gateway/evidence/signed_note.hpp"

#include "gateway/base/invariant.hpp"
#include "gateway/base/utf8.hpp"
#include "gateway/evidence/lines.hpp"

#include <algorithm>

namespace micklegate::evidence {
namespace {

constexpr std::string_view kSignaturePrefix = "\u2014 ";  // an em dash and a space
constexpr std::size_t kIdBytes = 4;

std::uint32_t read_id(ByteView bytes) noexcept
{
    return static_cast<std::uint32_t>(bytes[0]) << 24U | static_cast<std::uint32_t>(bytes[1]) << 16U |
           static_cast<std::uint32_t>(bytes[2]) << 8U | static_cast<std::uint32_t>(bytes[3]);
}

bool well_formed(std::string_view note) noexcept
{
    return valid_utf8(note) && std::none_of(note.begin(), note.end(),
                                            [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
}

Problem malformed(std::string detail) { return problem(ProblemCode::kInvalidValue, std::move(detail)); }

Result<NoteSignature> parse_signature(std::string_view line)
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
    return NoteSignature{std::string{line.substr(0, space)}, read_id(*payload),
                         Bytes{payload->begin() + kIdBytes, payload->end()}};
}

}  // namespace

Result<std::vector<NoteSignature>> parse_signature_lines(std::string_view lines)
{
    std::vector<NoteSignature> signatures;
    while (auto const line = take_line(lines)) {
        auto signature = parse_signature(*line);
        if (!signature)
            return signature.error();
        if (signatures.size() == kMostSignatures)
            return malformed("The signed note has too many signatures.");
        signatures.push_back(std::move(*signature));
    }
    if (!lines.empty())
        return malformed("The last signature line lacks its newline.");
    return signatures;
}

Result<Note> parse_note(std::string_view note)
{
    if (!well_formed(note))
        return malformed("The signed note is not UTF-8 without control characters.");
    std::size_t const gap = note.rfind("\n\n");
    if (gap == std::string_view::npos || !note.ends_with('\n') || gap + 2 == note.size())
        return malformed("The signed note lacks an empty line with signature lines under it.");
    auto signatures = parse_signature_lines(note.substr(gap + 2));
    if (!signatures)
        return signatures.error();
    return Note{std::string{note.substr(0, gap + 1)}, *std::move(signatures)};
}

std::string signature_line(NoteSignature const& signature)
{
    std::string payload;
    append_be64(payload, signature.id);
    payload.erase(0, payload.size() - kIdBytes);
    payload += as_text(signature.signature);
    return std::string{kSignaturePrefix} + signature.name + " " + base64(as_bytes(payload)) + "\n";
}

std::string note_text(Note const& note)
{
    invariant(note.text.ends_with('\n') && well_formed(note.text), "a note's text is UTF-8 lines");
    std::string text = note.text + "\n";
    for (NoteSignature const& signature : note.signatures)
        text += signature_line(signature);
    return text;
}

std::string sign_note(std::string_view text, std::string_view name, crypto::SigningKey const& key)
{
    NoteKey const signer = note_key(std::string{name}, key.verify_key());
    crypto::Signature const signature = key.sign(as_bytes(text));
    return note_text({std::string{text}, {{signer.name, signer.id, {signature.begin(), signature.end()}}}});
}

Result<void> verify_note(Note const& note, NoteKey const& key)
{
    bool signed_by_key = false;
    for (NoteSignature const& line : note.signatures) {
        if (!line.is_of(key))
            continue;
        if (!crypto::verify(key.key, as_bytes(note.text), line.signature))
            return problem(ProblemCode::kIntegrity, "The note's signature does not verify.");
        signed_by_key = true;
    }
    if (!signed_by_key)
        return problem(ProblemCode::kIntegrity, "The note is not signed by the expected key.");
    return {};
}

Result<std::string> open_note(std::string_view note, NoteKey const& key)
{
    auto parsed = parse_note(note);
    if (!parsed)
        return parsed.error();
    if (auto const verified = verify_note(*parsed, key); !verified)
        return verified.error();
    return std::move(parsed->text);
}

}  // namespace micklegate::evidence
