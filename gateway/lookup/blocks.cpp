#include "gateway/lookup/blocks.hpp"

namespace micklegate::lookup {
namespace {

bool concerns(BlockView const& block, BlocksAsked const& asked)
{
    std::string const& asker = asked.asker.id.get();
    if (!block.state.live)
        return false;
    if (asked.asker.id == asked.keeper.id || block.asked_for.contains(asker))
        return true;
    registers::Prison const* const prison = asked.prisons.of_agency(asker);
    return prison != nullptr && (block.state.responsible == prison->code ||
                                 (block.state.awaited && block.state.awaited->prison == prison->code));
}

Result<void> add_record(BlocksAsked const& asked, history::Records const& records, commit::Ledger const& ledger,
                        std::string const& record, BlockPage& page)
{
    auto const first = records.first_reference(record);
    if (!first || *first != record)
        return first ? Result<void>{} : first.error();
    auto const told = records.told_of(record);
    if (!told)
        return told.error();
    auto const views = blocks_of(*told, asked.prisons, ledger, asked.now);
    if (!views)
        return views.error();
    Between const between{asked.keeper, asked.asker};
    for (BlockView const& block : *views) {
        if (!concerns(block, asked))
            continue;
        auto disclosed =
            disclose(kBlockStanding, data_of(block, asked.now), kBlocksPurpose, between, asked.policy, asked.now);
        if (disclosed)
            page.shown.push_back({*std::move(disclosed), block.subjects});
        else
            ++page.denied;
    }
    return {};
}

}  // namespace

Result<BlockPage> look_up_blocks(BlocksAsked const& asked, history::Records const& records,
                                 commit::Ledger const& ledger, std::string const& after, std::size_t most)
{
    BlockPage page;
    if (!asked.policy.catalogue.contains(MessageType{kBlockStanding}))
        return page;
    if (!may_ask(kBlockStanding, kBlocksPurpose, {asked.keeper, asked.asker}, asked.policy)) {
        page.denied = 1;
        return page;
    }
    auto const found = records.all(after, most);
    if (!found)
        return found.error();
    for (std::string const& record : *found)
        if (auto const added = add_record(asked, records, ledger, record, page); !added)
            return added.error();
    if (found->size() == most)
        page.next = found->back();
    return page;
}

}  // namespace micklegate::lookup
