#include "gateway/witness/witness.hpp"

#include "gateway/evidence/add_checkpoint.hpp"
#include "gateway/evidence/cosignature.hpp"

#include <algorithm>

namespace micklegate::witness {
namespace {

constexpr char const* kText = "text/plain; charset=utf-8";

Problem damaged(std::string detail)
{
    return problem(ProblemCode::kIntegrity, std::move(detail),
                   "Nothing is cosigned. Put the file back as it was; do not take an older copy or start anew, because "
                   "a witness that forgets can cosign a fork.");
}

}  // namespace

evidence::NoteKey witness_key(AgencyId const& agency, crypto::VerifyKey const& key)
{
    return evidence::note_key(agency.get() + "/witness", key, evidence::KeyType::kCosignature);
}

Witness::Witness(Office office, StateFolder state)
    : office_{std::move(office)}, key_{witness_key(office_.agency, office_.key.verify_key())}, state_{std::move(state)}
{
}

Answer Witness::add_checkpoint(std::string_view body) const
{
    auto const read = read_submission(body, office_.logs);
    if (auto const* const refused = std::get_if<Answer>(&read))
        return *refused;
    auto answer = judge(std::get<Submission>(read));
    if (!answer)
        return {500, kText, "The witness cannot trust or write what it remembers, and cosigns nothing.\n"};
    return *std::move(answer);
}

Result<Answer> Witness::judge(Submission const& submission) const
{
    Checkpoint const& seen = submission.checkpoint;
    auto const locked = state_.lock();
    if (!locked)
        return locked.error();
    auto const held = read_held(seen.origin);
    if (!held)
        return held.error();
    std::string const text = evidence::checkpoint_text(seen);
    if (auto refusal =
            refusal_of(submission, *held ? std::optional{(*held)->checkpoint} : std::nullopt, office_.edition)) {
        std::string const shown = evidence::note_text({text, submission.log_lines});
        if (*held && is_fork(seen, (*held)->checkpoint))
            if (auto const kept = state_.keep_evidence({seen.origin, true, (*held)->note, shown}); !kept)
                return kept.error();
        return *std::move(refusal);
    }
    auto const now = std::chrono::floor<std::chrono::seconds>(office_.clock());
    evidence::Note note{text, submission.log_lines};
    note.signatures.push_back(evidence::cosign(text, key_, office_.key, now));
    if (auto const written = state_.write(seen.origin, evidence::note_text(note)); !written)
        return written.error();
    return Answer{200, kText, evidence::signature_line(note.signatures.back())};
}

Result<std::optional<Held>> Witness::held(std::string_view origin) const
{
    auto const locked = state_.lock();
    if (!locked)
        return locked.error();
    return read_held(origin);
}

Result<std::optional<Held>> Witness::held_under(std::string_view origin_hash) const
{
    for (evidence::NoteKey const& log : office_.logs)
        if (evidence::origin_hash(log.name) == origin_hash)
            return held(log.name);
    return std::optional<Held>{};
}

Result<void> Witness::check() const
{
    for (evidence::NoteKey const& log : office_.logs)
        if (auto const sound = held(log.name); !sound)
            return sound.error();
    return {};
}

Result<std::optional<Held>> Witness::read_held(std::string_view origin) const
{
    auto stored = state_.read(origin);
    if (!stored)
        return stored.error();
    if (!*stored)
        return std::optional<Held>{};
    auto const note = evidence::parse_note(**stored);
    auto checkpoint = note ? evidence::parse_checkpoint(note->text) : Result<Checkpoint>{note.error()};
    if (!checkpoint)
        return damaged("What this witness holds of the log " + std::string{origin} + " cannot be read.");
    auto const proven = proves_itself(*note, origin);
    if (!proven || !*proven || checkpoint->origin != origin)
        return damaged("What this witness holds of the log " + std::string{origin} +
                       " is not signed by the log or by the witness.");
    return std::optional{Held{*std::move(checkpoint), **std::move(stored)}};
}

/// By the log's line or by our own: either may be of a key that has been replaced since.
Result<bool> Witness::proves_itself(evidence::Note const& note, std::string_view origin) const
{
    auto const own = evidence::cosigned_at(note, key_);
    if (!own)
        return own.error();
    bool proven = own->has_value();
    for (evidence::NoteKey const& log : office_.logs) {
        bool const signed_by_log = std::ranges::any_of(
            note.signatures, [&log](evidence::NoteSignature const& line) { return line.is_of(log); });
        if (log.name != origin || !signed_by_log)
            continue;
        if (auto const verified = evidence::verify_note(note, log); !verified)
            return verified.error();
        proven = true;
    }
    return proven;
}

}  // namespace micklegate::witness
