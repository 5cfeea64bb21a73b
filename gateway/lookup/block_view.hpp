// One contact block of the register as it stands at a moment, before anything is withheld.
#pragma once

#include "gateway/blocks/state.hpp"
#include "gateway/lookup/block_changes.hpp"

namespace micklegate::lookup {

struct BlockView {
    blocks::BlockState state;
    /// What the last request said, or the last hand-over where no request is known.
    boost::json::object fields;
    std::string asked_by;                       ///< agency whose request that is; empty where none is known
    std::string asked_prison;                   ///< code of the prison that the request went to
    std::set<std::string> asked_for;            ///< agencies that ever asked for it
    std::set<std::string> subjects;             ///< pseudonyms
    boost::json::array alerts;                  ///< that the last confirmation named
    std::map<std::string, std::string> scopes;  ///< of mail monitoring, by its reference
    std::optional<blocks::Movement> arrived{};  ///< the last movement into the prison that holds the prisoner
    bool duty_desk = false;                     ///< a person must see to it
};

/// The blocks of one prisoner.
[[nodiscard]] Result<std::vector<BlockView>> blocks_of(std::vector<history::Told> const& told,
                                                       registers::PrisonRegister const& prisons,
                                                       commit::Ledger const& ledger, Moment at);

/// As fields of message type prison.block-standing.
[[nodiscard]] boost::json::object data_of(BlockView const& block, Moment at);

}  // namespace micklegate::lookup
