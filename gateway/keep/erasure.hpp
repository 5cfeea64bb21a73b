// Erasure of a subject by two persons of two agencies: the second one's word destroys the subject's key, the sealed
// copies of the messages about it and what the leak guard knows of it, all with one entry.
#pragma once

#include "gateway/keep/erasure_requests.hpp"

namespace micklegate::keep {

/// Refused where the erasure would be refused, too: a subject that nothing is stored of, one on hold, one with a
/// message that nobody has opened yet, and one that is asked for already. The entry is a refusal then, which
/// refused_as() tells. A repeat by the same person is answered with the first receipt. Where the answer
/// hangs on it, the subject's part of the log is read here, and on the commit thread only what came since; kUnavailable
/// where that was too much, or where the answer did not hang on it before.
[[nodiscard]] commit::Intent request_erasure(Asked what, std::string subject, crypto::SiteKeys const& keys,
                                             commit::Ledger const& read);

/// Decides all of that again, and that two agencies of those who may have asked for it. kNotAllowed: the agency that
/// requested it approves it. kWrongState: the request was decided otherwise, or is too old.
[[nodiscard]] commit::Intent approve_erasure(Asked what, Sequence request, MayDecide may, crypto::SiteKeys const& keys,
                                             commit::SubjectKeys const& subjects, commit::Ledger const& read);

}  // namespace micklegate::keep
