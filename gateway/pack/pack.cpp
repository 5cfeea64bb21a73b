#include "gateway/pack/pack.hpp"

#include <set>

namespace micklegate::pack {

Result<Standing> standing_of(Content const& content)
{
    Standing standing;
    auto checkpoint = evidence::open_checkpoint(content.checkpoint, content.log);
    if (!checkpoint)
        return checkpoint.error();
    standing.checkpoint = *std::move(checkpoint);
    if (content.witnesses.empty())
        return standing;
    auto const policy = evidence::parse_witness_policy(content.witnesses);
    auto const note = evidence::parse_note(content.checkpoint);
    auto quorum = policy && note ? evidence::quorum_of(*policy, *note)
                                 : Result<evidence::QuorumState>{policy ? note.error() : policy.error()};
    if (!quorum)
        return quorum.error();
    standing.asks_witnesses = !policy->quorum.empty();
    standing.quorum = *std::move(quorum);
    return standing;
}

std::vector<std::string> policies_named_by(std::vector<PackedEntry> const& entries)
{
    std::set<std::string> digests;
    for (PackedEntry const& packed : entries)
        if (!packed.entry.policy.empty())
            digests.insert(packed.entry.policy);
    return {digests.begin(), digests.end()};
}

std::string proof_path(std::uint64_t index) { return "proofs/" + std::to_string(index) + ".tlog-proof"; }

std::string policy_path(std::string_view digest, std::string_view file)
{
    return "policies/" + std::string{digest.substr(digest.find(':') + 1)} + "/" + std::string{file};
}

}  // namespace micklegate::pack
