#include "gateway/witness/judge.hpp"

#include "gateway/evidence/add_checkpoint.hpp"

#include <algorithm>

namespace micklegate::witness {
namespace {

Answer refused(unsigned status, std::string sentence)
{
    return {status, "text/plain; charset=utf-8", std::move(sentence) + "\n"};
}

Answer conflict(std::uint64_t cosigned) { return {409, "text/x.tlog.size", std::to_string(cosigned) + "\n"}; }

/// Empty when no key of the log signed the note; an error when a line of one does not verify.
Result<std::vector<evidence::NoteSignature>> lines_of_log(evidence::Note const& note, std::string_view origin,
                                                          std::vector<evidence::NoteKey> const& logs)
{
    std::vector<evidence::NoteSignature> lines;
    for (evidence::NoteKey const& key : logs) {
        auto const of_key = [&key](evidence::NoteSignature const& line) { return line.is_of(key); };
        auto const first = std::ranges::find_if(note.signatures, of_key);
        if (key.name != origin || first == note.signatures.end())
            continue;
        if (auto const verified = evidence::verify_note(note, key); !verified)
            return verified.error();
        lines.push_back(*first);
    }
    return lines;
}

}  // namespace

std::variant<Submission, Answer> read_submission(std::string_view body, std::vector<evidence::NoteKey> const& logs)
{
    auto request = evidence::parse_add_checkpoint(body);
    if (!request)
        return refused(400, request.error().detail);
    auto const note = evidence::parse_note(request->checkpoint);
    if (!note)
        return refused(400, note.error().detail);
    auto checkpoint = evidence::parse_checkpoint(note->text);
    if (!checkpoint)
        return refused(400, checkpoint.error().detail);
    if (std::ranges::none_of(logs, [&](evidence::NoteKey const& key) { return key.name == checkpoint->origin; }))
        return refused(404, "This witness does not know that log.");
    auto lines = lines_of_log(*note, checkpoint->origin, logs);
    if (!lines)
        return refused(403, "The log's signature does not verify.");
    if (lines->empty())
        return refused(403, "No key of that log signed the checkpoint.");
    if (request->old_size > checkpoint->size)
        return refused(400, "The old size is larger than the checkpoint's.");
    return Submission{request->old_size, std::move(request->proof), *std::move(checkpoint), *std::move(lines)};
}

std::optional<Answer> refusal_of(Submission const& submission, std::optional<Checkpoint> const& held, Edition edition)
{
    Checkpoint const before = held.value_or(Checkpoint{submission.checkpoint.origin, 0, evidence::empty_root()});
    if (submission.old_size != before.size)
        return conflict(before.size);
    if (edition == Edition::kV1 && is_fork(submission.checkpoint, before))
        return refused(409, "The log has another root at the size that was cosigned.");
    if (!evidence::verify_consistency(before.size, before.root, submission.checkpoint.size, submission.checkpoint.root,
                                      submission.proof))
        return refused(422, "The consistency proof does not lead from what was cosigned to this checkpoint.");
    return std::nullopt;
}

bool is_fork(Checkpoint const& seen, Checkpoint const& held) noexcept
{
    return seen.size == held.size && seen.root != held.root;
}

}  // namespace micklegate::witness
