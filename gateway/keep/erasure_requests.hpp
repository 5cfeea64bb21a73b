// Requests for erasures, until somebody approves or withdraws them or their days are over.
#pragma once

#include "gateway/keep/asked.hpp"

namespace micklegate::keep {

/// A request that nobody approved by then has to be made anew, by somebody who looks at it anew.
inline constexpr std::chrono::days kRequestStands{30};

void fold_erasure_requests(Sequence index, commit::Entry const& entry, commit::KeyValueWriter& out);

[[nodiscard]] bool stands(Moment requested, Moment now);
/// The entries of requests that can be approved at `now`, the oldest first, up to `most`.
[[nodiscard]] Result<std::vector<Sequence>> open_requests(commit::KeyValueReader const& reader, Moment now,
                                                          std::size_t most);
/// Those that can not any more.
[[nodiscard]] Result<std::vector<Sequence>> lapsed_requests(commit::KeyValueReader const& reader, Moment now,
                                                            std::size_t most);
/// The request at `index`, open or not; kNotFound where there is none.
[[nodiscard]] Result<commit::Receipt> request_at(commit::Ledger const& ledger, Sequence index);
/// The first that is open for the same subject; nothing where there is none. One look-up, however many are open.
[[nodiscard]] Result<std::optional<commit::Receipt>> asked_before(commit::Ledger const& ledger,
                                                                  commit::Entry const& again, Moment now);

/// Of a request that is still to be decided; a repeat of what decided it is answered here.
[[nodiscard]] std::optional<Result<commit::Receipt>> answered(commit::Ledger const& ledger, Sequence request,
                                                              commit::Entry const& again);

/// By anybody who may approve or request.
[[nodiscard]] commit::Intent withdraw_erasure(Asked what, Sequence request, crypto::SiteKeys const& keys);
/// An entry that says so of a request that has lapsed. There is none where it was ended meanwhile, and the receipt is
/// empty.
[[nodiscard]] commit::Intent lapse(Sequence request, Moment now);

}  // namespace micklegate::keep
