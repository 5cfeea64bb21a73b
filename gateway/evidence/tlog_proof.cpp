#include "gateway/evidence/tlog_proof.hpp"

#include "gateway/evidence/lines.hpp"

namespace micklegate::evidence {
namespace {

constexpr std::string_view kHeader = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";
constexpr std::size_t kLongestPath = 64;

Problem malformed(std::string detail) { return problem(ProblemCode::kInvalidValue, std::move(detail)); }

}  // namespace

std::string proof_text(TlogProof const& proof)
{
    std::string text{kHeader};
    text.append("\n");
    if (!proof.extra.empty())
        text.append(kExtra).append(base64(as_bytes(proof.extra))).append("\n");
    text.append(kIndex).append(std::to_string(proof.index)).append("\n");
    for (Digest const& hash : proof.path)
        text.append(base64(hash)).append("\n");
    return text + "\n" + proof.checkpoint;
}

Result<TlogProof> parse_proof(std::string_view text)
{
    if (take_line(text) != kHeader)
        return malformed("The proof does not begin as a tlog-proof of version 1.");
    auto line = take_line(text);
    std::string extra;
    if (line && line->starts_with(kExtra)) {
        auto const decoded = from_base64(line->substr(kExtra.size()));
        if (!decoded)
            return malformed("The proof's extra data is not base64.");
        extra = as_text(*decoded);
        line = take_line(text);
    }
    auto const index = line && line->starts_with(kIndex) ? parse_decimal(line->substr(kIndex.size())) : std::nullopt;
    if (!index)
        return malformed("The proof's index line is missing or not a decimal number.");

    TlogProof proof{*index, {}, {}, std::move(extra)};
    for (line = take_line(text); line && !line->empty(); line = take_line(text)) {
        auto const hash = parse_digest(*line);
        if (!hash || proof.path.size() == kLongestPath)
            return malformed("The proof's path is not a list of SHA-256 hashes in base64.");
        proof.path.push_back(*hash);
    }
    if (!line || text.empty())
        return malformed("The proof holds no checkpoint.");
    proof.checkpoint = text;
    return proof;
}

Result<Checkpoint> verify_proof(TlogProof const& proof, ByteView entry, NoteKey const& key)
{
    auto checkpoint = open_checkpoint(proof.checkpoint, key);
    if (checkpoint && !verify_inclusion(leaf_hash(entry), proof.index, checkpoint->size, proof.path, checkpoint->root))
        return problem(ProblemCode::kIntegrity, "The proof does not lead from this entry to the checkpoint's root.");
    return checkpoint;
}

}  // namespace micklegate::evidence
