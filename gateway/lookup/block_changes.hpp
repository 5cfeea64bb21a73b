// What messages told of a prisoner's contact blocks, and the steps that their recipients took since, as the changes
// that a block's state is computed from.
#pragma once

#include "gateway/blocks/change.hpp"
#include "gateway/history/records.hpp"
#include "gateway/registers/prisons.hpp"

namespace micklegate::lookup {

struct BlockChanges {
    std::vector<blocks::Change> changes;
    bool unreadable = false;  ///< a message could not be read, so a person must look
};

/// A prison speaks for itself alone: its code is that of the agency that was sent a message or that sent it, whatever
/// the message says. Marking a request or a hand-over actioned acknowledges the block; opening it is to have it in
/// hand.
[[nodiscard]] Result<BlockChanges> block_changes(std::vector<history::Told> const& told,
                                                 registers::PrisonRegister const& prisons,
                                                 commit::Ledger const& ledger);

}  // namespace micklegate::lookup
