// Finds the entries that fit an auditor's filters, newest first, page by page, in bounded time.
#pragma once

#include "gateway/audit/filters.hpp"
#include "gateway/commit/ledger.hpp"

namespace micklegate::audit {

struct Found {
    Sequence index = 0;
    Moment time{};
    std::string entry;  ///< its canonical text
};

struct Page {
    std::vector<Found> found;
    /// Below which to search on; none where nothing older fits. A page that has fewer than were asked for and yet a
    /// next one had to leave off: there may be more, and there may be nothing.
    std::optional<Sequence> next;
};

/// Among the entries below `below`, which is at most the size of the log. What a page costs has a bound, whatever is
/// asked and however long the log is.
[[nodiscard]] Result<Page> search(commit::Ledger const& ledger, Filters const& filters, Sequence below,
                                  std::size_t limit);

/// Whether any entry below `below` has the value, and not merely one that shares its hash: looked for as search() does.
[[nodiscard]] Result<bool> is_known(commit::Ledger const& ledger, Filter const& filter, Sequence below);

}  // namespace micklegate::audit
