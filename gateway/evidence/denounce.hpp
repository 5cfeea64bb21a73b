// What was kept of a log against what it shows now: whether it was rewound or forked, and the statement that says so.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/evidence/tlog_proof.hpp"

#include <optional>

namespace micklegate::evidence {

/// A state of a log that its key vouches for: a checkpoint, or a receipt, whose entry then is proven under one.
struct Kept {
    std::string text;  ///< verbatim
    Checkpoint checkpoint;
    std::optional<TlogProof> receipt;

    /// The signed checkpoint, verbatim.
    [[nodiscard]] std::string const& note() const noexcept { return receipt ? receipt->checkpoint : text; }
};

/// From a signed checkpoint or a tlog-proof with its entry. kInvalidValue for what can be held against nobody: it is
/// neither, the log did not sign it, or its entry is not under its checkpoint.
[[nodiscard]] Result<Kept> read_kept(std::string_view text, NoteKey const& log);

enum class Finding {
    kHolds,      ///< one of the two is an earlier state of the other: nothing to denounce
    kUndecided,  ///< nothing contradicts, and nothing proves either
    kRewound,    ///< the log itself shows fewer entries than it vouched for
    kForked,     ///< two hashes over the same entries are vouched for
};

struct Comparison {
    Finding finding = Finding::kUndecided;
    std::uint64_t begin = 0;  ///< of a fork: the entries, `end` excluded, over which the two have other hashes
    std::uint64_t end = 0;
    Digest kept{};
    Digest shown{};
    std::vector<Digest> path;  ///< where tiles were needed: RFC 6962 consistency from `shown` over `end` entries
};

/// By their signed texts alone. Never kRewound.
[[nodiscard]] Comparison compare(Kept const& kept, Kept const& other);
/// `tiles` are of the log that shows `shown`. A copy may be older than what was kept, which only the log itself may not
/// be. kInvalidValue when the tiles do not lead to the root of `shown`; failures of the tiles are passed on.
[[nodiscard]] Result<Comparison> compare(Kept const& kept, Kept const& shown, TileHashes const& tiles, bool copy);

struct Denunciation {
    NoteKey log;
    Kept kept;
    Kept shown;
    Comparison comparison;  ///< kRewound or kForked
    std::string shown_by;   ///< where it was read
    Moment at{};            ///< for the reader; nothing rests on it
};

/// One text file: the finding, what it proves and what not, what to do, and both signed texts verbatim between marks.
[[nodiscard]] std::string statement(Denunciation const& denunciation);

}  // namespace micklegate::evidence
