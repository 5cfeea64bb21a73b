// Erasure of a subject by two persons of two agencies: the second one's word destroys the subject's key, the sealed
// copies of the messages about it and what the leak guard knows of it, all with one entry.
#pragma once

#include "gateway/keep/asked.hpp"

namespace micklegate::keep {

/// A request that nobody approved by then has to be made anew, by somebody who looks at it anew.
inline constexpr std::chrono::days kRequestStands{30};

/// Whether an agency may decide about erasures, asked on the commit thread.
using MayErase = std::function<bool(AgencyId const&)>;

void fold_erasure_requests(Sequence index, commit::Entry const& entry, commit::KeyValueWriter& out);

/// The entries of requests that can be approved at `now`, the oldest first, up to `most`.
[[nodiscard]] Result<std::vector<Sequence>> open_requests(commit::KeyValueReader const& reader, Moment now,
                                                          std::size_t most);

/// Refused where the erasure would be refused, too: a subject that nothing is stored of, one on hold, one with a
/// message that nobody has opened yet, and one that is asked for already. The entry is a refusal then, which
/// refused_as() tells. A repeat by the same person is answered with the first receipt.
[[nodiscard]] commit::Intent request_erasure(Asked what, std::string subject, crypto::SiteKeys const& keys);

/// Decides all of that again, and that two agencies of those who may have asked for it. kNotAllowed: the agency that
/// requested it approves it. kWrongState: the request was decided otherwise, or is too old.
[[nodiscard]] commit::Intent approve_erasure(Asked what, Sequence request, MayErase may, crypto::SiteKeys const& keys,
                                             commit::SubjectKeys const& subjects);

/// By anybody who may approve or request.
[[nodiscard]] commit::Intent withdraw_erasure(Asked what, Sequence request, crypto::SiteKeys const& keys);

}  // namespace micklegate::keep
