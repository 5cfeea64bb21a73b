// Litigation holds: while one stands, its subject is not erased, and no sealed copy of a message about it expires.
#pragma once

#include "gateway/keep/asked.hpp"

namespace micklegate::keep {

struct Hold {
    Sequence index = 0;  ///< of the entry that placed it
    std::string subject;
};

void fold_holds(Sequence index, commit::Entry const& entry, commit::KeyValueWriter& out);

[[nodiscard]] Result<bool> on_hold(commit::KeyValueReader const& reader, std::string_view subject);
/// All that stand, up to `most`.
[[nodiscard]] Result<std::vector<Hold>> holds(commit::KeyValueReader const& reader, std::size_t most);

/// One of each agency stands beside those of others; each is lifted by itself. Who places a second is answered with the
/// receipt of the one that stands. Where the subject was erased meanwhile, the entry is a refusal of it.
[[nodiscard]] commit::Intent place_hold(Asked what, std::string subject, crypto::SiteKeys const& keys);
/// A repeat by the same person is answered with the first receipt. kNotFound: there is no hold at that index.
/// kNotAllowed: another agency placed it, which may still lift it itself. kWrongState: somebody else lifted it.
[[nodiscard]] commit::Intent lift_hold(Asked what, Sequence hold, MayDecide may, crypto::SiteKeys const& keys);

}  // namespace micklegate::keep
