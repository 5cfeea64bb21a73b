// An evidence pack: entries of the log that a person without access to the gateway can check, and what explains them.
#pragma once

#include "gateway/commit/entry.hpp"
#include "gateway/evidence/checkpoint.hpp"
#include "gateway/evidence/witness_policy.hpp"
#include "gateway/policy/policy_set.hpp"

namespace micklegate::pack {

/// Names of the files; the proofs and policies lie in folders of their own.
inline constexpr std::string_view kReadme = "README.txt";
inline constexpr std::string_view kReport = "report.html";
inline constexpr std::string_view kTable = "entries.csv";
inline constexpr std::string_view kCheckpoint = "checkpoint";
inline constexpr std::string_view kLogKey = "log.vkey";
inline constexpr std::string_view kWitnesses = "witnesses.policy";
inline constexpr std::string_view kManifest = "manifest.json";

/// One proof is a file and the manifest one object, which has bounds to be read again.
inline constexpr std::size_t kMostEntries = 50'000;

struct PackedEntry {
    std::uint64_t index = 0;
    std::string text;
    commit::Entry entry;
};

/// Whoever asked for the pack. The log knows them by a commitment, so these are their own words.
struct Maker {
    std::string name;
    std::string role;
};

/// What a pack is computed from: the same content is the same files, byte for byte.
struct Content {
    Maker maker;
    evidence::NoteKey log;
    std::string checkpoint;                               ///< the signed note
    std::string witnesses;                                ///< a tlog-policy; empty where the log has no witnesses
    std::vector<PackedEntry> entries;                     ///< by index; the last one records the making of this pack
    std::map<std::string, policy::PolicyFiles> policies;  ///< by digest
    std::vector<std::string> lost;                        ///< digests that entries name and the gateway has no texts of

    [[nodiscard]] commit::Entry const& exported() const { return entries.back().entry; }
};

/// What the pack's own keys say of its checkpoint.
struct Standing {
    evidence::Checkpoint checkpoint;
    bool asks_witnesses = false;
    evidence::QuorumState quorum;

    [[nodiscard]] bool witnessed() const noexcept { return asks_witnesses && quorum.met; }
};

/// kIntegrity where the checkpoint is not the log's or a cosignature does not verify; other problems where the keys
/// cannot be read.
[[nodiscard]] Result<Standing> standing_of(Content const& content);

/// Digests of the policy sets that the entries were decided under, in order and each once.
[[nodiscard]] std::vector<std::string> policies_named_by(std::vector<PackedEntry> const& entries);

[[nodiscard]] std::string proof_path(std::uint64_t index);
/// "policies/0123…/agreements/x.toml".
[[nodiscard]] std::string policy_path(std::string_view digest, std::string_view file);

}  // namespace micklegate::pack
