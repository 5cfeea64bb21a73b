// Mailboxes and message timelines: projections of the journal, dropped and rebuilt at will.
#pragma once

#include "gateway/commit/ledger.hpp"
#include "gateway/deliver/steps.hpp"

namespace micklegate::deliver {

void fold_mailbox(Sequence index, commit::Entry const& entry, commit::KeyValueWriter& out);

/// The key of intents that decide what becomes of a message: such intents never share a commit.
[[nodiscard]] std::string line_of_message(std::string_view message);

/// The message's steps in order; empty when there is no such message. Few: acknowledge() bounds how many there can be.
[[nodiscard]] Result<std::vector<Step>> timeline(commit::KeyValueReader const& reader, std::string_view message);

/// To whom a message is not: like an id that nobody has.
[[nodiscard]] Problem no_such_message();

struct MailboxItem {
    Sequence index = 0;  ///< of the entry that put the message here; also the cursor to list on from
    std::string message;
};

/// Up to `most` messages for `agency` after cursor `after` (exclusive; empty for the beginning), oldest first.
[[nodiscard]] Result<std::vector<MailboxItem>> mailbox(commit::KeyValueReader const& reader, std::string_view agency,
                                                       std::optional<Sequence> after, std::size_t most);

}  // namespace micklegate::deliver
