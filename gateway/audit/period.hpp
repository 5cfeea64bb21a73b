// The part of the log that was written within an auditor's times.
#pragma once

#include "gateway/audit/filters.hpp"
#include "gateway/commit/ledger.hpp"

namespace micklegate::audit {

struct Period {
    Sequence first = 0;
    Sequence end = 0;  ///< one past its last entry
};

/// Among the entries below `below`. Found by halving: no entry is dated before the one above it.
[[nodiscard]] Result<Period> period_of(commit::Ledger const& ledger, Filters const& filters, Sequence below);

}  // namespace micklegate::audit
