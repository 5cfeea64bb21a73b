// What is stored of a subject: its messages, and whether somebody still has to see one of them.
#pragma once

#include "gateway/commit/ledger.hpp"

namespace micklegate::keep {

struct About {
    std::size_t messages = 0;       ///< accepted and held ones, whatever became of them
    std::vector<Sequence> entries;  ///< that accepted or held them, the oldest first
    std::vector<Sequence> sealed;   ///< those of them whose sealed copy the gateway still has
    std::vector<Sequence> changes;  ///< those whose change to a register is there still
    std::size_t unopened = 0;       ///< messages that nobody has opened yet, or that wait for the duty desk
    Sequence size = 0;              ///< of the log that was looked at
};

/// As many entries as the commit thread, for which everybody waits, reads for one of them.
inline constexpr Sequence kMostSince = 5000;

/// As long as the subject's part of the log takes to read: not for the commit thread.
[[nodiscard]] Result<About> stored_about(commit::Ledger const& ledger, std::string_view subject);
/// Adds messages that came since, and leaves out copies that went. What was opened since counts as unopened still.
/// kUnavailable, and nothing is read, where more than kMostSince entries came.
[[nodiscard]] Result<void> catch_up(commit::Ledger const& ledger, std::string_view subject, About& about);

}  // namespace micklegate::keep
