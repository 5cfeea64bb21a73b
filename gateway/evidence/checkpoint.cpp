#include "gateway/evidence/checkpoint.hpp"

#include "gateway/evidence/lines.hpp"

namespace micklegate::evidence {

std::string checkpoint_text(Checkpoint const& checkpoint)
{
    return checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" + base64(checkpoint.root) + "\n";
}

Result<Checkpoint> parse_checkpoint(std::string_view text)
{
    auto const origin = take_line(text);
    auto const size_line = take_line(text);
    auto const root_line = take_line(text);
    if (!origin || origin->empty() || !size_line || !root_line || !text.empty())
        return problem(ProblemCode::kInvalidValue, "A checkpoint has three lines: origin, size and root.");
    auto const size = parse_decimal(*size_line);
    if (!size)
        return problem(ProblemCode::kInvalidValue, "The checkpoint's size is not a decimal number.");
    auto const root = parse_digest(*root_line);
    if (!root)
        return problem(ProblemCode::kInvalidValue, "The checkpoint's root is not a SHA-256 hash in base64.");
    return Checkpoint{std::string{*origin}, *size, *root};
}

std::string sign_checkpoint(Checkpoint const& checkpoint, crypto::SigningKey const& key)
{
    return sign_note(checkpoint_text(checkpoint), checkpoint.origin, key);
}

Result<Checkpoint> open_checkpoint(std::string_view note, NoteKey const& key)
{
    auto const text = open_note(note, key);
    if (!text)
        return text.error();
    auto checkpoint = parse_checkpoint(*text);
    if (checkpoint && checkpoint->origin != key.name)
        return problem(ProblemCode::kIntegrity, "The checkpoint is of another log than the key.");
    return checkpoint;
}

}  // namespace micklegate::evidence
