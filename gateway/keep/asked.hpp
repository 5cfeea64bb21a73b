// A named person decides what becomes of all that is kept about a subject; each decision is an entry, once.
#pragma once

#include "gateway/commit/commit_loop.hpp"
#include "gateway/crypto/site_keys.hpp"

namespace micklegate::keep {

/// All decisions, and what expires, stand in this one line: each sees what the others left behind.
inline constexpr char const* kLine = "keep";

struct Asked {
    AgencyId by_agency;
    std::string by_person;  ///< name and role
    std::string reason;     ///< free text, which may hold personal data
    Moment now{};
};

/// Whether an agency may decide such things now. Callable from any thread; the commit thread's answer counts.
using MayDecide = std::function<bool(AgencyId const&)>;

/// The entry of a decision, with the person and the reason as the log names them. It is not taken out of the reserve of
/// disk space: only what frees space, or ends something that stands, may be.
[[nodiscard]] commit::Append decision(commit::EntryKind kind, Asked const& what, crypto::SiteKeys const& keys);

/// Which entry ended what the one at `index` asked for or placed.
void fold_ended(Sequence index, commit::Entry const& entry, commit::KeyValueWriter& out);
[[nodiscard]] Result<std::optional<Sequence>> ended_by(commit::KeyValueReader const& reader, Sequence index);

/// What stands already at `ended`: its receipt where the same person decides the same again, else kWrongState.
[[nodiscard]] Result<commit::Receipt> decided_before(commit::Ledger const& ledger, Sequence ended,
                                                     commit::Entry const& again);

}  // namespace micklegate::keep
