#include "gateway/commit/proof.hpp"

#include "gateway/commit/log_resources.hpp"
#include "gateway/evidence/tlog_proof.hpp"

namespace micklegate::commit {

Result<std::string> proof_of(Ledger const& ledger, Sequence index, std::string note)
{
    auto const checkpoint = newest_checkpoint(note);
    if (!checkpoint)
        return checkpoint.error();
    if (index >= checkpoint->size)
        return problem(ProblemCode::kNotFound, "The log has no such entry.");
    auto entry = ledger.entry(index);
    if (!entry)
        return entry.error();
    auto path = evidence::inclusion_proof(ledger.tile_hashes(), index, checkpoint->size);
    if (!path)
        return path.error();
    return evidence::proof_text({index, *std::move(path), std::move(note), *std::move(entry)});
}

}  // namespace micklegate::commit
