#include "gateway/evidence/cosignature.hpp"

#include "gateway/base/invariant.hpp"

#include <algorithm>

namespace micklegate::evidence {
namespace {

using std::chrono::sys_seconds;

constexpr std::size_t kTimeBytes = 8;
constexpr std::size_t kPayloadBytes = kTimeBytes + crypto::Signature{}.size();

std::string signed_message(std::string_view text, std::uint64_t time)
{
    return "cosignature/v1\ntime " + std::to_string(time) + "\n" + std::string{text};
}

/// Nothing when the payload is not a signature of this key over the text and the payload's time.
std::optional<sys_seconds> verified_time(std::string_view text, ByteView payload, crypto::VerifyKey const& key)
{
    if (payload.size() != kPayloadBytes)
        return std::nullopt;
    std::uint64_t const time = read_be64(payload.first(kTimeBytes));
    if (time > static_cast<std::uint64_t>(INT64_MAX) ||
        !crypto::verify(key, as_bytes(signed_message(text, time)), payload.subspan(kTimeBytes)))
        return std::nullopt;
    return sys_seconds{std::chrono::seconds{static_cast<std::int64_t>(time)}};
}

}  // namespace

NoteSignature cosign(std::string_view text, NoteKey const& witness, crypto::SigningKey const& key, sys_seconds time)
{
    invariant(witness.type == KeyType::kCosignature && witness.key == key.verify_key(), "the key is the witness's");
    invariant(time >= sys_seconds{}, "no cosignature is from before 1970");
    auto const seconds = static_cast<std::uint64_t>(time.time_since_epoch().count());
    crypto::Signature const signature = key.sign(as_bytes(signed_message(text, seconds)));
    std::string payload;
    append_be64(payload, seconds);
    payload += as_text(signature);
    return {witness.name, witness.id, {payload.begin(), payload.end()}};
}

Result<std::optional<sys_seconds>> cosigned_at(Note const& note, NoteKey const& witness)
{
    invariant(witness.type == KeyType::kCosignature, "a witness's key is for cosignatures");
    std::optional<sys_seconds> earliest;
    for (NoteSignature const& line : note.signatures) {
        if (!line.is_of(witness))
            continue;
        auto const time = verified_time(note.text, line.signature, witness.key);
        if (!time)
            return problem(ProblemCode::kIntegrity, "A witness's cosignature does not verify.");
        earliest = earliest ? std::min(*earliest, *time) : *time;
    }
    return earliest;
}

}  // namespace micklegate::evidence
