#include "gateway/keep/strike.hpp"

#include "gateway/keep/holds.hpp"
#include "gateway/keep/refusal.hpp"

namespace micklegate::keep {
namespace {

/// Decided on the commit thread: a hold may have come, or an erasure.
Result<bool> may_be_struck(commit::Ledger const& ledger, Sequence index)
{
    auto const change = ledger.change(index);
    if (!change && change.error().code == ProblemCode::kNotFound)
        return false;
    auto const first = change ? commit::stored_receipt(ledger, index) : Result<commit::Receipt>{change.error()};
    if (!first)
        return first.error();
    for (std::string const& subject : first->entry.subjects) {
        auto const held = on_hold(ledger.projections(), subject);
        if (!held || *held)
            return held ? Result<bool>{false} : held;
    }
    return true;
}

commit::Proposal struck(commit::Ledger const& ledger, std::string const& code, std::vector<Sequence> const& changes)
{
    commit::Append append;
    append.may_use_reserve = true;
    append.entry.kind = commit::EntryKind::kExpired;
    append.entry.code = code;
    append.entry.why = "The days that the register keeps a record after its end had passed.";
    for (Sequence const index : changes) {
        auto const goes = may_be_struck(ledger, index);
        if (!goes)
            return Result<commit::Receipt>{goes.error()};
        if (*goes)
            append.strikes.push_back(index);
    }
    if (append.strikes.empty())
        return Result<commit::Receipt>{commit::Receipt{}};
    return append;
}

}  // namespace

commit::Intent strike(std::string code, std::vector<Sequence> changes)
{
    std::size_t const bytes = code.size() + changes.size() * sizeof(Sequence);
    // As an erasure in the same commit would strike the same: it is alone.
    return {kLine, bytes,
            [code = std::move(code), changes = std::move(changes)](commit::Ledger const& ledger) {
                return struck(ledger, code, changes);
            },
            true};
}

}  // namespace micklegate::keep
