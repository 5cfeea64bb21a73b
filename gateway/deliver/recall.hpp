// A message is taken back by its sender, or by the duty desk that released it.
#pragma once

#include "gateway/commit/commit_loop.hpp"
#include "gateway/crypto/site_keys.hpp"

namespace micklegate::deliver {

struct Recall {
    AgencyId by_agency;
    std::string by_person;             ///< name and role
    std::string code;                  ///< from kRecallCodes
    std::string reason;                ///< free text, which may hold personal data
    bool breach = false;               ///< a person judges that this is one, whatever the code says
    std::optional<Moment> aware_at{};  ///< when the sender became aware; absent: now
    Moment now{};
};

/// Who may: the agency that sent the message, and `desk` where it released it.
[[nodiscard]] bool may_take_back(commit::Entry const& first, AgencyId const& agency, AgencyId const& desk);

/// `first` is the entry that accepted or held the message. kRecalled where nobody has opened it, else kRecallRequested;
/// the gateway's sealed copy is destroyed with either, and the message's deadline ends. A breach clock starts where a
/// person says so, and where it went to the wrong recipient's system or reader. A repeat by the same person with the
/// same code is answered with the first receipt. kWrongState: it is recalled otherwise, or the desk settled it.
/// kInvalidValue: nobody can have become aware at that time.
[[nodiscard]] commit::Intent recall(Recall what, commit::Entry const& first, crypto::SiteKeys const& keys);

}  // namespace micklegate::deliver
