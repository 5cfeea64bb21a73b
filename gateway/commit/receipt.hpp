// What the journal answers: an entry and where it stands.
#pragma once

#include "gateway/commit/ledger.hpp"

namespace micklegate::commit {

struct Receipt {
    Sequence index = 0;
    Entry entry;
    bool replayed = false;             ///< it stood there before this request
    std::vector<FieldFault> errors{};  ///< never stored, so a replay has none
};

/// The receipt of an entry that stands in the ledger, as a replay.
[[nodiscard]] Result<Receipt> stored_receipt(Ledger const& ledger, Sequence index);

}  // namespace micklegate::commit
