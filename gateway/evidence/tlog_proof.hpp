// C2SP tlog-proof v1: a self-contained receipt that an entry is in the log, checked offline.
#pragma once

#include "gateway/evidence/checkpoint.hpp"

namespace micklegate::evidence {

struct TlogProof {
    std::uint64_t index = 0;
    std::vector<Digest> path;  ///< sibling of the leaf first
    std::string checkpoint;    ///< the signed note, verbatim
    std::string extra;         ///< bytes nothing authenticates; we put the entry here, which the path then proves
};

[[nodiscard]] std::string proof_text(TlogProof const& proof);
[[nodiscard]] Result<TlogProof> parse_proof(std::string_view text);
/// The checkpoint the entry is proven under, or why the proof fails.
[[nodiscard]] Result<Checkpoint> verify_proof(TlogProof const& proof, ByteView entry, NoteKey const& key);

}  // namespace micklegate::evidence
