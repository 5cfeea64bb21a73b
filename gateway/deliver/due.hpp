// What is due: messages whose deadline nobody has met yet, for whom, and when the next escalation of each falls.
// Projections of the journal.
#pragma once

#include "gateway/commit/receipt.hpp"
#include "gateway/deliver/steps.hpp"

namespace micklegate::deliver {

/// A message at a time: of its deadline, or of its next escalation.
struct Due {
    Moment at{};
    std::string message{};

    friend bool operator==(Due const&, Due const&) = default;
};

/// A message is due from when it was accepted until it is acknowledged as asked or taken back: for its two ends, and
/// for whom an escalation turned to. Its alarm rings at the deadline, and goes from one escalation to the next.
void fold_due(commit::Entry const& entry, commit::KeyValueWriter& out);

/// Whether the step ends the wait for the message that `first` accepted.
[[nodiscard]] bool ends_wait(commit::EntryKind step, commit::Entry const& first) noexcept;

/// Says in `step`, which is about to be appended behind `steps`, for whom the message was due, where it ends that.
[[nodiscard]] Result<void> note_wait_ended(commit::Entry& step, commit::Receipt const& first,
                                           std::vector<Step> const& steps, commit::Ledger const& ledger);

/// Which of the rows that are listed: by deadline, from behind `after` on, up to the first at `until`.
struct DueRange {
    std::optional<Due> after{};
    std::optional<Moment> from{};
    std::optional<Moment> until{};
};

/// Every message that is due, the earliest deadline first; at most `most`.
[[nodiscard]] Result<std::vector<Due>> due_of_all(commit::KeyValueReader const& reader, DueRange const& range,
                                                  std::size_t most);
/// The same of what is due for one agency. `most` rows are looked at; a row that an older version left behind is not
/// shown, so a page may hold fewer, and `looked` says where it ended.
struct DueSlice {
    std::vector<Due> due;
    std::optional<Due> looked;  ///< the last row that was looked at; nothing where there was none
};
[[nodiscard]] Result<DueSlice> due_of_agency(commit::KeyValueReader const& reader, std::string_view agency,
                                             DueRange const& range, std::size_t most);

/// Messages whose deadline is at or before `now`, earliest first.
[[nodiscard]] Result<std::vector<Due>> overdue(commit::KeyValueReader const& reader, Moment now, std::size_t most);

/// Alarms that ring at or before `now`, the earliest first, from behind `after` on.
[[nodiscard]] Result<std::vector<Due>> alarms(commit::KeyValueReader const& reader, std::optional<Due> const& after,
                                              Moment now, std::size_t most);

}  // namespace micklegate::deliver
