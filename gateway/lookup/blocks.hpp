// Answers an agency that asks which contact blocks concern it: of each, what an agreement lets it have. A message from
// the register, decided and cut down like any other.
#pragma once

#include "gateway/lookup/block_view.hpp"
#include "gateway/lookup/disclose.hpp"

namespace micklegate::lookup {

inline constexpr char const* kBlocks = "blocks";                        ///< the register
inline constexpr char const* kBlockStanding = "prison.block-standing";  ///< the message type of its answers
inline constexpr char const* kBlocksPurpose = "contact_blocking";

/// Who asks, of a register that `keeper` keeps. All outlive the call.
struct BlocksAsked {
    Agency const& keeper;
    Agency const& asker;
    policy::PolicySet const& policy;
    registers::PrisonRegister const& prisons;
    Moment now;
};

/// A block that the asker is told of.
struct ShownBlock {
    Disclosed disclosed;             ///< of message type kBlockStanding
    std::set<std::string> subjects;  ///< pseudonyms of the prisoner: one spelling may be another subject
};

struct BlockPage {
    std::vector<ShownBlock> shown;
    /// Blocks that concern the asker and that no agreement lets it hear of. 1 where no rule ever could, and nothing was
    /// looked at.
    std::size_t denied = 0;
    std::string next{};  ///< what was looked through; empty where it was the last
};

/// Looks through up to `most` records behind `after`. A prison is told of the blocks that it answers for or is awaited
/// at, whoever asked for a block of that one, the keeper of all; a block that is over concerns nobody.
[[nodiscard]] Result<BlockPage> look_up_blocks(BlocksAsked const& asked, history::Records const& records,
                                               commit::Ledger const& ledger, std::string const& after,
                                               std::size_t most);

}  // namespace micklegate::lookup
