// Verifies a whole log from its entry bundles, trusting nothing that is served but the verifier key.
#pragma once

#include "gateway/evidence/checkpoint.hpp"

#include <functional>

namespace micklegate::evidence {

/// Where a log's resources come from: a site's store, a folder of exported files, or a URL.
class LogSource {
public:
    virtual ~LogSource() = default;
    /// The bytes at a path such as "checkpoint" or "tile/0/000.p/3"; kNotFound when it is not there.
    [[nodiscard]] virtual Result<Bytes> fetch(std::string const& path) = 0;
    /// SHA-256 of the sealed bytes stored beside entry `index`; kNotFound when this source holds none of it.
    [[nodiscard]] virtual Result<Digest> sealed_digest(std::uint64_t index);
    /// The same of what entry `index` changed in a register.
    [[nodiscard]] virtual Result<Digest> change_digest(std::uint64_t index);
    /// Whether both may be asked for from several threads at once.
    [[nodiscard]] virtual bool concurrent() const { return false; }
};

struct LogReport {
    Checkpoint checkpoint;
    std::uint64_t entries = 0;          ///< read and compared with their leaves
    std::uint64_t sealed_checked = 0;   ///< entries whose sealed bytes were compared with their commitment
    std::uint64_t changes_checked = 0;  ///< the same of what entries changed in registers
    std::uint64_t tiles = 0;
};

struct VerifyOptions {
    bool entries = true;   ///< false: the tree alone, from its leaves up to the signed root, where no entry may be read
    bool sealed = false;   ///< also compare stored companions with the entries' commitments
    unsigned threads = 1;  ///< that check entries, where the source is concurrent
    std::function<void(std::uint64_t done, std::uint64_t of)> progress;
};

/// Recomputes every leaf from the entry bundles, every tile and the root, checks that each entry is canonical JSON
/// whose time is not before that of the entry above it, and compares all with what is served. The problem (kIntegrity)
/// names the first bad entry or tile and says how many entries before it fit; a source that fails in another way than
/// kNotFound has its own problem passed on. Sealed bytes may be missing where the same or a later entry lists theirs as
/// destroyed, and then must be. Progress is told on the calling thread.
[[nodiscard]] Result<LogReport> verify_log(LogSource& source, NoteKey const& key, VerifyOptions const& options = {});

}  // namespace micklegate::evidence
